"""Replication bundles: all that somebody needs to check a project's figures, in one folder."""
