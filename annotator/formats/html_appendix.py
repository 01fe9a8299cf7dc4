"""The pages of the report around its articles: title, legend, contents, counts and codebook."""

from collections import Counter
from collections.abc import Iterable, Iterator

from annotator.domain.annotation_sets import SetState
from annotator.domain.codebook import Attribute, AttributeKind, Codebook, Scope, as_keys
from annotator.formats.html_document import HtmlWriter
from annotator.formats.html_entries import ValueWords, choice_words, whose_words
from annotator.formats.records import ArticleRecord, ProjectRecord
from annotator.formats.value_signs import colour_of, glyph_of
from annotator.formats.work_of_persons import Whose, works_of
from annotator.words import tr, tr_n

_MANY = 8
"""So many people have columns of their own."""


class Counts:
    """How often each value was given, by whom: all that is kept of the articles."""

    def __init__(self) -> None:
        self.articles = self.attributions = 0
        self.people: dict[Whose, int] = {}
        """Attributions of each."""
        self.values: Counter[tuple[str, Scope, str, str, Whose]] = Counter()
        """By codebook, scope, attribute, value and person."""

    def add(self, article: ArticleRecord, words: ValueWords) -> None:
        """Count an article."""
        self.articles += 1
        for work in works_of(article):
            self.attributions += len(work.attributions)
            before = self.people.get(work.whose, 0)
            self.people[work.whose] = before + len(work.attributions)
            coded = [(Scope.ATTRIBUTION, one.codebook, one.values) for one in work.attributions]
            if work.set:
                coded.append((Scope.ARTICLE, None, work.set.values))
            for scope, ref, values in coded:
                book = words.book(ref)
                for key, value in values.items() if book else ():
                    attribute = words.attribute(ref, scope, key)
                    if book and attribute and attribute.kind is not AttributeKind.TEXT:
                        for choice in as_keys(value):
                            self.values[book.ref, scope, key, choice, work.whose] += 1


def title_page(project: ProjectRecord, counts: Counts, split: str | None, html: HtmlWriter) -> str:
    """Return the report's beginning: title, size and legend."""
    numbers = [
        tr_n("{count} article", "{count} articles", counts.articles),
        tr_n("{count} attribution", "{count} attributions", counts.attributions),
    ]
    people = [whose_words(one) for one in _in_order(counts)]
    parts = [
        "<header>\n",
        f'<p class="eyebrow">{html.words(tr("Annotated articles"))}</p>\n',
        f'<h1 dir="auto">{html.words(project.title or tr("Annotations"))}</h1>\n',
        f'<p class="soft">{html.words(" · ".join(numbers))}</p>\n',
    ]
    if split:
        parts.append(f'<p class="soft">{html.words(tr("Split: {name}", name=split))}</p>\n')
    if people:
        named = ", ".join(f"<bdi>{html.words(one)}</bdi>" for one in people)
        parts.append(f'<p class="soft">{html.words(tr("Work of"))} {named}</p>\n')
        words = html.words(tr("How often each value was given"))
        parts.append(f'<p class="soft"><a href="#counts">{words}</a></p>\n')
    return "".join((*parts, _legend(project.codebooks, html), "</header>\n"))


def _legend(codebooks: Iterable[Codebook], html: HtmlWriter) -> str:
    entries: dict[str, None] = {}
    for book in codebooks:
        for value in book.primary.values:
            colour, label = colour_of(value).value, html.words(value.label)
            sign = f'<span class="sign">{glyph_of(value)}</span>'
            entries[f'<li class="s-{colour}">{sign} <span>{label}</span></li>\n'] = None
    for kind, label in (
        ("source", tr("Source")),
        ("cue", tr("Cue")),
        ("condition", tr("Condition")),
    ):
        entries[f'<li><span class="{kind}">{html.words(label)}</span></li>\n'] = None
    return f'<ul class="legend">\n{"".join(entries)}</ul>\n'


def contents_line(title: str, attributions: int, place: int, html: HtmlWriter) -> str:
    """Return an article's line in the list of contents."""
    count = tr_n("{count} attribution", "{count} attributions", attributions)
    return (
        f'<li><span class="line"><a href="#a{place}"><bdi>{html.words(title)}</bdi></a>'
        f' <span class="soft">{html.words(count)}</span></span></li>\n'
    )


