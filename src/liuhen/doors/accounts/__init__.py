"""账户 The door people come in by: log-in, sessions, and the three administrators. Outside the book and its rebuild."""
