"""The discussion list as one HTML page that needs nothing beside it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from html import escape

from annotator.domain.adjudication.item import CONTENT, SPEAKER, STATE, Coder, Item, ItemState
from annotator.domain.alignment.compared_values import compared_attributes
from annotator.domain.attributions import Values
from annotator.domain.codebook import Attribute, Codebook, Scope
from annotator.domain.decisions import Subject
from annotator.domain.text.spans import joined
from annotator.formats.html_document import document_end, document_start
from annotator.services.adjudication.discussion_style import STYLE
from annotator.services.adjudication.reading import Adjudication
from annotator.services.adjudication.words import (
    differing_field,
    field_words,
    kind_words,
    quoted,
    speaker_words,
    state_words,
    value_words,
)
from annotator.words import tr, tr_n

_CONTEXT = 160
"""Code points of the article on either side of a quote."""


def page_start(
    project: str, round_name: str, day: date, articles: Sequence[tuple[str, int]], *, names: bool
) -> str:
    """Return the page up to its first article.

    ``articles``: title and number of items of each that will follow.
    """
    title = tr("For discussion: {project}", project=project)
    about = [tr("Round {round}, {day}", round=round_name, day=day.isoformat())]
    if articles:
        about.append(
            tr(
                "{items} in {articles}",
                items=_items(sum(count for _, count in articles)),
                articles=tr_n("{count} article", "{count} articles", len(articles)),
            )
        )
    if articles and not names:
        about.append(tr("Coders are letters, given anew in every article."))
    lines = "".join(f'<p class="soft">{escape(one)}</p>\n' for one in about)
    start = document_start(title, STYLE)
    return f"{start}<h1>{escape(title)}</h1>\n{lines}{_contents(articles)}"


def page_of_article(
    found: Adjudication, items: Sequence[Item], place: int, first: int, *, names: bool
) -> str:
    """Return an article with its items; with ``names`` people are named, else lettered.

    ``place``: its number in the list of contents; ``first``: the number of its first item.
    """
    article = found.article.article
    parts = [f'<section>\n<h2 id="article-{place}" dir="auto">{escape(article.title)}</h2>\n']
    known = next((one for one in found.article.appearances if one.outlet), None)
    if known is not None:
        day = known.published_on.isoformat() if known.published_on else ""
        words = " · ".join(f"<bdi>{escape(one)}</bdi>" for one in (known.outlet or "", day) if one)
        parts.append(f'<p class="soft">{words}</p>\n')
    parts += [_item(found, one, first + at, names=names) for at, one in enumerate(items)]
    return "".join((*parts, "</section>\n"))


def page_end(codebook: Codebook | None) -> str:
    """Return the rules that the items refer to, and the page's end; None: there were no items."""
    if codebook is None:
        nothing = tr("There is nothing on the list.")
        return f"<p>{escape(nothing)}</p>\n{document_end()}"
    heading = tr("Rules: {codebook}", codebook=codebook.label)
    rules = "".join(
        _rule(one)
        for scope in Scope
        for one in compared_attributes(codebook, scope)
        if one.definition or any(value.definition for value in one.values)
    )
    unit = f'<p dir="auto">{escape(codebook.unit_rule)}</p>\n' if codebook.unit_rule else ""
    return (
        f'<section class="rules">\n<h2>{escape(heading)}</h2>\n{unit}{rules}</section>\n'
        f"{document_end()}"
    )


def _contents(articles: Sequence[tuple[str, int]]) -> str:
    if len(articles) < 2:
        return ""
    lines = "".join(
        f'<li><a href="#article-{place}"><bdi>{escape(title)}</bdi></a>'
        f' <span class="soft">{escape(_items(count))}</span></li>\n'
        for place, (title, count) in enumerate(articles, start=1)
    )
    label = escape(tr("Articles"), quote=True)
    return f'<nav aria-label="{label}">\n<ol>\n{lines}</ol>\n</nav>\n'


def _items(count: int) -> str:
    return tr_n("{count} item", "{count} items", count)


def _item(found: Adjudication, item: Item, number: int, *, names: bool) -> str:
    codebook = found.codebook
    kinds = ", ".join(kind_words(one, codebook) for one in item.differences)
    who = tr("The article as a whole") if item.subject is Subject.ARTICLE else _who(found, item)
    state = tr("For discussion") if item.state is ItemState.DISCUSS else tr("Not decided yet")
    about = " · ".join(part for part in (kinds, state) if part)
    parts = [
        f'<article>\n<h3 id="item-{number}">{number}. <bdi>{escape(who)}</bdi></h3>\n'
        f'<p class="soft">{escape(about)}</p>\n'
    ]
    decision = item.decision
    if decision is not None and decision.rationale.strip():
        note = escape(decision.rationale.strip())
        label = escape(tr("Note:"))
        parts.append(f'<p class="note" dir="auto"><strong>{label}</strong> {note}</p>\n')
    if item.subject is Subject.ATTRIBUTION:
        parts.append(_context(found, item))
    parts.append(_compared(found, item, names=names))
    outcome = escape(tr("Outcome:"))
    return "".join((*parts, f'<p class="outcome">{outcome}</p>\n</article>\n'))


def _who(found: Adjudication, item: Item) -> str:
    """Return whom the annotators heard speak, each once."""
    work = (item.candidates.get(one.person_id) for one in found.coders)
    said = [speaker_words(one, found.speakers) for one in work if one is not None]
    return " / ".join(dict.fromkeys(said))


