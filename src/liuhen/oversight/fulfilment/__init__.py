"""履责情况 What was done about each duty, read from the log."""
