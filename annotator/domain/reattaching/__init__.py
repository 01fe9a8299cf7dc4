"""Marks that were passed on without the text: where they stand in another copy of it."""
