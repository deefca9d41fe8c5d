"""全程记实的查询 Lines of a person, and the monthly samples of them."""
