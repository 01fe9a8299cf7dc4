"""All units of a comparison as columns of small numbers."""

import uuid
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from annotator.domain.agreement.ratings import MISSING, RatingKind
from annotator.domain.agreement.results import SPEAKER, SPEAKER_COUNTRY, SPEAKER_KIND
from annotator.domain.agreement.speaker_codes import KnownSpeaker
from annotator.domain.agreement.value_codes import CodebookCodes, ValueCodes
from annotator.domain.alignment.overlaps import Fragment
from annotator.domain.attributions import Origin
from annotator.domain.codebook import Codebook, Scope
from annotator.domain.speakers import SpeakerKind

Ints = NDArray[np.integer]
Mask = NDArray[np.bool_]

ID_BYTES: Final = 16
_ORIGINS: Final = {one.value: place for place, one in enumerate(Origin)}


@dataclass(frozen=True, slots=True, eq=False)
class UnitTable:
    """Articles, attributions, their spans, and pairs of attributions, in columns."""

    annotators: tuple[uuid.UUID, ...]
    codebooks: CodebookCodes
    codes_of: Mapping[str, ValueCodes]
    """What codes stand for, of the codebooks' attributes and the speaker's, by key."""
    article_ids: tuple[uuid.UUID, ...]
    story: Ints
    """By article, as in all columns down to `article_codes`."""
    story_count: int
    position: Ints
    """In which order the articles came in."""
    length: Ints
    """Code points that count."""
    round: Ints
    rounds: tuple[uuid.UUID, ...]
    batch: Ints
    batches: tuple[uuid.UUID | None, ...]
    codebook: Ints
    refs: tuple[str, ...]
    present: Mask
    """Articles x annotators: who is done with it."""
    article_codes: Mapping[str, Ints]
    """By key of an article's attribute: articles x annotators."""
    article: Ints
    """By attribution: its article, as in all columns down to `codes`."""
    annotator: Ints
    group: Ints
    """Attributions of one group are about the same."""
    ids: bytes
    """Identifiers, `ID_BYTES` each."""
    origin: Ints
    codes: Mapping[str, Ints]
    span_of: Ints
    """By span: its attribution."""
    start: Ints
    end: Ints
    """Code points of what counts of the article."""
    first: Ints
    """By pair: the attribution of the earlier annotator."""
    second: Ints
    shared: Ints
    """Characters of content that both have."""
    union: Ints
    exact: Mask

    def attribution_id(self, row: int) -> uuid.UUID:
        """Return the identifier of an attribution."""
        return uuid.UUID(bytes=self.ids[row * ID_BYTES : (row + 1) * ID_BYTES])


