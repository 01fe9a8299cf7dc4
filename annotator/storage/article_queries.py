"""Reading articles, their texts, appearances and zones."""

import uuid
from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import Connection, Table, bindparam, func, insert, select, update

from annotator.domain.articles import Appearance, Article, ArticleText, Zone
from annotator.domain.entities import EntityKind
from annotator.domain.text.match_keys import match_key
from annotator.storage import entity_rows
from annotator.storage.project_queries import only
from annotator.storage.tables import articles

_Part = TypeVar("_Part", Appearance, Zone)
_TEXT = (
    select(articles.article_text.c.text)
    .join(articles.article, articles.article.c.id == articles.article_text.c.article_id)
    .where(
        articles.article.c.id == bindparam("row_id"),
        articles.article.c.deleted_at.is_(None),
        articles.article.c.pending_step.is_(None),
    )
)


def article(connection: Connection, article_id: uuid.UUID) -> Article | None:
    """Return an article, a deleted one too, but not one of an unfinished import."""
    table = articles.article
    query = select(table).where(table.c.id == article_id, table.c.pending_step.is_(None))
    rows = connection.execute(query).mappings().all()
    found = only(entity_rows.assembled(connection, EntityKind.ARTICLE, rows), Article)
    return found[0] if found else None


def text_of(connection: Connection, article_id: uuid.UUID) -> str | None:
    """Return the text of a living article, of none that an unfinished import brings."""
    return connection.execute(_TEXT, {"row_id": article_id}).scalar()


def article_text(connection: Connection, article_id: uuid.UUID) -> ArticleText | None:
    """Return a living article with its text, appearances and zones."""
    text = text_of(connection, article_id)
    found = article(connection, article_id) if text is not None else None
    if found is None or text is None:
        return None
    appearances = appearances_of(connection, [article_id])[article_id]
    zones = zones_of(connection, [article_id])[article_id]
    return ArticleText(found, text, appearances, zones)


def appearances_of(
    connection: Connection, article_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, tuple[Appearance, ...]]:
    """Return the living appearances of each article, in their order."""
    return _of_articles(
        connection, article_ids, EntityKind.APPEARANCE, articles.appearance, Appearance, "ordinal"
    )


def zones_of(
    connection: Connection, article_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, tuple[Zone, ...]]:
    """Return the living zones of each article, in order of the text."""
    return _of_articles(
        connection, article_ids, EntityKind.ZONE, articles.zone, Zone, "start", "end"
    )


def article_ids(connection: Connection) -> list[uuid.UUID]:
    """Return the identifiers of all living articles in the order in which they came in."""
    table = articles.article
    query = (
        select(table.c.id)
        .where(table.c.deleted_at.is_(None), table.c.pending_step.is_(None))
        .order_by(table.c.position)
    )
    return list(connection.execute(query).scalars())


def last_position(connection: Connection) -> int:
    """Return the position of the article that came in last; 0 in an empty project."""
    return int(connection.execute(select(func.max(articles.article.c.position))).scalar() or 0)


def add_texts(connection: Connection, texts: Sequence[tuple[uuid.UUID, str]]) -> None:
    """Store the texts of new articles."""
    if texts:
        rows = [{"article_id": article_id, "text": text} for article_id, text in texts]
        connection.execute(insert(articles.article_text), rows)


def filter_key(title: str, appearances: Sequence[Appearance]) -> str:
    """Return what a list's filter looks in: titles, outlets and bylines, as a match key."""
    parts = [title]
    for one in appearances:
        parts += [part for part in (one.title, one.outlet, one.byline) if part]
    return match_key(" ".join(dict.fromkeys(parts)))


def refresh_filter_key(connection: Connection, found: Article) -> None:
    """Work out an article's filter key again, after its appearances changed."""
    key = filter_key(found.title, appearances_of(connection, [found.id])[found.id])
    table = articles.article
    connection.execute(update(table).where(table.c.id == found.id).values(filter_key=key))


def versions_in_story(connection: Connection, story_id: uuid.UUID | None) -> int:
    """Return how many living articles belong to a story; 1 where there is none."""
    if story_id is None:
        return 1
    table = articles.article
    query = (
        select(func.count())
        .select_from(table)
        .where(
            table.c.story_id == story_id,
            table.c.deleted_at.is_(None),
            table.c.pending_step.is_(None),
        )
    )
    return int(connection.execute(query).scalar_one())


def _of_articles(
    connection: Connection,
    article_ids: Sequence[uuid.UUID],
    kind: EntityKind,
    table: Table,
    cls: type[_Part],
    *order: str,
) -> dict[uuid.UUID, tuple[_Part, ...]]:
    result: dict[uuid.UUID, tuple[_Part, ...]] = dict.fromkeys(article_ids, ())
    by = (table.c.article_id, *(table.c[name] for name in order), table.c.id)
    for chunk in entity_rows.chunks(article_ids):
        query = select(table).where(
            table.c.article_id.in_(chunk),
            table.c.deleted_at.is_(None),
            table.c.pending_step.is_(None),
        )
        rows = connection.execute(query.order_by(*by)).mappings().all()
        for one in only(entity_rows.assembled(connection, kind, rows), cls):
            result[one.article_id] += (one,)
    return result
