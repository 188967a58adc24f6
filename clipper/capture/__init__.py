"""Floor 2: bytes from outside become drafts; knows no database."""