class TableMaker:
    """Makes a table: an article with its annotators, then its groups one by one."""

    def __init__(self, annotators: Sequence[uuid.UUID]) -> None:
        self.codebooks = CodebookCodes()
        self._annotators = tuple(annotators)
        self._article_ids: list[uuid.UUID] = []
        self._stories: dict[uuid.UUID, int] = {}
        self._rounds: dict[uuid.UUID, int] = {}
        self._batches: dict[uuid.UUID | None, int] = {}
        self._refs: dict[str, int] = {}
        names = ("story", "position", "length", "round", "batch", "codebook")
        self._articles = {name: array("i") for name in names}
        self._present = bytearray()
        self._article_codes: dict[str, array[int]] = {}
        self._rows = {name: array("i") for name in ("article", "annotator", "group", "origin")}
        self._ids = bytearray()
        self._codes: dict[str, tuple[tuple[str, ...], array[int], array[int]]] = {}
        """By codebook: its keys, the rows that were coded by it, and their codes row by row."""
        self._groups = 0
        self._speaker = {
            SPEAKER: ValueCodes(RatingKind.NOMINAL, Scope.ATTRIBUTION),
            SPEAKER_KIND: ValueCodes(
                RatingKind.NOMINAL, Scope.ATTRIBUTION, [one.value for one in SpeakerKind]
            ),
            SPEAKER_COUNTRY: ValueCodes(RatingKind.NOMINAL, Scope.ATTRIBUTION),
        }
        self._speakers = {key: array("i") for key in self._speaker}
        self._spans = {name: array("i") for name in ("span_of", "start", "end")}
        self._pairs = {name: array("i") for name in ("first", "second", "shared", "union")}
        self._exact = bytearray()

    def add_article(
        self,
        article_id: uuid.UUID,
        story_id: uuid.UUID,
        length: int,
        round_id: uuid.UUID,
        batch_id: uuid.UUID | None,
        codebook: Codebook,
        position: int,
    ) -> None:
        """Begin an article of so many code points; ``position``: when it came in."""
        ref = codebook.ref
        if ref not in self._codes:
            attributes = self.codebooks.of(codebook)[Scope.ATTRIBUTION]
            keys = tuple(one.attribute.key for one in attributes)
            self._codes[ref] = keys, array("i"), array("i")
        self._coded = self._codes[ref]
        self._article_ids.append(article_id)
        articles = self._articles
        articles["story"].append(self._stories.setdefault(story_id, len(self._stories)))
        articles["position"].append(position)
        articles["length"].append(length)
        articles["round"].append(self._rounds.setdefault(round_id, len(self._rounds)))
        articles["batch"].append(self._batches.setdefault(batch_id, len(self._batches)))
        articles["codebook"].append(self._refs.setdefault(ref, len(self._refs)))
        self._present += bytes(len(self._annotators))

    def add_annotator(self, annotator: int, codes: Sequence[tuple[str, int]]) -> None:
        """Say that an annotator is done with the article, and with which values of its own."""
        width = len(self._annotators)
        at = len(self._present) - width + annotator
        self._present[at] = 1
        for key, code in codes:
            column = self._article_codes.setdefault(key, array("i"))
            column.extend([MISSING] * (len(self._present) - len(column)))
            column[at] = code

    def add_attribution(
        self,
        annotator: int,
        number: int,
        origin: str,
        content: Sequence[Fragment],
        codes: Sequence[int],
    ) -> int:
        """Take in an attribution of the group; return its row.

        ``codes`` are in the order of the attributes of the article's codebook.
        """
        rows = self._rows
        row = len(rows["article"])
        rows["article"].append(len(self._article_ids) - 1)
        rows["annotator"].append(annotator)
        rows["group"].append(self._groups)
        rows["origin"].append(_ORIGINS[origin])
        self._ids += number.to_bytes(ID_BYTES, "big")
        _, coded_rows, all_codes = self._coded
        coded_rows.append(row)
        all_codes.extend(codes)
        spans = self._spans
        for start, end in content:
            spans["span_of"].append(row)
            spans["start"].append(start)
            spans["end"].append(end)
        return row

    def add_speaker(self, code: int, known: KnownSpeaker | None) -> None:
        """Say who the speaker of the attribution is that was taken in last."""
        self._speakers[SPEAKER].append(code)
        kind = known.kind if known else None
        country = known.country if known else None
        self._speakers[SPEAKER_KIND].append(self._speaker[SPEAKER_KIND].code(kind))
        self._speakers[SPEAKER_COUNTRY].append(self._speaker[SPEAKER_COUNTRY].code(country))

    def add_pair(self, first: int, second: int, shared: int, union: int, exact: bool) -> None:
        """Say what two attributions of the group share; their rows, the earlier annotator first."""
        pairs = self._pairs
        pairs["first"].append(first)
        pairs["second"].append(second)
        pairs["shared"].append(shared)
        pairs["union"].append(union)
        self._exact.append(exact)

    def end_group(self) -> None:
        """Say that the attributions that follow are about something else."""
        self._groups += 1

    def table(self, final: Sequence[int], speakers: Sequence[str]) -> UnitTable:
        """Return all of it. ``final``: for every code of a speaker its place in ``speakers``."""
        self._speaker[SPEAKER].learn(speakers)
        codes = self._columns_of_codes()
        codes |= {key: _ints(one) for key, one in self._speakers.items()}
        codes[SPEAKER] = np.append(np.asarray(final, dtype=np.int32), MISSING)[codes[SPEAKER]]
        width = len(self._annotators)
        return UnitTable(
            annotators=self._annotators,
            codebooks=self.codebooks,
            codes_of=self.codebooks.by_key | self._speaker,
            article_ids=tuple(self._article_ids),
            story_count=len(self._stories),
            rounds=tuple(self._rounds),
            batches=tuple(self._batches),
            refs=tuple(self._refs),
            present=_bools(self._present).reshape(len(self._article_ids), width),
            article_codes={
                key: _filled(one, len(self._present)).reshape(len(self._article_ids), width)
                for key, one in self._article_codes.items()
            },
            ids=bytes(self._ids),
            codes=codes,
            exact=_bools(self._exact),
            **{name: _ints(one) for name, one in self._columns().items()},
        )

    def _columns_of_codes(self) -> dict[str, Ints]:
        found: dict[str, Ints] = {}
        for keys, rows, codes in self._codes.values():
            table = _ints(codes).reshape(len(rows), len(keys))
            for place, key in enumerate(keys):
                if key not in found:
                    found[key] = np.full(len(self._rows["article"]), MISSING, dtype=np.int32)
                found[key][_ints(rows)] = table[:, place]
        return found

    def _columns(self) -> "dict[str, array[int]]":
        return self._articles | self._rows | self._spans | self._pairs


def _ints(column: "array[int]") -> Ints:
    return np.array(column, dtype=np.int32)


def _filled(column: "array[int]", length: int) -> Ints:
    return _ints(column + array("i", [MISSING] * (length - len(column))))


def _bools(column: bytearray) -> Mask:
    return np.frombuffer(bytes(column), dtype=np.bool_)
