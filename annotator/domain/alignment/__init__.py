"""Which attributions of several annotators are one, and in what they differ."""
