"""Libraries that are damaged at random, and what becomes of them: python -m tests.damage."""
