"""页面部件 Page parts: base templates, macros, styles, languages. Knows neither the book nor the domain."""
