"""Clipper keeps the media mentions of an organisation and makes reports of them."""

__version__ = "0.1.0"
