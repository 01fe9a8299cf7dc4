"""People, rounds, assignment, and the registry of speakers: what managers do."""
