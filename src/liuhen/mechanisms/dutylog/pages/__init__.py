"""全程记实的页面 The log of a person, one line, and the monthly samples."""
