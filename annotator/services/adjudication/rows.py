"""Items as the lines of lists, stored so that a queue opens at once."""

import uuid
from collections.abc import Collection, Iterable, Sequence

from annotator.domain.adjudication.decision_fields import fields_from_document
from annotator.domain.adjudication.item import STATE, DifferenceKind, Item
from annotator.domain.attributions import Attribution
from annotator.domain.codebook import Scope, as_keys
from annotator.domain.decisions import Subject
from annotator.domain.text.spans import SpanRole
from annotator.services.adjudication.gold_writing import gold_set_of
from annotator.services.adjudication.items import ArticleAtHand, at_hand
from annotator.services.project import Project
from annotator.storage import adjudication_items
from annotator.storage.adjudication_items import ItemLineParts, ItemRow, joined_values
from annotator.storage.adjudication_queries import Place
from annotator.storage.store import Connection
from annotator.storage.write_unit import WriteUnit

_LONGEST_QUOTE = 160


def refresh_article(
    project: Project, connection: Connection, article_id: uuid.UUID, round_id: uuid.UUID
) -> None:
    """Work out an article's items and store their lines, in the caller's transaction."""
    at = at_hand(project, connection, article_id, round_id)
    if at is None:
        adjudication_items.replace(connection, article_id, round_id, [])
    else:
        store_rows(connection, at, at.items)


def settle_again(project: Project, unit: WriteUnit, places: Collection[Place]) -> None:
    """After decisions were taken back: gold with something open is not done, and lists show it.

    For one article; a bulk step's gold sets come back as they were before it, and the lists are
    brought up to date when they are next asked for.
    """
    if len(places) != 1:
        return
    ((article_id, round_id),) = places
    at = at_hand(project, unit.connection, article_id, round_id)
    if at is None:
        return
    if at.gold_set is not None:
        unit.put(gold_set_of(at, at.decisions, at.items), before=at.gold_set)
    store_rows(unit.connection, at, at.items)


def store_rows(connection: Connection, at: ArticleAtHand, items: Sequence[Item]) -> None:
    """Store the lines of an article's items in place of those that were there."""
    rows = [_row(at, item) for item in items]
    adjudication_items.replace(connection, at.article.article.id, at.round_id, rows)


def _row(at: ArticleAtHand, item: Item) -> ItemRow:
    main = item.main
    shown = _shown(at, item)
    return ItemRow(
        id=item.id,
        state=item.state,
        kind=main.kind.value if main else None,
        attribute=main.attribute if main else None,
        severity=int(item.severity),
        own=tuple(one.person_id for one in at.coders),
        line=ItemLineParts(
            subject=item.subject.value,
            kinds=" ".join(one.key for one in item.differences),
            speaker=_speaker(at, shown),
            quote=_quote(one.quote for one in shown[0].content) if shown else "",
            values=joined_values(_values(at, item)),
            letters=" ".join(one.letter for one in at.coders),
            speakers=" ".join(sorted({one.speaker_id.hex for one in shown if one.speaker_id})),
            outcome=item.decision.outcome.value if item.decision else "",
            gold=_gold(at, item),
        ),
    )


def _shown(at: ArticleAtHand, item: Item) -> list[Attribution]:
    """Return the item's candidates by letter, then its gold."""
    candidates = [
        item.candidates[one.person_id] for one in at.coders if one.person_id in item.candidates
    ]
    return [*candidates, *([item.gold] if item.gold else [])]


def _speaker(at: ArticleAtHand, shown: Iterable[Attribution]) -> str:
    """Return the name of the first speaker, else the first words that mention one."""
    sources = ""
    for one in shown:
        speaker = at.registry.resolved(one.speaker_id)
        if speaker is not None:
            return speaker.name
        sources = sources or _quote(span.quote for span in one.of_role(SpanRole.SOURCE))
    return sources


def _quote(parts: Iterable[str]) -> str:
    words = " ".join(" … ".join(parts).split())
    return words if len(words) <= _LONGEST_QUOTE else f"{words[: _LONGEST_QUOTE - 1].rstrip()}…"


def _values(at: ArticleAtHand, item: Item) -> list[str | None]:
    """Return what each annotator says, by letter, in the attribute that lists show."""
    if item.subject is Subject.ATTRIBUTION:
        key = at.codebook.primary.key
        return [
            _plain(item.candidates[one.person_id].values.get(key))
            if one.person_id in item.candidates
            else None
            for one in at.coders
        ]
    name = _article_field(at, item)
    return [_plain(at.compared.article_fields(one.person_id).get(name)) for one in at.coders]


def _gold(at: ArticleAtHand, item: Item) -> str:
    """Return what gold says in the attribute that lists show."""
    if item.subject is Subject.ATTRIBUTION:
        return _plain(item.gold.values.get(at.codebook.primary.key)) if item.gold else ""
    chosen = fields_from_document(item.decision.fields) if item.decision else {}
    name = _article_field(at, item)
    return _plain(chosen[name].value) if name in chosen else ""


def _article_field(at: ArticleAtHand, item: Item) -> str:
    main = item.main
    if main is not None:
        return STATE if main.kind is DifferenceKind.STATE else main.attribute or STATE
    return next((one.key for one in at.codebook.of_scope(Scope.ARTICLE)), STATE)


def _plain(value: object) -> str:
    if isinstance(value, (str, bool, tuple)) or value is None:
        return ", ".join(as_keys(value))
    return str(value)
