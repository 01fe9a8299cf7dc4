"""The columns of a table of attributions in words, with the values that they may have."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.domain.annotation_sets import SetState
from annotator.domain.attributions import Origin
from annotator.domain.codebook import Attribute, AttributeKind, Codebook, Scope
from annotator.domain.decisions import Outcome
from annotator.domain.speakers import SpeakerKind
from annotator.domain.text.spans import SpanRole
from annotator.formats.records import Layer
from annotator.formats.table_columns import IMPORTED, CellKind, Column, TableColumns
from annotator.words import tr


@dataclass(frozen=True, slots=True)
class DescribedColumn:
    """A column, what it is called, and what it holds."""

    column: Column
    label: str
    description: str
    values: tuple[tuple[str, str], ...] = ()
    """Keys and labels of all values that a cell may have; none where there is no such list."""
    order: tuple[str, ...] = ()
    """The ordered subset of values, lowest first; empty for nominal ones."""

    @property
    def name(self) -> str:
        """Return the column's name in the header."""
        return self.column.name

    @property
    def kind(self) -> CellKind:
        """Return what sort of cells it has."""
        return self.column.kind


def described_columns(
    columns: TableColumns, codebooks: Iterable[Codebook]
) -> tuple[DescribedColumn, ...]:
    """Return the columns of a table in their order."""
    versions = _versions(codebooks)
    keys = iter(
        [one for one in versions if one[0] is Scope.ATTRIBUTION]
        + [one for one in versions if one[0] is Scope.ARTICLE]
    )
    return tuple(
        _of_attribute(one, versions[next(keys)]) if one.of_attribute else _fixed(one, versions)
        for one in columns.columns
    )


Versions = dict[tuple[Scope, str], list[Attribute]]


def _versions(codebooks: Iterable[Codebook]) -> Versions:
    found: Versions = {}
    for codebook in codebooks:
        for one in codebook.attributes:
            found.setdefault((one.scope, one.key), []).append(one)
    return found


def _of_attribute(column: Column, versions: list[Attribute]) -> DescribedColumn:
    """Describe an attribute by its last version, with the values of all of them."""
    last = versions[-1]
    values = {value.key: value.label for one in versions for value in one.values}
    words = explained(last)
    closed = all(one.kind is not AttributeKind.TEXT for one in versions)
    return DescribedColumn(
        column, last.label, words or last.label, tuple(values.items()) if closed else (), last.order
    )


def explained(one: Attribute) -> str:
    """Return an attribute's question and definition as running text; empty without either."""
    question = one.question.strip()
    if question and question[-1] not in ".?!…":
        question += "."
    return " ".join(words for words in (question, one.definition) if words)


def _fixed(column: Column, versions: Versions) -> DescribedColumn:
    if column.kind is CellKind.NUMBER:
        for (scope, key), those in versions.items():
            before = f"{key}_share_"
            if scope is Scope.ATTRIBUTION and column.name.startswith(before):
                label = tr(
                    "{attribute}: share of “{value}”",
                    attribute=those[-1].label,
                    value=column.name.removeprefix(before),
                )
                return DescribedColumn(
                    column, label, tr("Share of the annotators who chose this value, 0 to 1.")
                )
    for role in SpanRole:
        if column.name.startswith(f"{role.value}_spans"):
            words = tr("Where the spans stand: [start, end) in code points of the article’s text.")
            return DescribedColumn(column, column.name, f"{_ROLES[role]()} {words}")
        if column.name == f"{role.value}_sha256":
            words = tr("SHA-256 (hex) of each span’s words.")
            return DescribedColumn(column, column.name, f"{_ROLES[role]()} {words}")
        if column.name == role.value:
            words = tr("Fragments are parted by “[…]”.")
            return DescribedColumn(column, column.name, f"{_ROLES[role]()} {words}")
    described = _FIXED.get(column.name)
    words = described() if described else column.name
    return DescribedColumn(column, column.name, words, _VALUES.get(column.name, ()))


def _members(kind: type[Layer | SetState | Origin | SpeakerKind]) -> tuple[tuple[str, str], ...]:
    return tuple((one.value, one.value) for one in kind)


_VALUES = {
    "layer": _members(Layer),
    "state": _members(SetState),
    "origin": _members(Origin),
    "speaker_kind": _members(SpeakerKind),
    "decision_outcome": tuple(
        (one, one)
        for one in (
            *(Outcome.ACCEPTED.value, Outcome.EDITED.value, Outcome.UNANIMOUS.value),
            *(Outcome.PROMOTED.value, IMPORTED),
        )
    ),
}
_ROLES = {
    SpanRole.CONTENT: lambda: tr("What is said."),
    SpanRole.SOURCE: lambda: tr("The mention of who says it."),
    SpanRole.CUE: lambda: tr("The words that link speaker and content."),
    SpanRole.CONDITION: lambda: tr("The words of a condition."),
}
_FIXED = {
    "article_id": lambda: tr("The article; it follows from its text."),
    "digest": lambda: tr("SHA-256 (hex) of the article’s text in UTF-8."),
    "title": lambda: tr("The title of its first appearance."),
    "outlet": lambda: tr("Where it appeared first."),
    "published_on": lambda: tr("The day of its first appearance."),
    "url": lambda: tr("The address of its first appearance."),
    "appearances": lambda: tr("How often the same text appeared, word for word."),
    "story": lambda: tr("The family of near-duplicates that it belongs to; empty for none."),
    "attribution_id": lambda: tr("The attribution: one speaker, one object, one stance."),
    "layer": lambda: tr("Whether it is an annotator’s work or gold, the adjudicated layer."),
    "annotator": lambda: tr("Whose work it is; empty for gold."),
    "round": lambda: tr("The pass over the articles in which it was coded."),
    "state": lambda: tr("How far the annotator was with the article."),
    "content_start": lambda: tr("First code point of the content in the article’s text."),
    "content_end": lambda: tr("The code point after the last one of the content."),
    "speaker_id": lambda: tr("The speaker’s entry in the registry."),
    "speaker": lambda: tr("The speaker’s name."),
    "speaker_kind": lambda: tr("What sort of speaker it is."),
    "role": lambda: tr("The speaker’s office or function."),
    "affiliation": lambda: tr("Whom the speaker belongs to."),
    "country": lambda: tr("The speaker’s country."),
    "reported_by": lambda: tr("The attribution that carries this one."),
    "note": lambda: tr("The annotator’s note."),
    "flagged": lambda: tr("Whether it was marked for follow-up."),
    "origin": lambda: tr("Whether a person marked it or accepted a suggestion."),
    "codebook": lambda: tr("The codebook version (key@version) by which it was coded."),
    "created_at": lambda: tr("When it was made (UTC)."),
    "updated_at": lambda: tr("When it was last changed (UTC)."),
    "decision_outcome": lambda: tr(
        "How gold came about: decided as a coder had it (accepted), decided with a field as no"
        " coder had it (edited), equal by rule (unanimous), one annotator’s work made gold"
        " (promoted), or imported without a decision (imported). Empty for annotators’ work."
    ),
    "decision_reason": lambda: tr("The reason that the adjudicator chose."),
    "decision_rationale": lambda: tr("The reason in the adjudicator’s words."),
    "decided_by": lambda: tr("Who decided."),
    "decided_at": lambda: tr("When it was decided (UTC)."),
    "split": lambda: tr("The part of the split that it belongs to."),
}
