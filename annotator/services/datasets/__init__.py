"""Data sets for others: who made them and on what terms, cards, metadata, replication bundles."""
