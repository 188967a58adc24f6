"""Floor 3: the library of clippings behind one façade; knows no window and no report."""
