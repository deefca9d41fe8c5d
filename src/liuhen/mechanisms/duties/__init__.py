"""明责 Lists, tasks, letters and their coverage."""
