"""Agreement: what is computed, how it is put into charts and words, how it is saved."""
