"""Invented content that means harm, and what notices whether it did any."""
