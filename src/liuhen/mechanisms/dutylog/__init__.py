"""全程记实 The log of duties done, born from the book."""
