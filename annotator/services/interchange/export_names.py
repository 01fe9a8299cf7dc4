"""Pseudonyms in the place of people's names, everywhere in an export."""

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from annotator.domain.identifiers import derived_id
from annotator.domain.people import Person
from annotator.formats.records import (
    ArticleRecord,
    AttributionRecord,
    DecisionRecord,
    ProjectRecord,
    SetRecord,
)

_DIGITS = 4


def mark_of(person: Person) -> str:
    """Return what a person's pseudonym is made of, and what people with pseudonyms are ordered by.

    Any other order, as that of coming into the project or of names, would tell who is who.
    """
    return hashlib.sha256(person.id.bytes).hexdigest()


class Pseudonyms:
    """Gives everybody a pseudonym that is always the same in a project.

    It follows from the person's identifier, which no export with pseudonyms holds: whoever knows
    the names cannot work out which is whose.
    """

    def __init__(self, people: Iterable[Person]) -> None:
        marks = sorted((mark_of(one), one.name, str(one.id)) for one in people)
        self.names: dict[str, str] = {}
        """Pseudonyms by name."""
        self._ids: dict[str, str] = {}
        self._coders: set[str] = set()
        self._others: set[str] = set()
        taken: set[str] = set()
        for mark, name, person_id in marks:
            digits = _DIGITS
            while mark[:digits] in taken:
                digits += 1
            taken.add(mark[:digits])
            self.names[name] = f"person-{mark[:digits]}"
            self._ids[person_id] = str(derived_id("pseudonym", self.names[name]))

    def told(self, *, whole: bool) -> dict[str, str]:
        """Return the pseudonyms that were given to what went through, by name.

        Most files hold those of whose work they are; a ``whole`` one those of the project, of
        decisions and of feedback as well.
        """
        shown = self._coders | self._others if whole else self._coders
        return {name: mark for name, mark in self.names.items() if name in shown}

    def coders(self, names: Iterable[str]) -> list[str]:
        """Return the pseudonyms of people whose work is told of, in their order."""
        return [self._coder(name) for name in names]

    def project(self, record: ProjectRecord) -> ProjectRecord:
        """Return the first line without names."""
        return replace(
            record,
            people=tuple(
                sorted(
                    (replace(one, id=uuid.UUID(int=0), name=self._of(one.name), extra={})
                     for one in record.people),
                    key=lambda one: one.name,
                )
            ),
            speakers=tuple(
                one if one.owner is None else replace(one, owner=self._of(one.owner))
                for one in record.speakers
            ),
        )  # fmt: skip

    def article(self, record: ArticleRecord) -> ArticleRecord:
        """Return an article without names."""
        whose = {
            one.id: self.names.get(one.annotator, "")
            for one in record.attributions
            if one.annotator is not None
        }
        return replace(
            record,
            sets=_in_order(self._set(one) for one in record.sets),
            attributions=tuple(self._attribution(one) for one in record.attributions),
            decisions=tuple(self._decision(one, whose) for one in record.decisions),
            feedback=tuple(
                replace(one, annotator=self._of(one.annotator)) for one in record.feedback
            ),
        )

    def _attribution(self, one: AttributionRecord) -> AttributionRecord:
        if one.made is not None and one.made.by is not None:
            # Who decided stands in the files as much as who coded.
            one = replace(one, made=replace(one.made, by=self._coder(one.made.by)))
        return one if one.annotator is None else replace(one, annotator=self._coder(one.annotator))

    def _of(self, name: str) -> str:
        """Return a pseudonym; somebody who is no longer in the project has none to be told."""
        self._others.add(name)
        return self.names.get(name, "person-unknown")

    def _coder(self, name: str) -> str:
        """Return the same for somebody whose work is in the export."""
        self._coders.add(name)
        return self._of(name)

    def _set(self, one: SetRecord) -> SetRecord:
        if one.annotator is None:
            return one
        submissions = tuple(
            replace(made, snapshot=self._without_ids(made.snapshot)) for made in one.submissions
        )
        return replace(one, annotator=self._coder(one.annotator), submissions=submissions)

    def _decision(self, one: DecisionRecord, whose: Mapping[uuid.UUID, str]) -> DecisionRecord:
        """Return a decision without names; ``whose``: pseudonyms by attribution.

        The candidates are in the order of people as well, and each snapshot is of one of them.
        """
        snapshots = tuple(self._snapshot(made) for made in one.snapshots)
        paired = len(snapshots) == len(one.candidates)
        shown = zip(one.candidates, snapshots, strict=True) if paired else ()
        then = {key: made.get("annotator") or "" for key, made in shown}
        order = sorted(
            range(len(one.candidates)),
            key=lambda place: (
                whose.get(one.candidates[place]) or then.get(one.candidates[place], ""),
                one.candidates[place].bytes,
            ),
        )
        return replace(
            one,
            adjudicator=self._of(one.adjudicator),
            candidates=tuple(one.candidates[place] for place in order),
            sets=tuple(
                sorted(
                    (replace(seen, annotator=self._of(seen.annotator)) for seen in one.sets),
                    key=lambda seen: seen.annotator,
                )
            ),
            fields={key: self._field(value) for key, value in one.fields.items()},
            snapshots=tuple(snapshots[place] for place in order) if paired else snapshots,
        )

    def _snapshot(self, document: Mapping[str, Any]) -> Mapping[str, Any]:
        name = document.get("annotator")
        shown = self._without_ids(document)
        return {**shown, "annotator": self._of(name)} if isinstance(name, str) else shown

    def _field(self, value: Any) -> Any:
        name = value.get("taken_from") if isinstance(value, dict) else None
        return {**value, "taken_from": self._of(name)} if isinstance(name, str) else value

    def _without_ids(self, value: Any) -> Any:
        """Return a document with other identifiers of people: theirs tell the pseudonyms."""
        if isinstance(value, Mapping):
            return {key: self._without_ids(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self._without_ids(one) for one in value]
        return self._ids.get(value, value) if isinstance(value, str) else value


def _in_order(sets: Iterable[SetRecord]) -> tuple[SetRecord, ...]:
    """Return an article's sets in the order of rounds, as they came, then by pseudonym."""
    found = list(sets)
    rounds = list(dict.fromkeys(one.round for one in found))
    return tuple(sorted(found, key=lambda one: (rounds.index(one.round), one.annotator or "")))
