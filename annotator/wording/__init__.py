"""Sentences that windows and the command line share; both make them from codes and fields."""
