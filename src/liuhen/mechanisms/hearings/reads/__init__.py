"""查询 Who reports to whom on a day, how a period stands, what waits for one person."""
