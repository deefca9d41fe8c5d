"""个人签名 Personal signatures through one interface, whatever device made them."""
