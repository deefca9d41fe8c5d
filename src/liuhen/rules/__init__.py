"""规则 Rules as data: quotation, reading, dated parameters, eight verbs, examples; and the guard of acts."""
