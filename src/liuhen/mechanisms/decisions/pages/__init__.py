"""决策留痕的页面 Thin views over actions, permits and reads. Each module has its `routes`; `urls` puts them together."""
