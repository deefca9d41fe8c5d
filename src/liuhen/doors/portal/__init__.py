"""公开网站 The public site; it sees publications and nothing else."""
