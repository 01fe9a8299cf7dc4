"""Dialogs: they ask, and hand back what was answered."""
