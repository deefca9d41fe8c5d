"""页面 Pages of organs and people; thin: they ask reads and call actions."""
