"""移送 Handovers: how one mechanism gives a matter to another without knowing it."""
