"""The first released schema; new files are made whole from the tables themselves."""

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Nothing to do: no older schema was ever released."""
