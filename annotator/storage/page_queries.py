"""Reading whole articles with all work on them, many at a time: one query per table and page."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from sqlalchemy import Connection, select

from annotator.domain.annotation_sets import AnnotationSet
from annotator.domain.articles import Article, ArticleText
from annotator.domain.decisions import Decision
from annotator.domain.entities import EntityKind
from annotator.storage import entity_rows
from annotator.storage.article_queries import appearances_of, zones_of
from annotator.storage.project_queries import only
from annotator.storage.tables import adjudication, articles, work

_ARTICLES = 100
_WORDS = 2_000_000
"""A page has at most so many articles, and ends with the one that brings it past so many code
points of text: what is in memory at once does not grow with the project."""


def pages(
    connection: Connection, article_ids: Iterable[uuid.UUID]
) -> Iterator[tuple[ArticleText, ...]]:
    """Yield the living ones of these articles with their texts, in this order."""
    left = iter(article_ids)
    while ids := list(islice(left, _ARTICLES)):
        page: list[Article] = []
        words = 0
        for head in _heads(connection, ids):
            page.append(head)
            words += head.length
            if words >= _WORDS:
                yield _with_texts(connection, page)
                page, words = [], 0
        if page:
            yield _with_texts(connection, page)


def sets_of_articles(
    connection: Connection, article_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, list[AnnotationSet]]:
    """Return all living sets of each article, whoever made them."""
    table = work.annotation_set
    found: dict[uuid.UUID, list[AnnotationSet]] = defaultdict(list)
    for chunk in entity_rows.chunks(article_ids):
        query = (
            select(table)
            .where(
                table.c.article_id.in_(chunk),
                table.c.deleted_at.is_(None),
                table.c.pending_step.is_(None),
            )
            .order_by(table.c.round_id, table.c.person_id, table.c.id)
        )
        rows = connection.execute(query).mappings().all()
        sets = entity_rows.assembled(connection, EntityKind.ANNOTATION_SET, rows)
        for one in only(sets, AnnotationSet):
            found[one.article_id].append(one)
    return found


def decisions_of_articles(
    connection: Connection, article_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, list[Decision]]:
    """Return all decisions on each article, superseded ones too, oldest first."""
    table = adjudication.decision
    found: dict[uuid.UUID, list[Decision]] = defaultdict(list)
    for chunk in entity_rows.chunks(article_ids):
        query = (
            select(table)
            .where(
                table.c.article_id.in_(chunk),
                table.c.deleted_at.is_(None),
                table.c.pending_step.is_(None),
            )
            .order_by(table.c.at, table.c.id)
        )
        rows = connection.execute(query).mappings().all()
        decisions = entity_rows.assembled(connection, EntityKind.DECISION, rows)
        for one in only(decisions, Decision):
            found[one.article_id].append(one)
    return found


def _heads(connection: Connection, article_ids: Sequence[uuid.UUID]) -> list[Article]:
    table = articles.article
    query = select(table).where(
        table.c.id.in_(article_ids), table.c.deleted_at.is_(None), table.c.pending_step.is_(None)
    )
    rows = connection.execute(query).mappings().all()
    found = {
        one.id: one
        for one in only(entity_rows.assembled(connection, EntityKind.ARTICLE, rows), Article)
    }
    return [found[one] for one in article_ids if one in found]


def _with_texts(connection: Connection, page: Sequence[Article]) -> tuple[ArticleText, ...]:
    ids = [one.id for one in page]
    table = articles.article_text
    query = select(table.c.article_id, table.c.text).where(table.c.article_id.in_(ids))
    texts = {row.article_id: row.text for row in connection.execute(query)}
    appearances, zones = appearances_of(connection, ids), zones_of(connection, ids)
    return tuple(
        ArticleText(one, texts[one.id], appearances[one.id], zones[one.id])
        for one in page
        if one.id in texts
    )
