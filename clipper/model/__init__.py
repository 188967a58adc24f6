"""Floor 1: plain values and rules, without input or output."""
