"""门户 Doors: how people and machines come in."""
