"""明责的页面 Lists, tasks, letters and their coverage, for whoever carries them."""
