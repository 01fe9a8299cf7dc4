"""Forms of entities, and which came from which."""
