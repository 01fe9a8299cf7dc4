"""Import and export of files in the formats of the registry."""
