"""Quotes as the list shows them: one for each unit, with all who have one value or the other."""

from __future__ import annotations

import uuid
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from annotator.domain.agreement.results import SPEAKER
from annotator.domain.attributions import Values
from annotator.domain.codebook import About, Attribute, Level
from annotator.ui.agreement.labels import Labels
from annotator.ui.agreement.quotes_presenter import CellWanted
from annotator.ui.widgets.agreement.quote_list import QuoteShown, ValueShown
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.agreement.cell_quotes import CellQuote

LIMIT: Final = 500
"""So many pairs of annotators are read for a cell at most."""


@dataclass(slots=True)
class UnitQuote:
    """One unit: what the first two have, and everybody who has the same as they."""

    quote: CellQuote
    of_row: list[uuid.UUID] = field(default_factory=list)
    of_column: list[uuid.UUID] = field(default_factory=list)


def units_of(quotes: Sequence[CellQuote]) -> list[UnitQuote]:
    """Return the units behind pairs of annotators, in the order of the pairs.

    Of three annotators two pairs may differ in the same way about one quote: it is one unit.
    """
    found: list[UnitQuote] = []
    known: dict[Hashable, UnitQuote] = {}
    for one in quotes:
        sides: list[Hashable] = [each for each in (one.a_attribution, one.b_attribution) if each]
        places = sides or [(one.article_id, one.round_id)]
        unit = next((known[place] for place in places if place in known), None)
        if unit is None:
            unit = UnitQuote(one)
            found.append(unit)
        for place in places:
            known[place] = unit
        for people, person in ((unit.of_row, one.a), (unit.of_column, one.b)):
            if person not in people:
                people.append(person)
    return found


def quote_shown(unit: UnitQuote, wanted: CellWanted, labels: Labels) -> QuoteShown:
    """Return a unit's quote as the list shows it."""
    quote, key = unit.quote, wanted.attribute
    where = [one for one in (quote.outlet, _day(quote)) if one]
    said = [labels.value(key, one) for one in (wanted.row, wanted.column)]
    if key == SPEAKER:
        said = [quote.a_speaker or tr("no speaker"), quote.b_speaker or tr("no speaker")]
    other = ""
    if quote.b_quote and quote.b_quote != quote.quote:
        other = tr("{name} marked: {quote}", name=labels.person(quote.b), quote=quote.b_quote)
    return QuoteShown(
        _side(quote.a_values, key, labels, said[0]),
        _side(quote.b_values, key, labels, said[1]),
        quote.speaker or tr("no speaker"),
        quote.quote or quote.article_title,
        ", ".join(where) or quote.article_title,
        quote.adjudicated,
        quote,
        who=_who(unit, wanted, labels) if wanted.pair is None or wanted.both_ways else "",
        other=other,
    )


def whose_words(units: Sequence[UnitQuote], wanted: CellWanted, labels: Labels) -> str:
    """Return whose boundaries the quotes have; empty where articles are meant as a whole."""
    if not any(one.quote.quote for one in units):
        return ""
    if wanted.pair is not None and not wanted.both_ways:
        return tr("Words as marked by {name}.", name=labels.person(wanted.pair[0]))
    return tr("Words as marked by the first named.")


def bars_words(quotes: Sequence[QuoteShown], labels: Labels) -> str:
    """Return what the bars beside the values are; empty where there are none."""
    sure = _sureness(labels)
    if sure is None or not any(one.a.of or one.b.of for one in quotes):
        return ""
    least, most = (labels.value(sure.key, sure.order[at]) for at in (0, -1))
    return tr(
        "Bars: {attribute}, from {least} to {most}.", attribute=sure.label, least=least, most=most
    )


def _who(unit: UnitQuote, wanted: CellWanted, labels: Labels) -> str:
    """Return who has which value: the row's first."""
    rows, columns = unit.of_row, [one for one in unit.of_column if one not in unit.of_row]
    if wanted.row == wanted.column:
        return ", ".join(labels.person(one) for one in (*rows, *columns))
    sides = (", ".join(labels.person(one) for one in side) for side in (rows, unit.of_column))
    return tr(" / ").join(sides)


def _day(quote: CellQuote) -> str:
    return f"{quote.published_on.day} {quote.published_on:%b %Y}" if quote.published_on else ""


def _sureness(labels: Labels) -> Attribute | None:
    """Return the attribute that the bars are of: the first that orders how sure somebody was."""
    return next(
        (
            one
            for one in labels.codebook.attributes
            if one.about is About.ANNOTATOR and one.level is Level.ORDINAL and one.order
        ),
        None,
    )


def _side(values: Values, attribute: str, labels: Labels, otherwise: str) -> ValueShown:
    """Return what one of them chose. ``otherwise``: what no value of the attribute says."""
    chosen = values.get(attribute)
    picture = labels.picture(attribute, chosen) if isinstance(chosen, str) else None
    if picture is not None and picture.glyph is None:
        picture = None
    sure, most, words = 0, 0, ""
    one = _sureness(labels)
    given = values.get(one.key) if one is not None else None
    if one is not None and isinstance(given, str) and given in one.order:
        sure, most = one.order.index(given) + 1, len(one.order)
        words = tr(
            "({attribute}: {value})", attribute=one.label, value=labels.value(one.key, given)
        )
    label = labels.any_value(attribute, chosen) or otherwise or tr("–")
    return ValueShown(label, picture, sure, most, words)
