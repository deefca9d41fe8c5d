"""公开 Publications: what a named person signed to make public."""