def _context(found: Adjudication, item: Item) -> str:
    """Return the words with those around them; what anybody marked is marked."""
    text = found.article.text
    marked = [*item.candidates.values(), *([item.gold] if item.gold else [])]
    spans = joined(one.span for each in marked for one in each.content)
    if not spans:
        return ""
    start, end = _from(text, spans[0].start), _to(text, spans[-1].end)
    parts, at = ["… " if start else ""], start
    for span in spans:
        parts.append(escape(text[at : span.start]))
        parts.append(f"<mark>{escape(span.quote(text))}</mark>")
        at = span.end
    parts += [escape(text[at:end]), " …" if end < len(text) else ""]
    return f'<blockquote dir="auto">{"".join(parts)}</blockquote>\n'


def _from(text: str, start: int) -> int:
    """Return where the context begins: with a paragraph that is near, else with a word."""
    if start <= _CONTEXT:
        return 0
    begin = start - _CONTEXT
    line = text.find("\n", begin, start - _CONTEXT // 2)
    if line >= 0:
        return line + 1 + len(text[line + 1 : start]) - len(text[line + 1 : start].lstrip("\n"))
    space = text.find(" ", begin, start)
    return space + 1 if space >= 0 else begin


def _to(text: str, end: int) -> int:
    """Return where the context ends: with a paragraph that is near, else with a word."""
    if len(text) - end <= _CONTEXT:
        return end + len(text[end:].rstrip())
    line = text.rfind("\n", end + _CONTEXT // 2, end + _CONTEXT)
    if line >= 0:
        return end + len(text[end:line].rstrip("\n"))
    space = text.rfind(" ", end, end + _CONTEXT)
    return space if space >= 0 else end + _CONTEXT


def _compared(found: Adjudication, item: Item, *, names: bool) -> str:
    """Return a table of what differs, and in one line what all have alike."""
    differing = {differing_field(one) for one in item.differences}
    everything = _rows(found, item)
    missing = len(item.candidates) < len(found.coders) and item.subject is Subject.ATTRIBUTION
    shown = [
        (field, cells)
        for field, cells in everything
        if field in differing or missing or (field != CONTENT and len(set(cells)) > 1)
    ]
    # Where nothing differs by itself (one that is split), all of it is what is to be compared.
    shown = shown or everything
    alike = [one for one in everything if one not in shown]
    agreed = ""
    if alike:
        words = " · ".join(
            f"{escape(field_words(field, found.codebook))}: <bdi>{escape(cells[0])}</bdi>"
            for field, cells in alike
            if field != CONTENT
        )
        label = escape(tr("All have:"))
        agreed = f'<p class="soft">{label} {words}</p>\n' if words else ""
    return _table(found, shown, differing, names=names) + agreed


def _table(
    found: Adjudication,
    shown: Sequence[tuple[str, list[str]]],
    differing: Collection[str | None],
    *,
    names: bool,
) -> str:
    heads = "".join(
        f'<th scope="col" dir="auto">{escape(_head(one, names=names))}</th>' for one in found.coders
    )
    rows = "".join(
        _row(field, cells, found.codebook, differs=field in differing) for field, cells in shown
    )
    return f'<div class="wide"><table>\n<tr><td></td>{heads}</tr>\n{rows}</table></div>\n'


def _head(coder: Coder, *, names: bool) -> str:
    return coder.name if names else tr("Coder {letter}", letter=coder.letter)


def _row(field: str, cells: Iterable[str], codebook: Codebook, *, differs: bool) -> str:
    words = escape(field_words(field, codebook))
    attribute = codebook.attribute(field)
    if attribute is not None and attribute.definition:
        words = f'<a href="#{_anchor(attribute)}">{words}</a>'
    sign, kind = (f"≠ {words}", ' class="differs"') if differs else (words, "")
    columns = "".join(f'<td dir="auto">{escape(one)}</td>' for one in cells)
    return f'<tr{kind}><th scope="row">{sign}</th>{columns}</tr>\n'


def _rows(found: Adjudication, item: Item) -> list[tuple[str, list[str]]]:
    """Return what each annotator has, field by field."""
    codebook, coders = found.codebook, found.coders
    if item.subject is Subject.ARTICLE:
        states = [state_words(one.state, one.reason, codebook) for one in coders]
        return [
            (STATE, states),
            *(
                (one.key, [_value(each.values, one, codebook) for each in coders])
                for one in compared_attributes(codebook, Scope.ARTICLE)
            ),
        ]
    work = [item.candidates.get(one.person_id) for one in coders]
    missing = tr("not marked")
    rows = [
        (CONTENT, [quoted(one.content) if one else missing for one in work]),
        (SPEAKER, [speaker_words(one, found.speakers) if one else "" for one in work]),
    ]
    for attribute in compared_attributes(codebook, Scope.ATTRIBUTION):
        if any(one is not None and attribute.shown(one.values) for one in work):
            cells = [_value(one.values, attribute, codebook) if one else "" for one in work]
            rows.append((attribute.key, cells))
    return rows


def _value(values: Values, attribute: Attribute, codebook: Codebook) -> str:
    return value_words(attribute.key, values.get(attribute.key), codebook)


def _rule(attribute: Attribute) -> str:
    values = "".join(
        f"<dt>{escape(one.label)}</dt><dd>{escape(one.definition)}</dd>"
        for one in attribute.values
        if one.definition
    )
    listed = f"<dl>{values}</dl>" if values else ""
    return (
        f'<section class="rule" id="{_anchor(attribute)}" dir="auto">'
        f"<h3>{escape(attribute.label)}</h3><p>{escape(attribute.definition)}</p>{listed}"
        "</section>\n"
    )


def _anchor(attribute: Attribute) -> str:
    return escape(f"rule-{attribute.key}", quote=True)
