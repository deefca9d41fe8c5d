"""汇报与听取 Reports upward and hearings of subordinate chiefs."""
