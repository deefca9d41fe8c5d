"""决策留痕的读数 Queries over this mechanism's own tables."""
