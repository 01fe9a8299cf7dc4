"""Finding the places of an export again in another copy of its articles.

For exports without the articles' text (``--text none`` or ``quotes``): whoever has the articles
puts texts and words back. An article's copy is the file with the very same text; else one that
holds that text whole among other lines; else the one in which clearly most of its marks are found.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.errors import Cancelled, FormatError
from annotator.domain.reattaching.marks import Outcome
from annotator.domain.text.titles import first_words, title_span
from annotator.formats.json_lines import line_of, objects_of
from annotator.services.interchange.export_places import move_beside, remove
from annotator.services.interchange.importing import Progress
from annotator.services.reattaching.choosing import (
    Choice,
    chosen_copies,
    id_in_export,
)
from annotator.services.reattaching.copies import Copies, copies_in, first_of
from annotator.services.reattaching.left_out import LeftOut
from annotator.services.reattaching.lines import (
    Document,
    ReattachedLine,
    attribution_id,
    new_id_of,
    reattached,
    renamed_articles,
)

_FORMAT = "stance-annotator/1"


@dataclass(frozen=True, slots=True)
class ArticleOutcome:
    """What became of one article."""

    article_id: str
    """As the export has it."""
    file: str | None
    """Where its text was found, within the folder; None where it was not."""
    same_text: bool
    """It is the very text that was marked, if need be without the lines around it in the file."""
    attributions: dict[str, Outcome]
    several: bool = False
    """Several files may be its copy."""
    title: str | None = None
    """The export's, else what the copy is called; None where neither tells."""
    source_file: str | None = None
    """The file that it was imported from, if the export tells."""
    left_out: tuple[LeftOut, ...] = ()
    """What has no place in the copy; empty where there is no copy, and all is left out."""


@dataclass(frozen=True, slots=True)
class ReattachReport:
    """What was found again."""

    articles: tuple[ArticleOutcome, ...]
    reopened: int
    """Sets, gold among them, that were done and lost an attribution: they are in progress again."""
    unread: tuple[str, ...]
    """Files of the folder that hold no text of an article that can be read."""
    written: Path | None

    def count(self, outcome: Outcome) -> int:
        """Return how many attributions have this outcome."""
        return sum(made is outcome for one in self.articles for made in one.attributions.values())

    @property
    def left_out(self) -> int:
        """Return how many parts of what was found have no place.

        Sources, cues and conditions, zones, decisions, and attributions in what was handed in.
        """
        return sum(not each.is_whole for one in self.articles for each in one.left_out)

    @property
    def complete(self) -> bool:
        """Tell whether every article and attribution has its place."""
        lost = self.count(Outcome.AMBIGUOUS) + self.count(Outcome.NOT_FOUND)
        return not lost and all(one.file is not None for one in self.articles)


def reattach(
    path: Path,
    texts: Path,
    out: Path | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ReattachReport:
    """Look for every place of an export; with ``out``, write it with texts and quotes.

    What has no place is left out there and told in the report. An older file at ``out`` is replaced
    at the very end. Raises `FormatError` (not_reattachable, no_texts, and what reading raises),
    `Cancelled`; then nothing is left behind.
    """
    told = _Told(progress, cancelled)
    copies = copies_in(texts, told.step)
    if not copies.texts:
        raise FormatError("no_texts", file=str(texts))
    chosen = chosen_copies(_documents(path), copies, told.step)
    outcomes: list[ArticleOutcome] = []
    reopened = 0
    unfinished = None if out is None else out.with_name(f".{out.name}.unfinished")
    new_ids = {
        article_id: str(new_id_of(one.text))
        for article_id, one in chosen.items()
        if one.text is not None
    }
    try:
        lines: list[bytes] = []
        file = None if unfinished is None else unfinished.open("wb")
        try:
            for document in _documents(path):
                if "project" in document:
                    lines = [line_of(renamed_articles(document, new_ids))]
                else:
                    outcome, line = _one(document, copies, chosen)
                    outcomes.append(outcome)
                    reopened += line.reopened if line else 0
                    told.step(len(outcomes), len(chosen), "check")
                    lines = [] if line is None else [line_of(line.document)]
                if file is not None:
                    file.writelines(lines)
        finally:
            if file is not None:
                file.close()
        if out is not None and unfinished is not None:
            move_beside(unfinished, out)
    except OSError as error:
        raise FormatError(
            "export_failed", file=str(out), folder="", detail=error.strerror or ""
        ) from error
    finally:
        if unfinished is not None:
            remove(unfinished)
    return ReattachReport(tuple(outcomes), reopened, tuple(copies.unread), out)


class _Told:
    def __init__(self, progress: Progress | None, cancelled: Callable[[], bool] | None) -> None:
        self._progress = progress
        self._cancelled = cancelled

    def step(self, done: int, of: int | None, what: str) -> None:
        if self._cancelled is not None and self._cancelled():
            raise Cancelled
        if self._progress is not None:
            self._progress(done, of, what)


def _one(
    document: Document, copies: Copies, chosen: dict[str, Choice]
) -> tuple[ArticleOutcome, ReattachedLine | None]:
    article = document["article"]
    article_id = id_in_export(document)
    title, source_file = first_of(article, "title"), first_of(article, "source_file")
    choice = chosen[article_id]
    if choice.at is None or choice.text is None:
        outcome = Outcome.AMBIGUOUS if choice.several else Outcome.NOT_FOUND
        lost = {
            attribution_id(one, place): outcome
            for place, one in enumerate(document.get("attributions", ()))
        }
        made = ArticleOutcome(
            article_id,
            None,
            False,
            lost,
            several=choice.several,
            title=title,
            source_file=source_file,
        )
        return made, None
    line = reattached(document, choice.text)
    made = ArticleOutcome(
        article_id,
        copies.files[choice.at],
        line.document["article"]["digest"] == article.get("digest"),
        line.outcomes,
        title=title or copies.titles[choice.at] or _label(choice.text),
        source_file=source_file,
        left_out=line.left_out,
    )
    return made, line


def _label(text: str) -> str | None:
    """Return the title that a text is listed by when it is imported without one."""
    span = title_span(text)
    return first_words(text) or None if span is None else span.quote(text)


def _documents(path: Path) -> Iterator[Document]:
    """Yield the lines of an export. Raises FormatError: one that cannot be read stops all."""
    for number, found in objects_of(path):
        if isinstance(found, FormatError):
            raise found
        named = found.get("format", _FORMAT)
        if named != _FORMAT or not ("project" in found or isinstance(found.get("article"), dict)):
            raise FormatError("not_reattachable", file=path.name, line=number)
        yield found
