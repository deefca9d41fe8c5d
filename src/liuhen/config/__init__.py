"""配置 Configuration: settings, addresses and the two ways of starting the program."""
