"""明责的查询 What lists, tasks and letters say, as of any day."""
