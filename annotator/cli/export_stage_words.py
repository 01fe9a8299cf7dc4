"""What an export or a bundle is at, for beside a progress bar."""

from annotator.services.interchange.export_stages import stage_and_file
from annotator.words import tr


def export_stage_words(what: str) -> str:
    """Return the stage that a service tells, with the file that it is about."""
    stage, file = stage_and_file(what)
    words = {
        "split": tr("splitting"),
        "write": tr("writing"),
        "check": tr("checking"),
        "agreement_reading": tr("reading"),
        "agreement_points": tr("comparing"),
        "agreement_intervals": tr("intervals"),
    }.get(stage, stage)
    return f"{words} {file}" if file else words
