"""One function for each user intention: it checks, writes one step, and says what changed."""
