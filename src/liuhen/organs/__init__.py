"""单位 Organs, posts, people, tenures and portfolios: who anybody is, on any day."""
