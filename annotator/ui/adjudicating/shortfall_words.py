"""What is missing before a decision can be stored, in words."""

from annotator.domain.codebook import Codebook
from annotator.ui.adjudicating.field_words import field_label
from annotator.ui.adjudicating.gold_draft import Shortfall
from annotator.words import tr


def shortfall_words(short: Shortfall, codebook: Codebook | None) -> str:
    """Return what is missing, and where."""
    name = field_label(short.field, codebook) if codebook is not None else short.field
    return {
        "version_missing": tr(
            "Not decided yet: somebody marked nothing here. Take a version, or reject."
        ),
        "value_missing": tr("Not decided yet: “{name}” is missing.", name=name),
        "choice_missing": tr("Not decided yet: the coders differ in “{name}”.", name=name),
        "content_missing": tr("Not decided yet: choose or mark the content first."),
        "speaker_missing": tr("Not decided yet: there is neither a speaker nor a source."),
        "judgement_missing": tr("Not compared yet: choose “{name}” first.", name=name),
        "rejection_unexplained": tr(
            "Not rejected yet: all coders marked this. Write why it is no attribution."
        ),
        "rationale_missing": tr("Not decided yet: write why the gold differs from all coders."),
    }.get(short.code, tr("Not decided yet."))
