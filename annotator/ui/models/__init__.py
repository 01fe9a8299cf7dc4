"""Item models: lists that are read page by page."""
