"""What is said of parts of a split that share passages; report, terminal and card say the same."""

from annotator.words import tr


def leak_pair(title: str, part: str, other_title: str, other_part: str) -> str:
    """Return which two articles share the most; empty where their titles are not known."""
    if not (title and other_title):
        return ""
    return tr(
        "Most of all “{article}” ({part}) in “{other}” ({other_part}).",
        article=title,
        part=part,
        other=other_title,
        other_part=other_part,
    )


def leak_advice(limit: float) -> str:
    """Return what it means that the parts share more than ``limit`` (from 0 to 1), and what to do.

    Articles that are in the project already get no story by importing them again.
    """
    return tr(
        "More than {limit} % means that passages were taken over, and a model knows the test before"
        " it is tested. Copies stay in one part if the file from which they are imported names one"
        " story for them (field “story”); or leave one of them out.",
        limit=f"{limit * 100:.0f}",
    )
