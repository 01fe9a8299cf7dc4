"""The texts of a folder, by what an article may be known by."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.domain.errors import FormatError
from annotator.domain.text.match_keys import match_key
from annotator.formats.records import ArticleRecord
from annotator.formats.registry import guess_format

Step = Callable[[int, int | None, str], None]
"""Told how far the work is, as `Progress`; may raise to stop it."""


@dataclass(slots=True)
class Copies:
    """The texts of the folder."""

    texts: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    """Where each of them was found, within the folder."""
    titles: list[str | None] = field(default_factory=list)
    """What each of them calls itself."""
    unread: list[str] = field(default_factory=list)
    """Files that hold no text of an article that can be read."""
    by_digest: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, list[int]] = field(default_factory=dict)
    """By title, address and name of the file: see `names_of`."""

    def add(self, record: ArticleRecord, file: str) -> None:
        """Take a text, unless it is there already."""
        at = len(self.texts)
        if record.digest in self.by_digest:
            return
        self.texts.append(record.text)
        self.files.append(file)
        self.titles.append(next((one.title for one in record.appearances if one.title), None))
        self.by_digest[record.digest] = at
        names = {_file_key(file)}
        for one in record.appearances:
            names |= _names(one.title, one.url, one.source_file)
        for name in names:
            self.by_name.setdefault(name, []).append(at)

    def named(self, article: dict[str, Any], *, with_files: bool = True) -> set[int]:
        """Return the texts that have a name of an article."""
        names = names_of(article)
        if not with_files:
            names = {name for name in names if not name.startswith(_FILE)}
        return {at for name in names for at in self.by_name.get(name, ())}


def copies_in(folder: Path, step: Step) -> Copies:
    """Return the articles in a folder and the folders in it. What cannot be read is named."""
    found = Copies()
    paths = sorted(Path(root, name) for root, _, names in os.walk(folder) for name in names)
    for number, path in enumerate(paths, start=1):
        step(number, len(paths), "read")
        name = path.relative_to(folder).as_posix()
        records: list[ArticleRecord] = []
        try:
            read = guess_format(path).read(path)
            records = [one for one in read if isinstance(one, ArticleRecord)]
        except FormatError:
            records = []
        if not records:
            found.unread.append(name)
        for one in records:
            found.add(one, name)
    return found


def first_of(article: dict[str, Any], key: str) -> str | None:
    """Return what an article's line says first under this key, of all its appearances."""
    there = [one for one in article.get("appearances") or [article] if isinstance(one, dict)]
    return next((words for one in there if (words := _words(one.get(key)))), None)


def names_of(article: dict[str, Any]) -> set[str]:
    """Return the titles, addresses and names of files of the article of a line, as keys."""
    names: set[str] = set()
    for one in article.get("appearances") or [article]:
        if isinstance(one, dict):
            names |= _names(*(_words(one.get(key)) for key in ("title", "url", "source_file")))
    return names


def _words(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _names(title: str | None, url: str | None, source_file: str | None) -> set[str]:
    found = set()
    if title and match_key(title):
        found.add(f"title {match_key(title)}")
    if url:
        found.add(f"url {url}")
    if source_file:
        found.add(_file_key(source_file))
    return found


_FILE = "file "


def _file_key(name: str) -> str:
    bare = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return _FILE + match_key(bare)
