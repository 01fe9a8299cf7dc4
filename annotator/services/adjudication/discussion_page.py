"""The discussion list as one HTML page that needs nothing beside it."""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from annotator.domain.adjudication.item import CONTENT, SPEAKER, STATE, Item, ItemState
from annotator.domain.alignment.compared_values import compared_attributes
from annotator.domain.attributions import Values
from annotator.domain.codebook import Attribute, Codebook, Scope
from annotator.domain.decisions import Subject
from annotator.domain.text.spans import joined
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
from annotator.words import tr

_CONTEXT = 160
"""Code points of the article on either side of a quote."""
_STYLE = """
:root { color-scheme: light dark; --text: #1c2026; --soft: #59616c; --line: #d5d9df;
  --paper: #ffffff; --mark: #fff0b8; --accent: #1f5fbf; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6e8eb; --soft: #a4abb5; --line: #3b424c; --paper: #16191d;
    --mark: #5a4a12; --accent: #8db8ff; }
}
body { font: 16px/1.5 system-ui, sans-serif; color: var(--text); background: var(--paper);
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; } h3 { font-size: 1rem; }
a { color: var(--accent); }
.soft { color: var(--soft); }
article { border-top: 1px solid var(--line); padding: .5rem 0 1rem; }
blockquote { margin: .5rem 0; padding-left: 1rem; border-left: 3px solid var(--line);
  white-space: pre-line; overflow-wrap: anywhere; }
mark { background: var(--mark); color: inherit; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: start;
  vertical-align: top; overflow-wrap: anywhere; }
tr.differs th { font-weight: 700; } tr:not(.differs) th { font-weight: 400; }
dt { font-weight: 600; margin-top: .6rem; }
p, dd { white-space: pre-line; }
@media print {
  body { margin: 0; max-width: none; font-size: 11pt; background: #fff; color: #000; }
  article, section.rule { break-inside: avoid; } h2 { break-after: avoid; }
  a { color: inherit; text-decoration: none; }
}
"""


def page_start(project: str, round_name: str, day: date) -> str:
    """Return the page up to its first article."""
    title = tr("For discussion: {project}", project=project)
    about = tr("Round {round}, {day}", round=round_name, day=day.isoformat())
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<h1>{escape(title)}</h1>\n<p class="soft">{escape(about)}</p>\n'
    )


def page_of_article(found: Adjudication, items: Sequence[Item], *, names: bool) -> str:
    """Return an article with its items; with ``names`` people are named, else lettered."""
    article = found.article.article
    outlet = next((one.outlet for one in found.article.appearances if one.outlet), None)
    parts = [f'<section>\n<h2 dir="auto">{escape(article.title)}</h2>\n']
    if outlet:
        parts.append(f'<p class="soft" dir="auto">{escape(outlet)}</p>\n')
    parts += [_item(found, one, names=names) for one in items]
    return "".join((*parts, "</section>\n"))


def page_end(codebook: Codebook | None) -> str:
    """Return the rules that the items refer to, and the page's end; None: there were no items."""
    if codebook is None:
        nothing = tr("There is nothing on the list.")
        return f"<p>{escape(nothing)}</p>\n</body>\n</html>\n"
    heading = tr("Rules: {codebook}", codebook=codebook.label)
    rules = "".join(
        _rule(one)
        for scope in Scope
        for one in compared_attributes(codebook, scope)
        if one.definition or any(value.definition for value in one.values)
    )
    unit = f'<p dir="auto">{escape(codebook.unit_rule)}</p>\n' if codebook.unit_rule else ""
    return f"<h2>{escape(heading)}</h2>\n{unit}{rules}</body>\n</html>\n"


def _item(found: Adjudication, item: Item, *, names: bool) -> str:
    codebook = found.codebook
    kinds = ", ".join(kind_words(one, codebook) for one in item.differences)
    state = tr("For discussion") if item.state is ItemState.DISCUSS else tr("Not decided yet")
    heading = " · ".join(part for part in (state, kinds) if part)
    parts = [f"<article>\n<h3>{escape(heading)}</h3>\n"]
    if item.subject is Subject.ARTICLE:
        parts.append(f"<p>{escape(tr('The article as a whole'))}</p>\n")
    else:
        parts.append(_context(found, item))
    parts.append(_table(found, item, names=names))
    decision = item.decision
    if decision is not None and decision.rationale.strip():
        note = escape(decision.rationale.strip())
        label = escape(tr("Note:"))
        parts.append(f'<p dir="auto"><strong>{label}</strong> {note}</p>\n')
    return "".join((*parts, "</article>\n"))


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
    """Return where the context begins: with a word."""
    if start <= _CONTEXT:
        return 0
    begin = start - _CONTEXT
    space = text.find(" ", begin, start)
    return space + 1 if space >= 0 else begin


def _to(text: str, end: int) -> int:
    """Return where the context ends: with a word."""
    if len(text) - end <= _CONTEXT:
        return len(text)
    space = text.rfind(" ", end, end + _CONTEXT)
    return space if space >= 0 else end + _CONTEXT


def _table(found: Adjudication, item: Item, *, names: bool) -> str:
    differing = {differing_field(one) for one in item.differences}
    heads = "".join(
        f'<th scope="col" dir="auto">{escape(one.name if names else one.letter)}</th>'
        for one in found.coders
    )
    rows = "".join(
        _row(field, cells, found.codebook, differs=field in differing)
        for field, cells in _rows(found, item)
    )
    return f"<table>\n<tr><td></td>{heads}</tr>\n{rows}</table>\n"


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
