"""One file a format: each writes a whole report."""