def counts_page(project: ProjectRecord, counts: Counts, html: HtmlWriter) -> Iterator[str]:
    """Yield a table of every attribute that is a choice: how often each value was given."""
    if not counts.people:
        return
    people = _in_order(counts)
    columns: dict[str, list[Whose]] = {whose_words(one): [one] for one in people}
    if len(people) > _MANY:
        columns = {
            tr("Annotators"): [one for one in people if one.annotator],
            tr("Gold"): [one for one in people if not one.annotator],
        }
    yield f'<section id="counts">\n<header><h2>{html.words(tr("Counts"))}</h2></header>\n'
    totals = [sum(counts.people[one] for one in each) for each in columns.values()]
    yield _table(html, tr("Attributions"), list(columns), [("", tr("All"), totals)])
    for book in project.codebooks:
        for one in book.attributes:
            if one.kind is AttributeKind.TEXT:
                continue
            rows = list(_rows(book, one, counts, list(columns.values())))
            if any(any(numbers) for _, _, numbers in rows):
                many = len(project.codebooks) > 1
                label = f"{one.label} ({book.ref})" if many else one.label
                yield _table(html, label, list(columns), rows)
    yield "</section>\n"


def _in_order(counts: Counts) -> list[Whose]:
    """Return everybody by name, gold last."""
    return sorted(counts.people, key=lambda one: (not one.annotator, whose_words(one)))


def _rows(
    book: Codebook, one: Attribute, counts: Counts, columns: list[list[Whose]]
) -> Iterator[tuple[str, str, list[int]]]:
    boolean = one.kind is AttributeKind.BOOLEAN
    for key in ("true", "false") if boolean else [value.key for value in one.values]:
        numbers = [
            sum(counts.values[book.ref, one.scope, one.key, key, each] for each in column)
            for column in columns
        ]
        value = one.value(key)
        sign = ""
        if value and one is book.primary:
            sign = f'<span class="sign s-{colour_of(value).value}">{glyph_of(value)}</span> '
        yield sign, choice_words(one, key), numbers


def _table(
    html: HtmlWriter, label: str, columns: list[str], rows: list[tuple[str, str, list[int]]]
) -> str:
    heads = "".join(f'<th scope="col"><bdi>{html.words(one)}</bdi></th>' for one in columns)
    body = "".join(
        f'<tr><th scope="row">{sign}<bdi>{html.words(name)}</bdi></th>'
        + "".join(f"<td>{number:,}</td>" for number in numbers)
        + "</tr>\n"
        for sign, name, numbers in rows
    )
    return (
        f'<h3 dir="auto">{html.words(label)}</h3>\n<div class="wide"><table>\n'
        f"<thead><tr><td></td>{heads}</tr></thead>\n<tbody>\n{body}</tbody></table></div>\n"
    )


def codebook_pages(codebooks: Iterable[Codebook], html: HtmlWriter) -> Iterator[str]:
    """Yield what the attributes and values mean."""
    for book in codebooks:
        label = tr("Codebook: {label}", label=book.label)
        yield f'<section class="codes" id="{html.words(book.ref)}">\n<header>'
        yield f"<h2>{html.words(label)}</h2>"
        yield f'<p class="soft">{html.words(book.ref)}</p></header>\n'
        for words in (book.description, book.unit_rule):
            yield f'<p dir="auto">{html.words(words)}</p>\n' if words else ""
        for one in book.attributes:
            yield f'<h3 dir="auto">{html.words(one.label)}</h3>\n'
            yield f'<p dir="auto">{html.words(one.definition)}</p>\n' if one.definition else ""
            if one.values:
                yield "<dl>\n"
                for value in one.values:
                    sign = ""
                    if one is book.primary:
                        colour = colour_of(value).value
                        sign = f'<span class="sign s-{colour}">{glyph_of(value)}</span> '
                    yield f"<dt>{sign}<bdi>{html.words(value.label)}</bdi></dt>"
                    yield f'<dd dir="auto">{html.words(value.definition)}</dd>\n'
                yield "</dl>\n"
        yield "</section>\n"


def state_words(state: SetState) -> str:
    """Return how far somebody is with an article."""
    return {
        SetState.TO_DO: tr("To do"),
        SetState.IN_PROGRESS: tr("In progress"),
        SetState.DONE: tr("Done"),
        SetState.CANNOT_CODE: tr("Cannot code"),
    }[state]
