"""Floor 4: coverage becomes figures, a document, and files."""
