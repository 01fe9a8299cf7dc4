"""What is said of the place of an export before the button is pressed, and on the button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.interchange.importing import FormatInfo
    from annotator.ui.dialogs.export.save_field import Place


def button_words(place: Place) -> str:
    """Return what the button says: whether it replaces anything."""
    if place.replaces:
        return tr("Replace folder") if place.is_folder else tr("Replace file")
    return tr("Replace table") if place.table else tr("Export")


def place_words(place: Place, name: str, one: FormatInfo) -> str:
    """Return what to know of a place where something can be written; empty for nothing."""
    words = [replaced_words(place, name)] if place.replaces or place.table else []
    if place.other_ending:
        words.append(
            tr(
                "The ending {ending} is not that of this format, {usual}.",
                ending=place.other_ending,
                usual=one.endings[0],
            )
            if one.endings
            else tr("The ending {ending} is not that of this format.", ending=place.other_ending)
        )
    return " ".join(words)


def replaced_words(place: Place, name: str) -> str:
    """Return what would be replaced, in one sentence."""
    if place.table and place.replaces:
        return tr(
            "{name} and {table}, which tells who is who in it, would be replaced.",
            name=name,
            table=place.table,
        )
    if place.table:
        return tr(
            "{table} tells who is who in an export that is gone; it would be replaced.",
            table=place.table,
        )
    if place.is_folder:
        return tr("There is a folder of this name. An older export is replaced.")
    return tr("There is a file of this name. It would be replaced.")
