"""Which text of a folder is the copy of which article of an export.

The very same text; else one with the same file name, address or title; else the one in which most
of the article's quotes, or of the hashes of what stands around them, are found.
"""

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.domain.errors import FormatError
from annotator.domain.reattaching import CopyOfText, Outcome, context_hashes
from annotator.domain.text.match_keys import match_key
from annotator.formats.records import ArticleRecord
from annotator.formats.registry import guess_format
from annotator.services.interchange.reattach_lines import Document, marks_in

Step = Callable[[int, int | None, str], None]
"""Told how far the work is, as `Progress`; may raise to stop it."""
_FEW = 5
"""So many marks tell whether a text is the one."""
_WORTH = {Outcome.FOUND: 2, Outcome.MOVED: 2, Outcome.AMBIGUOUS: 1, Outcome.NOT_FOUND: 0}


@dataclass(slots=True)
class Copies:
    """The texts of the folder, by what an article may be known by."""

    texts: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    """Where each of them was found, within the folder."""
    unread: list[str] = field(default_factory=list)
    """Files that hold no text of an article that can be read."""
    by_digest: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, list[int]] = field(default_factory=dict)

    def add(self, record: ArticleRecord, file: str) -> None:
        """Take a text, unless it is there already."""
        at = len(self.texts)
        if record.digest in self.by_digest:
            return
        self.texts.append(record.text)
        self.files.append(file)
        self.by_digest[record.digest] = at
        names = {_file_key(file)}
        for one in record.appearances:
            names |= _names(one.title, one.url, one.source_file)
        for name in names:
            self.by_name.setdefault(name, []).append(at)


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


def chosen_copies(
    documents: Iterable[Document], copies: Copies, step: Step
) -> dict[str, int | None]:
    """Return which of the texts is the copy of each article, None where there is no telling."""
    chosen: dict[str, int | None] = {}
    unknown: dict[str, Document] = {}
    for document in documents:
        if "project" in document:
            continue
        step(len(chosen), None, "read")
        at = copies.by_digest.get(str(document["article"].get("digest")))
        chosen[id_in_export(document)] = at
        if at is None:
            unknown[id_in_export(document)] = document
    # A text that is another article of the export is no copy of this one, be it ever so like.
    taken = set(chosen.values())
    for article_id, document in unknown.items():
        names = _article_names(document["article"])
        named = {each for name in names for each in copies.by_name.get(name, ())} - taken
        chosen[article_id] = _best(document, copies, sorted(named))
    unknown = {one: document for one, document in unknown.items() if chosen[one] is None}
    if unknown:
        for article_id, places in _similar(unknown, copies, taken, step).items():
            chosen[article_id] = _best(unknown[article_id], copies, places)
    return chosen


def _best(document: Document, copies: Copies, places: list[int]) -> int | None:
    """Return the text in which most of some marks are found; None where none is, or two are."""
    marks = list(marks_in(document.get("attributions", [])))
    marks = sorted(marks, key=lambda one: one.start - one.end)[:_FEW]
    if not marks:
        return places[0] if len(places) == 1 else None
    counts = []
    for at in places:
        copy = CopyOfText(copies.texts[at])
        counts.append((sum(_WORTH[copy.place_of(one).outcome] for one in marks), at))
    counts.sort(key=lambda one: (-one[0], one[1]))
    if not counts or not counts[0][0]:
        return None
    if len(counts) > 1 and counts[0][0] == counts[1][0]:
        return None
    return counts[0][1]


def _similar(
    unknown: Mapping[str, Document], copies: Copies, taken: Collection[int | None], step: Step
) -> dict[str, list[int]]:
    """Return for articles of unknown file the texts that share most with them."""
    quotes: dict[str, set[str]] = {}
    hashes: dict[str, set[str]] = {}
    for article_id, document in unknown.items():
        for mark in marks_in(document.get("attributions", [])):
            if mark.quote is not None:
                quotes.setdefault(mark.quote, set()).add(article_id)
            for digest in (mark.before_sha256, mark.after_sha256):
                if digest is not None:
                    hashes.setdefault(digest, set()).add(article_id)
    votes: dict[str, Counter[int]] = {one: Counter() for one in unknown}
    for at, text in enumerate(copies.texts):
        step(at + 1, len(copies.texts), "read")
        if at in taken:
            continue
        for quote, ids in quotes.items():
            if quote in text:
                for article_id in ids:
                    votes[article_id][at] += 1
        if hashes:
            for digest in context_hashes(text):
                for article_id in hashes.get(digest, ()):
                    votes[article_id][at] += 1
    return {
        article_id: [at for at, _ in counts.most_common(_FEW)]
        for article_id, counts in votes.items()
    }


def _article_names(article: dict[str, Any]) -> set[str]:
    appearances = article.get("appearances") or [article]
    names: set[str] = set()
    for one in appearances:
        if isinstance(one, dict):
            names |= _names(one.get("title"), one.get("url"), one.get("source_file"))
    return names


def _names(title: str | None, url: str | None, source_file: str | None) -> set[str]:
    found = set()
    if title:
        found.add(f"title {match_key(title)}")
    if url:
        found.add(f"url {url}")
    if source_file:
        found.add(_file_key(source_file))
    return found


def _file_key(name: str) -> str:
    bare = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return f"file {match_key(bare)}"


def id_in_export(document: Document) -> str:
    """Return by what an article's line is known."""
    article = document["article"]
    return str(article.get("id") or article.get("digest"))
