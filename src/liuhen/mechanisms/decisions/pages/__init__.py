"""决策留痕的页面 Thin views over actions, permits and reads; each module has its `routes`, `urls` joins them."""
