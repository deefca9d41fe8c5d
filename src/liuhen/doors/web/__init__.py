"""网页 The pages people open in a browser."""
