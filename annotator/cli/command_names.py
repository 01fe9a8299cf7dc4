"""Which first words are commands; all else is a project for the desktop app."""

COMMANDS: tuple[str, ...] = (
    "new",
    "import",
    "export",
    "reattach",
    "disagreements",
    "adjudicate",
    "agreement",
    "handout",
    "package",
    "merge",
    "dataset",
    "bundle",
    "stats",
    "check",
    "backup",
)
