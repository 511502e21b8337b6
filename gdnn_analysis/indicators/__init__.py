"""Tables become figures: one module per chapter, pure functions, one tidy result table."""
