"""接口 The same actions over JSON."""
