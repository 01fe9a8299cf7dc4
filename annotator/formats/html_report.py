"""Export format ``html``: a report to be read and printed, one file that needs nothing beside it.

Articles with what is marked in them, in the colour and with the sign of the value, and the entries
beside the lines; before them a list of contents, after them counts and the codebook. How a text
becomes HTML stands in `html_text`, what stands beside it in `html_entries`.
"""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from annotator.domain.codebook import Scope, as_keys
from annotator.formats import html_appendix as appendix
from annotator.formats.html_document import HtmlWriter, document_end, document_start, held_by_html
from annotator.formats.html_entries import ValueWords, choice_words, marks_of, whose_words
from annotator.formats.html_style import STYLE
from annotator.formats.html_text import begins_with, is_crowded, text_rows
from annotator.formats.html_verifying import verify_report
from annotator.formats.interfaces import Loss, OffsetUnit, VerifyReport, WriteOptions, WriteReport
from annotator.formats.records import ArticleRecord, ProjectRecord
from annotator.formats.standoff_details import article_details, require_text
from annotator.formats.work_of_persons import Work, works_of
from annotator.words import tr


class HtmlReport:
    """Annotated articles, for people."""

    name = "html"
    endings: tuple[str, ...] = (".html", ".htm")
    offset_unit = OffsetUnit.NONE
    is_folder = False
    holds_history = False

    @property
    def label(self) -> str:
        """Return a short name for menus."""
        return tr("Report (HTML)")

    @property
    def description(self) -> str:
        """Return one sentence on what it is for."""
        return tr("To be read: one page, with counts.")

    @property
    def cannot_hold(self) -> str:
        """Return one sentence on what is lost in it."""
        return tr(
            "Left out: appearances after the first, decisions, submissions, aliases, dates of "
            "work, origin; it is for reading."
        )

    def write(
        self,
        out: Path,
        project: ProjectRecord,
        articles: Iterable[ArticleRecord],
        options: WriteOptions,
    ) -> WriteReport:
        """Write the page. Raises OSError, FormatError ``text_needed``."""
        require_text(options, self.name)
        html = HtmlWriter()
        words = ValueWords(project.codebooks)
        counts = appendix.Counts()
        with ExitStack() as stack:
            # The title says how many there are, and contents stand before: both are known last.
            contents, body = (stack.enter_context(tempfile.TemporaryFile()) for _ in range(2))
            for article in articles:
                counts.add(article, words)
                place = counts.articles
                title = str(article_details(article).get("title") or article.id)
                line = appendix.contents_line(title, len(article.attributions), place, html)
                contents.write(line.encode())
                body.writelines(
                    one.encode() for one in _section(article, title, place, words, html)
                )
            with out.open("wb") as file:
                title = held_by_html(project.title) or tr("Annotations")
                file.write(document_start(title, STYLE).encode())
                file.write(appendix.title_page(project, counts, options.split, html).encode())
                if counts.articles > 1:
                    label = html.words(tr("Articles"))
                    file.write(f'<nav aria-label="{label}">\n<ol>\n'.encode())
                    contents.seek(0)
                    shutil.copyfileobj(contents, file)
                    file.write(b"</ol>\n</nav>\n")
                body.seek(0)
                shutil.copyfileobj(body, file)
                file.writelines(
                    one.encode()
                    for one in (
                        *appendix.counts_page(project, counts, html),
                        *appendix.codebook_pages(project.codebooks, html),
                        document_end(),
                    )
                )
        losses = (Loss("character_replaced", html.replaced),) if html.replaced else ()
        return WriteReport(counts.articles, counts.attributions, losses)

    def verify(
        self,
        path: Path,
        project: ProjectRecord,
        articles: Iterable[ArticleRecord],
        options: WriteOptions,  # noqa: ARG002 — the protocol's
    ) -> VerifyReport:
        """Read a written page back: see `html_verifying`."""
        return verify_report(path, project, articles)


def _section(
    article: ArticleRecord, title: str, place: int, words: ValueWords, html: HtmlWriter
) -> Iterator[str]:
    """Yield an article with all work on it."""
    about = article_details(article)
    yield f'<section class="article" id="a{place}" data-article="{article.id}">\n<header>'
    headed = begins_with(article.text, title)
    yield "" if headed else f'<h2 dir="auto">{html.words(title)}</h2>\n'
    known = [about.get(key, "") for key in ("outlet", "published_on", "byline", "url")]
    named = " · ".join(f"<bdi>{html.words(str(one))}</bdi>" for one in known if one)
    yield f'<p class="soft">{named}</p>\n' if named else ""
    for work in works_of(article):
        listed = " · ".join(f"<bdi>{html.words(one)}</bdi>" for one in _about_work(work, words))
        yield f'<p class="soft work">{listed}</p>\n'
    marks = marks_of(article, words, place, html)
    kind = "text crowded" if is_crowded(article.text, marks) else "text"
    yield f'</header>\n<div class="{kind}">\n'
    yield from text_rows(article, marks, place, html, headed=headed)
    yield "</div>\n</section>\n"


def _about_work(work: Work, words: ValueWords) -> Iterator[str]:
    yield whose_words(work.whose)
    if work.set is None:
        return
    book = words.book(None)
    reasons = {one.key: one.label for one in book.cannot_code} if book else {}
    state = appendix.state_words(work.set.state)
    reason = work.set.reason
    known = reasons.get(reason, reason) if reason else None
    yield tr("{state}: {reason}", state=state, reason=known) if known else state
    for key, value in sorted(work.set.values.items()):
        attribute = words.attribute(None, Scope.ARTICLE, key)
        listed = ", ".join(choice_words(attribute, one) for one in as_keys(value))
        label = attribute.label if attribute else key
        yield tr("{label}: {words}", label=label, words=listed)
