"""Names that only a framework, the language or a reader of the values calls: not dead, though nobody here names them."""
