"""What the bar under the article says about the keys, for each target."""

from __future__ import annotations

from annotator.domain.codebook import Attribute, Codebook
from annotator.ui.annotating.key_target import KeyTarget, TargetKind
from annotator.ui.shortcuts import ShortcutTable
from annotator.ui.widgets.keys_bar import KeyHint
from annotator.words import tr

Hints = tuple[str, str | None, tuple[KeyHint, ...]]


def hints_for(
    target: KeyTarget,
    codebook: Codebook,
    keys: ShortcutTable,
    number: int | None,
    *,
    may_edit: bool,
) -> Hints:
    """Return name, icon and keys of a target; ``number`` is that of the selected attribution."""
    if not may_edit:
        reading = [
            _key(keys, "next_attribution", tr("Next attribution")),
            _key(keys, "next_article", tr("Next article")),
            _key(keys, "rule", tr("Codebook rule")),
            _key(keys, "find", tr("Find")),
        ]
        return tr("Reading only"), "lock", tuple(one for one in reading if one is not None)
    wanted: list[KeyHint | None]
    if target.kind is TargetKind.FIELD:
        name, icon, wanted = tr("Field"), "note", [_fixed("Esc", tr("Back to text"))]
    elif target.kind is TargetKind.SELECTION:
        name, icon = tr("New selection"), "annotate"
        wanted = [
            _digits(codebook.primary, "", tr("Create: {attribute}")),
            _key(keys, "speaker", tr("Create and name speaker")),
            _fixed(tr("Enter"), tr("Create")),
            _key(keys, "widen", tr("Widen")),
            _fixed("Esc", tr("Cancel")),
        ]
        if target.attribution_id is not None:
            wanted[3:3] = [
                _key(keys, "to_content", tr("Add fragment")),
                _key(keys, "to_source", tr("Source")),
                _key(keys, "to_cue", tr("Cue")),
            ]
    elif target.kind is TargetKind.ATTRIBUTION:
        name, icon = tr("Attribution {number}", number=number or ""), "articles"
        wanted = [
            _digits(codebook.primary, "", "{attribute}"),
            _digits(codebook.secondary, "⇧", "{attribute}"),
            _key(keys, "speaker", tr("Speaker")),
            _key(keys, "next_attribution", tr("Next")),
            _key(keys, "note", tr("Note")),
            _key(keys, "delete", tr("Delete")),
        ]
    else:
        name, icon = tr("Text"), "articles"
        wanted = [
            _key(keys, "next_quotation", tr("Next quotation")),
            _key(keys, "next_attribution", tr("Next attribution")),
            _key(keys, "done", tr("Done")),
            _key(keys, "find", tr("Find")),
        ]
    return name, icon, tuple(one for one in wanted if one is not None)


def _key(keys: ShortcutTable, shortcut_id: str, meaning: str) -> KeyHint | None:
    key = keys.first_key(shortcut_id)
    return KeyHint(key, meaning) if key else None


def _fixed(key: str, meaning: str) -> KeyHint:
    return KeyHint(key, meaning)


def _digits(attribute: Attribute | None, modifier: str, meaning: str) -> KeyHint | None:
    if attribute is None or not attribute.values:
        return None
    digits = [value.shortcut for value in attribute.values if value.shortcut]
    if not digits:
        digits = [str(number) for number in range(1, min(9, len(attribute.values)) + 1)]
    keys = f"{modifier}{digits[0]}–{digits[-1]}" if len(digits) > 1 else modifier + digits[0]
    return KeyHint(keys, meaning.format(attribute=attribute.label))
