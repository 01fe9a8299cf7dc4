"""The parts of an export that is split, and what they share."""

import uuid
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from annotator.domain.codebook import Codebook, as_keys
from annotator.domain.splitting.assigning import assigned
from annotator.domain.splitting.choice import SplitChoice
from annotator.domain.splitting.families import Described, families
from annotator.domain.splitting.leaks import LeakCheck, LeakReport
from annotator.formats.records import ArticleRecord
from annotator.services.interchange.export_content import ExportContent

Told = Callable[[Iterable[ArticleRecord]], Iterable[ArticleRecord]]


@dataclass(frozen=True, slots=True)
class Split:
    """Which articles are in which part."""

    parts: dict[str, list[uuid.UUID]]
    """In the order of the export."""
    leaks: LeakReport


def split_of(content: ExportContent, choice: SplitChoice, told: Told) -> Split:
    """Read the articles once, as they were coded, and give each to a part.

    ``told`` passes what is read through, and says how far it is. Raises Refused
    ``too_few_to_split``.
    """
    labels = Labels(content.project().codebooks)
    check = LeakCheck()
    described = []
    for record in told(content.as_coded()):
        check.add(record.id, plain_text(record))
        described.append(labels.described(record))
    part_of = assigned(described, choice)
    parts: dict[str, list[uuid.UUID]] = {name: [] for name in choice.parts}
    for one in described:
        parts[part_of[one.id]].append(one.id)

    def text_again(article_id: uuid.UUID) -> str:
        return "".join(plain_text(one) for one in content.as_coded([article_id]))

    leaks = check.report(part_of, _in_several(described, part_of), text_again)
    # As in `assigned`: with fewer groups than parts, a part would be empty.
    groups = len(families(described, keep_speakers_apart=True))
    leaks = replace(leaks, separable=groups >= len(choice.parts))
    return Split(parts, _with_titles(leaks, content))


def _with_titles(leaks: LeakReport, content: ExportContent) -> LeakReport:
    """Name the articles of the pairs that are told of; these few are read again."""
    pairs = leaks.greatest
    wanted = {one.article for one in pairs} | {one.other for one in pairs}
    if not wanted:
        return leaks
    titles = {one.id: one.title for one in content.as_coded(sorted(wanted))}
    named = (
        replace(one, title=titles[one.article], other_title=titles[one.other]) for one in pairs
    )
    return replace(leaks, greatest=tuple(named))


def plain_text(record: ArticleRecord) -> str:
    """Return an article's text without its zones: what is boilerplate leaks nothing."""
    text = record.text
    for zone in sorted(record.zones, key=lambda one: one.start, reverse=True):
        text = f"{text[: zone.start]} {text[zone.end :]}"
    return text


class Labels:
    """What is balanced: the values of the primary attribute, in gold and annotators' work apart."""

    def __init__(self, codebooks: Iterable[Codebook]) -> None:
        self._primary = {one.ref: one.primary.key for one in codebooks}

    def described(self, record: ArticleRecord) -> Described:
        """Return an article as splitting sees it."""
        named = (one.speaker for one in record.attributions if one.speaker is not None)
        speakers = frozenset(one.id for one in named if one.kind.named)
        count = len(record.attributions)
        return Described(record.id, record.story, self._of(record), speakers, count)

    @staticmethod
    def read(label: str) -> tuple[str, str]:
        """Return which attribute and value a label stands for, in whatever layer."""
        _, attribute, value = label.split("/", 2)
        return attribute, value

    def _of(self, record: ArticleRecord) -> dict[str, int]:
        found: Counter[str] = Counter()
        for one in record.attributions:
            key = self._primary.get(one.codebook or "")
            values = as_keys(one.values.get(key)) if key else ()
            found.update(f"{one.layer.value}/{key}/{value}" for value in values)
        return dict(found)


def _in_several(articles: Iterable[Described], part_of: dict[uuid.UUID, str]) -> int:
    parts: dict[uuid.UUID, set[str]] = {}
    for one in articles:
        for speaker in one.speakers:
            parts.setdefault(speaker, set()).add(part_of[one.id])
    return sum(len(those) > 1 for those in parts.values())
