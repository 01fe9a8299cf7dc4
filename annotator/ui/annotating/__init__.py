"""Coding one article: what is shown, what the keys act on, and one method per intention."""
