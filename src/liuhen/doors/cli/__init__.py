"""命令行 The command liuhen."""
