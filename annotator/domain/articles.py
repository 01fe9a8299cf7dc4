"""Articles: one immutable text each, where it was published, what in it is not article text."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from annotator.domain.entities import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Entity):
    """One text without its words (see `ArticleText`), so that lists of a million stay light."""

    digest: str
    """SHA-256 of the text in UTF-8, hex."""
    length: int
    """Code points."""
    word_count: int
    title: str
    """For lists: the first appearance's title, else the title line, else the first words."""
    title_start: int = 0
    title_end: int = 0
    """Where the text's own title line is (code points); equal when it has none."""
    language: str | None = None
    """BCP 47 code, where known."""
    story_id: uuid.UUID | None = None
    imported_at: datetime


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article together with its text, for reading and coding it."""

    article: Article
    text: str
    appearances: tuple["Appearance", ...]
    zones: tuple["Zone", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance(Entity):
    """Where an article's text was published."""

    article_id: uuid.UUID
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published_on: date | None = None
    url: str | None = None
    source_file: str | None = None
    ordinal: int = 0

    def same_place(self, other: "Appearance") -> bool:
        """Tell whether the two are equal in all but the file that they came from."""
        return self._place() == other._place()

    def _place(self) -> tuple[object, ...]:
        return (
            self.article_id,
            self.title,
            self.outlet,
            self.byline,
            self.published_on,
            self.url,
            sorted(self.extra.items(), key=lambda item: item[0]),
        )


class ZoneKind(StrEnum):
    """Why a part of an article is not article text."""

    BOILERPLATE = "boilerplate"
    CAPTION = "caption"
    PAYWALL = "paywall"


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone(Entity):
    """A part that is not article text: kept and greyed, still selectable, out of denominators."""

    article_id: uuid.UUID
    start: int
    end: int
    kind: ZoneKind = ZoneKind.BOILERPLATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Story(Entity):
    """A family of near-duplicate articles."""

    name: str
