"""查询 How much was asked of whom, and what people complained of."""
