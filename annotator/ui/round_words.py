"""Rounds in words: what a pass over the articles is for."""

from annotator.domain.people import Round, RoundPurpose
from annotator.words import tr


def purpose_words(purpose: RoundPurpose) -> str:
    """Return what a round is for, in lower case."""
    return {
        RoundPurpose.TRAINING: tr("training"),
        RoundPurpose.PILOT: tr("pilot"),
        RoundPurpose.RELIABILITY: tr("reliability"),
        RoundPurpose.MAIN: tr("main coding"),
        RoundPurpose.RECODE: tr("coding anew"),
        RoundPurpose.DRIFT: tr("check for drift"),
    }[purpose]


def purpose_explained(purpose: RoundPurpose) -> str:
    """Return a sentence on what the purpose means for those who code; empty where nothing."""
    return {
        RoundPurpose.TRAINING: tr("For practice: this round does not count as data."),
        RoundPurpose.RECODE: tr("Coded anew: earlier work on these articles is not shown."),
        RoundPurpose.DRIFT: tr("A second look: earlier work on these articles is not shown."),
    }.get(purpose, "")


def round_words(round_: Round) -> str:
    """Return a round's name, with its purpose where the name does not tell it."""
    purpose = purpose_words(round_.purpose)
    if round_.purpose is RoundPurpose.MAIN or purpose.casefold() in round_.name.casefold():
        return round_.name
    return tr("{round} ({purpose})", round=round_.name, purpose=purpose)
