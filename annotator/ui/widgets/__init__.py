"""Widgets shared by the windows."""
