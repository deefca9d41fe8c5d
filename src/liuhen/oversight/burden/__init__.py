"""基层负担 What is asked of whom, and complaints about it."""
