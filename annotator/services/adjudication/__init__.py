"""Adjudicating: what there is to decide, deciding it, and what annotators learn of it."""
