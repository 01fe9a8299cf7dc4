"""One person's attributions on one article as tags of its tokens.

One tag column holds one label at a time, so of attributions whose contents share a token only one
is tagged. The longest content (in tokens) comes first, then the one that begins first, then the
smaller identifier: this leaves the fewest words without a label that somebody did label, and it
depends on the spans alone, never on who coded or with which value. An attribution that gives way is
left out of all tag columns; the column of links has it nevertheless. Of the other roles' spans,
which several attributions may share, the longest comes first too; spans of the same tokens are one.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from annotator.domain.text.spans import Span, SpanRole
from annotator.formats.primary_labels import PrimaryLabels
from annotator.formats.records import AttributionRecord
from annotator.formats.segmentation import covering

OUTSIDE = "O"
NOTHING = "_"
BETWEEN_LINKS = "|"


@dataclass(slots=True)
class Tagging:
    """The columns of one person's work, a cell for each token, and what they do not show."""

    tags: dict[SpanRole, list[str]]
    links: list[str]
    left_out: dict[int, list[str]] = field(default_factory=dict)
    """By an attribution's number, the roles whose tags lack it, as ``role/start/end``."""
    losses: Counter[str] = field(default_factory=Counter)


def tagging(
    numbered: Sequence[tuple[int, AttributionRecord]],
    tokens: Sequence[Span],
    begins_sentence: Sequence[bool],
    labels: PrimaryLabels,
) -> Tagging:
    """Return the tags of attributions that have numbers within their article.

    Each fragment's first token, and the first of each sentence in it, begins with ``B-``, the
    others with ``I-``: the pieces of one attribution belong together by their number in the links.
    """
    result = Tagging({role: [OUTSIDE] * len(tokens) for role in SpanRole}, [NOTHING] * len(tokens))
    pieces = {number: _pieces(one, tokens) for number, one in numbered}
    links: list[list[str]] = [[] for _ in tokens]
    for number, one in numbered:
        for role in SpanRole:
            for place in sorted({place for piece in pieces[number][role] for place in piece}):
                links[place].append(f"{role.value}={number}")
        result.losses["span_widened"] += sum(_cuts(tokens, span.span) for span in one.spans)
    result.links = [BETWEEN_LINKS.join(one) or NOTHING for one in links]
    kept: list[tuple[int, AttributionRecord]] = []
    taken: set[int] = set()
    for number, one in sorted(numbered, key=lambda pair: _rank(pair[1], pieces[pair[0]])):
        places = {place for piece in pieces[number][SpanRole.CONTENT] for place in piece}
        if places & taken:
            result.left_out[number] = [_name(span.role, span.span) for span in one.spans]
            result.losses["overlap_left_out"] += 1
            continue
        taken |= places
        kept.append((number, one))
        for piece in pieces[number][SpanRole.CONTENT]:
            _tag(result.tags[SpanRole.CONTENT], piece, labels.of(one), begins_sentence)
    for role in list(SpanRole)[1:]:
        _tag_role(result, role, kept, pieces, tokens, begins_sentence)
    return result


def _tag_role(
    result: Tagging,
    role: SpanRole,
    kept: Iterable[tuple[int, AttributionRecord]],
    pieces: dict[int, dict[SpanRole, list[range]]],
    tokens: Sequence[Span],
    begins_sentence: Sequence[bool],
) -> None:
    by_piece: dict[range, list[int]] = {}
    for number, _ in kept:
        for piece in pieces[number][role]:
            by_piece.setdefault(piece, []).append(number)
    taken: set[int] = set()
    for piece in sorted(by_piece, key=lambda one: (-len(one), one.start)):
        if taken.isdisjoint(piece):
            taken.update(piece)
            _tag(result.tags[role], piece, role.value, begins_sentence)
            continue
        result.losses["span_overlap_left_out"] += len(by_piece[piece])
        for number in by_piece[piece]:
            covered = Span(tokens[piece[0]].start, tokens[piece[-1]].end)
            result.left_out.setdefault(number, []).append(_name(role, covered))


def _tag(column: list[str], piece: range, label: str, begins_sentence: Sequence[bool]) -> None:
    for place in piece:
        begins = place == piece.start or begins_sentence[place]
        column[place] = f"{'B' if begins else 'I'}-{label}"


def _pieces(one: AttributionRecord, tokens: Sequence[Span]) -> dict[SpanRole, list[range]]:
    """Return the tokens of each fragment; fragments that meet in one token are one piece."""
    found: dict[SpanRole, list[range]] = {role: [] for role in SpanRole}
    for span in sorted(one.spans, key=lambda span: span.start):
        place = covering(tokens, span.start, span.end)
        pieces = found[span.role]
        if pieces and pieces[-1].stop > place.start:
            pieces[-1] = range(pieces[-1].start, max(pieces[-1].stop, place.stop))
        elif place:
            pieces.append(place)
    return found


def _rank(one: AttributionRecord, pieces: dict[SpanRole, list[range]]) -> tuple[int, int, bytes]:
    content = pieces[SpanRole.CONTENT]
    first = content[0].start if content else 0
    return (-sum(map(len, content)), first, one.id.bytes)


def _cuts(tokens: Sequence[Span], span: Span) -> bool:
    """Tell whether the span begins or ends inside a token."""
    places = covering(tokens, span.start, span.end)
    return bool(places) and (
        tokens[places[0]].start < span.start or tokens[places[-1]].end > span.end
    )


def _name(role: SpanRole, span: Span) -> str:
    return f"{role.value}/{span.start}/{span.end}"
