"""The article's text: spans, offsets, quotations, sentences, keys for matching."""
