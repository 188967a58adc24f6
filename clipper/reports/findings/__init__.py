"""Headings and sentences that say what the figures show; nothing in them comes from anywhere else."""
