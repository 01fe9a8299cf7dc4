"""What there is to choose from when a part of the articles is to be exported."""

from datetime import date

from sqlalchemy import Connection, func, select

from annotator.storage.tables import articles

_ARTICLE = articles.article.c
_PLACE = articles.appearance.c
_LIVING = (_ARTICLE.deleted_at.is_(None), _ARTICLE.pending_step.is_(None))
_THERE = (_PLACE.deleted_at.is_(None), _PLACE.article_id == _ARTICLE.id, *_LIVING)


def outlets(connection: Connection) -> list[str]:
    """Return where the articles appeared, by name."""
    query = select(_PLACE.outlet).where(*_THERE, _PLACE.outlet.isnot(None), _PLACE.outlet != "")
    return sorted(connection.execute(query.distinct()).scalars(), key=str.casefold)


def languages(connection: Connection) -> list[str]:
    """Return the articles' languages, by code."""
    query = select(_ARTICLE.language).where(
        *_LIVING, _ARTICLE.language.isnot(None), _ARTICLE.language != ""
    )
    return sorted(connection.execute(query.distinct()).scalars())


def days(connection: Connection) -> tuple[date, date] | None:
    """Return the first and the last day on which an article appeared; None without dates."""
    query = select(func.min(_PLACE.published_on), func.max(_PLACE.published_on)).where(*_THERE)
    first, last = connection.execute(query).one()
    return None if first is None else (first, last)
