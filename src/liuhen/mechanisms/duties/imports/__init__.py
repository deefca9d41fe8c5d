"""批量导入 Whole sheets into the book: checked row by row, shown, then written at once or not at all."""
