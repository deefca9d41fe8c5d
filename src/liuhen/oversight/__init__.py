"""监督 Oversight: reads every fact, writes only findings."""
