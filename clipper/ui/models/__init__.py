"""Item models: what Qt's views ask for, answered from the library."""
