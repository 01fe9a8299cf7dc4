"""Reading a written report back with the parser for HTML: each article's text and marks anew."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from annotator.domain.attributions import AttributeValue
from annotator.domain.codebook import AttributeKind, Codebook, Scope, as_keys
from annotator.domain.errors import FormatError
from annotator.formats.html_appendix import Counts, counts_page
from annotator.formats.html_document import HtmlWriter, held_by_html
from annotator.formats.html_entries import ValueWords
from annotator.formats.interfaces import MAX_PROBLEMS, VerifyReport
from annotator.formats.records import ArticleRecord, AttributionRecord, ProjectRecord
from annotator.formats.work_of_persons import works_of
from annotator.words import tr

_CHUNK = 65_536
_ROLES = {"c": "content", "s": "source", "u": "cue", "k": "condition"}

Places = dict[tuple[int, str], set[int]]
"""Which characters are marked (code points of the text), by number and role."""


@dataclass(slots=True)
class _Entry:
    number: int
    attribution: str
    carrier: str = ""
    words: dict[str, str] = field(default_factory=dict)
    """By class, values by ``=`` and their key."""


@dataclass(slots=True)
class _Article:
    identifier: str
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    lines: int = 0
    places: Places = field(default_factory=dict)
    entries: list[_Entry] = field(default_factory=list)

    def add(self, words: str, marks: str) -> None:
        for token in marks.split():
            held = self.places.setdefault((int(token[:-1]), _ROLES[token[-1]]), set())
            held.update(range(self.length, self.length + len(words)))
        self.pieces.append(words)
        self.length += len(words)


class _Reader(HTMLParser):
    """Takes a report apart; articles that are complete wait in ``done``."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[_Article] = []
        self.cells: list[str] = []
        self.is_whole = False
        self._article: _Article | None = None
        self._in_text = self._in_sign = self._in_counts = self._in_cell = False
        self._marks = [""]
        self._open: list[str] = []
        """Of the entry being read: what each open element is."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {key: value or "" for key, value in attrs}
        kind = about.get("class", "").split(" ")[0]
        if tag == "section":
            self._in_counts = about.get("id") == "counts"
            self._article = _Article(about["data-article"]) if kind == "article" else None
        elif tag == "td" and self._in_counts:
            self.cells.append("")
            self._in_cell = True
        if self._article is None:
            return
        if tag == "p" and kind == "t":
            self._in_text, self._marks = True, [""]
            if self._article.lines:
                self._article.add("\n", "")
            self._article.lines += 1
        elif self._in_text:
            self._in_sign |= tag == "a"
            if tag == "span":
                self._marks.append(about.get("data-m", self._marks[-1]))
        elif tag == "li":
            number = int(about["id"].partition("-n")[2])
            self._article.entries.append(_Entry(number, about["data-id"]))
            self._open = ["entry"]
        elif self._open:
            name = f"={about['data-k']}" if "data-k" in about else kind
            self._open.append(name)
            if name:
                self._article.entries[-1].words.setdefault(name, "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "html":
            self.is_whole = True
        elif tag == "td":
            self._in_cell = False
        elif tag == "section" and self._article:
            self.done.append(self._article)
            self._article = None
        elif tag == "p":
            self._in_text = False
        elif self._in_text:
            self._in_sign &= tag != "a"
            if tag == "span":
                self._marks.pop()
        elif self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.cells[-1] += data
        if self._article is None or self._in_sign:
            return
        if self._in_text:
            self._article.add(data, self._marks[-1])
        elif self._open:
            entry = self._article.entries[-1]
            for name in set(filter(None, self._open[1:])):
                entry.words[name] += data


def verify_report(
    path: Path, project: ProjectRecord, articles: Iterable[ArticleRecord]
) -> VerifyReport:
    """Hold every article to its record: text, what is marked in it, the entries beside it."""
    rows = spans = 0
    problems: list[FormatError] = []
    wanted = iter(articles)
    words, counts = ValueWords(project.codebooks), Counts()
    reader = _Reader()
    try:
        for found in _articles(path, reader):
            article = next(wanted, None)
            if article is None:
                problems.append(FormatError("line_surplus"))
                continue
            rows += len(found.entries)
            spans += sum(len(one.spans) for one in article.attributions)
            counts.add(article, words)
            problems.extend(_differences(found, article, project.codebooks))
    except (ValueError, KeyError, IndexError) as error:
        problems.append(FormatError("read_failed", file=path.name, reason=str(error)))
    problems.extend(FormatError("line_missing") for _ in wanted)
    again = _Reader()
    again.feed("".join(counts_page(project, counts, HtmlWriter())))
    if not reader.is_whole or reader.cells != again.cells:
        problems.append(FormatError("count_differs", where=tr("Counts")))
    return VerifyReport(rows, tuple(problems[:MAX_PROBLEMS]), spans)


def _articles(path: Path, reader: _Reader) -> Iterator[_Article]:
    with path.open(encoding="utf-8", newline="") as file:
        while chunk := file.read(_CHUNK):
            reader.feed(chunk)
            yield from reader.done
            reader.done.clear()
    reader.close()
    yield from reader.done


def _differences(
    found: _Article, article: ArticleRecord, codebooks: tuple[Codebook, ...]
) -> Iterator[FormatError]:
    where = str(article.id)
    if found.identifier != where:
        yield FormatError("article_differs", where=where)
    if "".join(found.pieces) != article.text:
        yield FormatError("text_differs", where=where)
        return
    by_id = {str(one.id): one for work in works_of(article) for one in work.attributions}
    numbers = {one.attribution: one.number for one in found.entries}
    if sorted(numbers) != sorted(by_id) or len(found.entries) != len(by_id):
        yield FormatError("count_differs", where=where)
        return
    right: Places = {}
    for entry in found.entries:
        record = by_id[entry.attribution]
        for span in record.spans:
            held = right.setdefault((entry.number, span.role.value), set())
            held.update(at for at in range(span.start, span.end) if article.text[at] != "\n")
        yield from _entry_differs(entry, record, numbers, codebooks, f"{where} {entry.number}")
    for key in sorted(right.keys() | found.places.keys()):
        if found.places.get(key) != right.get(key):
            yield FormatError("quote_mismatch", where=f"{where} {key[0]} {key[1]}")


def _entry_differs(
    entry: _Entry,
    record: AttributionRecord,
    numbers: dict[str, int],
    codebooks: tuple[Codebook, ...],
    where: str,
) -> Iterator[FormatError]:
    held = entry.words
    values = {name[1:]: words for name, words in held.items() if name.startswith("=")}
    right = {
        held_by_html(key): held_by_html(_value_words(record, key, value, codebooks))
        for key, value in record.values.items()
        if as_keys(value)
    }
    speaker = record.speaker.name if record.speaker else None
    carrier = numbers.get(str(record.reported_by)) if record.reported_by else None
    for name, written, wanted in (
        ("values", values, right),
        ("speaker", held.get("speaker"), speaker and held_by_html(speaker)),
        ("note", held.get("note", ""), held_by_html(record.note)),
        ("flagged", "flag" in held, record.flagged),
        ("reported_by", held.get("by", "").rpartition(" ")[2], str(carrier or "")),
    ):
        if written != wanted:
            yield FormatError("cell_differs", where=f"{where} {name}")


def _book(record: AttributionRecord, codebooks: tuple[Codebook, ...]) -> Codebook | None:
    found = [one for one in codebooks if one.ref == record.codebook] or list(codebooks)
    return found[-1] if found else None


def _value_words(
    record: AttributionRecord,
    key: str,
    value: AttributeValue,
    codebooks: tuple[Codebook, ...],
) -> str:
    book = _book(record, codebooks)
    attribute = book.attribute(key) if book else None
    if attribute is None or attribute.scope is not Scope.ATTRIBUTION:
        return ", ".join(as_keys(value))
    if attribute.kind is AttributeKind.BOOLEAN:
        return ", ".join(tr("Yes") if one == "true" else tr("No") for one in as_keys(value))
    labels = {one.key: one.label for one in attribute.values}
    return ", ".join(labels.get(one, one) for one in as_keys(value))
