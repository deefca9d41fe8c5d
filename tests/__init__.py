"""证 Proof that the promises in specs/ and the rules in rulebook/ are kept."""
