"""Texts and words put back into an export that went out without them."""
