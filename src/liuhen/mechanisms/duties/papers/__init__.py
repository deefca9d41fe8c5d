"""责任书文书 What is printed: one letter, or all of a campaign in one document."""
