"""Export format ``conll``: one token per line with its place, and tags of each person's spans.

The file follows CoNLL-U Plus: UTF-8, tabs, an empty line after each sentence, the columns named in
the first line. How a text is divided stands in `segmentation`, how spans become tags in
`conll_tags`. What tags cannot say stands in comments: a line of JSON for each attribution, with its
exact offsets. The columns depend on who has worked on any of the articles, so the lines are kept
beside the file until the last article has been seen.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from annotator.domain.text.spans import SpanRole
from annotator.formats.conll_tags import NOTHING, Tagging, tagging
from annotator.formats.conll_verifying import verify_file
from annotator.formats.interfaces import Loss, OffsetUnit, VerifyReport, WriteOptions, WriteReport
from annotator.formats.primary_labels import PrimaryLabels
from annotator.formats.records import ArticleRecord, AttributionRecord, ProjectRecord
from annotator.formats.segmentation import sentences
from annotator.formats.standoff_details import (
    article_details,
    attribution_details,
    one_line,
    require_text,
    work_details,
)
from annotator.formats.work_of_persons import WorkNames, works_of
from annotator.words import tr

_FIXED = ("ID", "FORM", "START", "END")
_OF_EACH = (*(role.value.upper() for role in SpanRole), "LINKS")
_WHOSE_COLUMNS = "\t"
"""Begins a line of the kept ones that names whose columns follow."""


class ConllColumns:
    """Tokens in lines, tags in columns."""

    name = "conll"
    endings = (".conll",)
    offset_unit = OffsetUnit.CODE_POINTS
    is_folder = False
    holds_history = False

    @property
    def label(self) -> str:
        """Return a short name for menus."""
        return tr("CoNLL columns")

    @property
    def description(self) -> str:
        """Return one sentence on what it is for."""
        return tr("Sequence taggers: BIO tags by token.")

    @property
    def cannot_hold(self) -> str:
        """Return one sentence on what is lost in it."""
        return tr(
            "Left out: appearances after the first, zones, decisions, submissions, and from the "
            "tags, though not from the links, all but the longest of statements that overlap."
        )

    def write(
        self,
        out: Path,
        project: ProjectRecord,
        articles: Iterable[ArticleRecord],
        options: WriteOptions,
    ) -> WriteReport:
        """Write the articles. Raises OSError, FormatError ``text_needed``."""
        require_text(options, self.name)
        labels = PrimaryLabels(project.codebooks)
        names = WorkNames()
        losses: Counter[str] = Counter()
        count = rows = 0
        with TemporaryFile("w+", encoding="utf-8", newline="\n", dir=out.parent) as kept:
            for article in articles:
                kept.writelines(f"{line}\n" for line in _lines(article, names, labels, losses))
                count += 1
                rows += len(article.attributions)
            kept.seek(0)
            with out.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(_header(names))
                file.writelines(_in_columns(kept, [name for _, name in names]))
        found = (
            Loss("overlap_left_out", losses["overlap_left_out"]),
            Loss("span_overlap_left_out", losses["span_overlap_left_out"]),
            Loss("span_widened", losses["span_widened"]),
        )
        return WriteReport(count, rows, tuple(one for one in found if one.count))

    def verify(
        self,
        path: Path,
        project: ProjectRecord,
        articles: Iterable[ArticleRecord],
        options: WriteOptions,  # noqa: ARG002 — the protocol's
    ) -> VerifyReport:
        """Read a written file back: see `conll_verifying`."""
        return verify_file(path, articles, PrimaryLabels(project.codebooks))


def _header(names: WorkNames) -> Iterator[str]:
    columns = [f"{name}:{column}" for _, name in names for column in _OF_EACH]
    yield f"# global.columns = {' '.join((*_FIXED, *columns))}\n"
    for whose, name in names:
        about = {"layer": whose.layer.value, "annotator": whose.annotator, "round": whose.round}
        yield f"# columns {name} = {one_line(about)}\n"


def _lines(
    article: ArticleRecord, names: WorkNames, labels: PrimaryLabels, losses: Counter[str]
) -> Iterator[str]:
    """Yield an article's lines with the columns of those alone who have worked on it."""
    found = list(sentences(article.text))
    tokens = [token for sentence in found for token in sentence.tokens]
    begins = [place == 0 for one in found for place in range(len(one.tokens))]
    columns: list[list[str]] = []
    yield _WHOSE_COLUMNS + " ".join(names.of(work.whose) for work in works_of(article))
    yield f"# newdoc id = {article.id}"
    yield f"# article = {one_line(article_details(article))}"
    number = 1
    for work in works_of(article):
        name = names.of(work.whose)
        numbered = list(enumerate(work.attributions, start=number))
        number += len(numbered)
        tags = tagging(numbered, tokens, begins, labels)
        losses.update(tags.losses)
        columns.extend([*tags.tags.values(), tags.links])
        yield f"# set {name} = {one_line(work_details(work))}"
        yield from _comments(numbered, name, tags)
    at = 0
    for order, sentence in enumerate(found, start=1):
        words = article.text[sentence.span.start : sentence.span.end]
        yield f"# sent_id = {order}"
        yield f"# text = {' '.join(words.splitlines())}"
        for place, token in enumerate(sentence.tokens, start=1):
            form = article.text[token.start : token.end]
            cells = [str(place), form, str(token.start), str(token.end)]
            yield "\t".join([*cells, *(column[at] for column in columns)])
            at += 1
        yield ""


def _comments(
    numbered: list[tuple[int, AttributionRecord]], name: str, tags: Tagging
) -> Iterator[str]:
    for number, one in numbered:
        about = {"columns": name, **attribution_details(one)}
        if number in tags.left_out:
            about["left_out"] = tags.left_out[number]
        yield f"# attribution {number} = {one_line(about)}"


def _in_columns(kept: IO[str], names: list[str]) -> Iterator[str]:
    """Yield the kept lines with the columns of everybody."""
    empty = [NOTHING] * len(_OF_EACH)
    whose: list[str] = []
    for line in kept:
        if line.startswith(_WHOSE_COLUMNS):
            whose = line.split()
        elif line[0] in "#\n":
            yield line
        else:
            cells = line.rstrip("\n").split("\t")
            fixed, own = cells[: len(_FIXED)], cells[len(_FIXED) :]
            width = len(_OF_EACH)
            by_name = {name: own[at * width :][:width] for at, name in enumerate(whose)}
            rest = [cell for name in names for cell in by_name.get(name, empty)]
            yield "\t".join([*fixed, *rest]) + "\n"
