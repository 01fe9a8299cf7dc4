"""A codebook as brat's ``annotation.conf`` and ``visual.conf``, and which values become attributes.

A choice is an attribute with a value, and so are yes and no. Of several choices each is an
attribute without a value, ``key-value``. Free texts are no attributes: brat's values are words of a
list.
"""

import re
from collections.abc import Iterable

from annotator.domain.codebook import (
    Attribute,
    AttributeKind,
    Codebook,
    Scope,
)
from annotator.domain.text.spans import SpanRole
from annotator.formats.value_signs import INKS, colour_of, glyph_of

TRIGGER = "Attribution"

_OTHER_ROLES = tuple(role.value.capitalize() for role in SpanRole if role is not SpanRole.CONTENT)
_YES_NO = ("true", "false")


class BratAttributes:
    """The attributes of all codebooks; one that several versions have offers the values of all."""

    def __init__(self, codebooks: Iterable[Codebook]) -> None:
        self._attributes: dict[str, Attribute] = {}
        self._offered: dict[str, dict[str, None]] = {}
        for codebook in codebooks:
            for one in codebook.of_scope(Scope.ATTRIBUTION):
                if one.kind is AttributeKind.TEXT:
                    continue
                known = self._attributes.get(one.key)
                if known and _is_single(known) != _is_single(one):
                    continue
                self._attributes[one.key] = one
                keys = _YES_NO if one.kind is AttributeKind.BOOLEAN else [v.key for v in one.values]
                self._offered.setdefault(one.key, {}).update(dict.fromkeys(keys))

    def named(self, key: str, choice: str, *, single: bool) -> tuple[str, str] | None:
        """Return name and value (or none) of brat's attribute for a choice, if there is one."""
        one = self._attributes.get(key)
        if one is None or choice not in self._offered[key] or single is not _is_single(one):
            return None
        return (key, choice) if single else (f"{key}-{choice}", "")

    def annotation_conf(self) -> str:
        """Return which types, arguments and values there are, as brat's configuration."""
        arguments = [f"{name}*:{name}" for name in _OTHER_ROLES]
        lines = ["[entities]", *_OTHER_ROLES, "", "[relations]"]
        lines += ["<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>", "", "[events]"]
        lines += [f"{TRIGGER}\t{', '.join([*arguments, f'Reported_by?:{TRIGGER}'])}"]
        lines += ["", "[attributes]"]
        for key, one in self._attributes.items():
            choices = list(self._offered[key])
            if not _is_single(one):
                lines += [f"{key}-{choice}\tArg:{TRIGGER}" for choice in choices]
            elif choices:
                lines.append(f"{key}\tArg:{TRIGGER}, Value:{'|'.join(choices)}")
        return "\n".join(lines) + "\n"

    def visual_conf(self) -> str:
        """Return labels, glyphs and colours, as brat's configuration."""
        lines = ["[labels]", TRIGGER, *_OTHER_ROLES, "Reported_by | Reported by"]
        drawing = ["SPAN_DEFAULT\tfgColor:black, bgColor:#e8e8ec, borderColor:darken"]
        drawing += ["ARC_DEFAULT\tcolor:#666666, arrowHead:triangle-5"]
        drawing += [f"{TRIGGER}\tbgColor:#dce9f7"]
        for key, one in self._attributes.items():
            values = {value.key: value for value in one.values}
            if not _is_single(one):
                lines += [
                    f"{key}-{choice} | {_label(f'{one.label}: {values[choice].label}')}"
                    for choice in self._offered[key]
                    if choice in values
                ]
                continue
            lines.append(f"{key} | {_label(one.label)}")
            shown = [values.get(choice) for choice in self._offered[key]]
            if any(value and value.glyph for value in shown):
                glyphs = [glyph_of(value) for value in shown]
                colours = [INKS[colour_of(value)].strong for value in shown]
                drawing.append(f"{key}\tglyph:{'|'.join(glyphs)}, glyphColor:{'|'.join(colours)}")
        return "\n".join([*lines, "", "[drawing]", *drawing]) + "\n"


def _is_single(one: Attribute) -> bool:
    return one.kind is not AttributeKind.MULTIPLE_CHOICE


def _label(words: str) -> str:
    """Return a label without the characters that separate labels."""
    return re.sub(r"[|\t\r\n]+", " ", words).strip()
