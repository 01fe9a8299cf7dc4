"""Stance Annotator: code news articles for who says what, blind, twice, and settled into gold."""

__version__ = "0.1.0"
