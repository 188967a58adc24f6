"""Dialogs; each has a classmethod that asks and returns an answer, which tests can replace."""
