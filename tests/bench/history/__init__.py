"""The rival: the same row followed by django-simple-history, where that is installed."""
