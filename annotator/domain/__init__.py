"""What the field means by its words: pure data and pure functions, no files, no windows, no database."""
