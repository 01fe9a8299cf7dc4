"""The words of the field as pure data and pure functions: no files, windows or database."""
