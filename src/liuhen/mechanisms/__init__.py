"""机制 Mechanisms: sisters, none of which knows another."""
