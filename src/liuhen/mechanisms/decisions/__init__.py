"""决策留痕 The decision trace: from a motion to a file that anyone can verify."""
