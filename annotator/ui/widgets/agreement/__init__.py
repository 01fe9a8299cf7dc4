"""Charts and lists of the Agreement screen: each chart's painting stands apart from its widget."""
