"""存证簿 The book: append, prove, verify. Its one door is `liuhen.ledger.book`."""
