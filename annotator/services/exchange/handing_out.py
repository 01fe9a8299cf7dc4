"""Handing out: a project file with one person's share, to be sent to them."""

import os
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from annotator.domain.annotation_sets import AnnotationSet
from annotator.domain.articles import Appearance, Article
from annotator.domain.attributions import Attribution
from annotator.domain.entities import Entity, EntityKind
from annotator.domain.errors import Cancelled, NotAllowed, ProjectFileError, Refused
from annotator.domain.merging.exchanged import Bundle, conflict_of, heads_of
from annotator.domain.merging.versions import Lineage
from annotator.domain.people import Actor, Person, Role, Round
from annotator.formats.work_package import claim_document
from annotator.services.exchange.shares import handout_share
from annotator.services.interchange.importing import Progress
from annotator.services.managing.people import only_managers
from annotator.services.project import Project, look_at_project
from annotator.storage import article_queries, exchange_queries, handout_file
from annotator.storage.handout_file import HandoutFile, NewHandout

_STILL_A_PROJECT = (None, "project_newer", "project_damaged")
_PORTION = 200


@dataclass(frozen=True, slots=True)
class RoundShare:
    """What a handout holds of one round."""

    name: str
    articles: int
    """Which the person is to code, or has coded, in it."""


@dataclass(frozen=True, slots=True)
class HandoutReport:
    """What a handout holds."""

    path: Path
    person: str
    shares: tuple[RoundShare, ...]
    """By round, in the order of the rounds."""
    articles: int
    """Different ones, of all rounds."""
    sets: int
    """Articles that the person has begun, or that are assigned to them."""
    attributions: int
    speakers: int
    bytes: int

    @property
    def rounds(self) -> tuple[str, ...]:
        """Return the names of the rounds."""
        return tuple(one.name for one in self.shares)


def hand_out(
    project: Project,
    manager: Actor,
    person: Person,
    out: Path,
    *,
    batch: str | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> HandoutReport:
    """Write a project file that holds ``person``'s share and nothing of anybody else.

    With ``batch`` only its articles, and what the person has begun. An older handout for the person
    is replaced if nothing was done in it. Raises `NotAllowed`; `NotFound` (unknown_batch);
    `Refused` (out_is_project: what is there might be lost; handout_of_handout; nothing_to_hand_out;
    speaker_not_published); `ProjectFileError`; `Cancelled`. Then nothing is left behind.
    """
    only_managers(manager)
    if Role.ANNOTATOR not in person.roles:
        raise NotAllowed("role_missing", name=person.name, role=Role.ANNOTATOR.value)
    _check_place(out)
    if not may_replace(project, person, out):
        raise Refused("out_is_project", file=out.name)
    with project.store.read() as connection:
        if handout_file.handout_for(connection) is not None:
            raise Refused("handout_of_handout")
        bundle = handout_share(connection, person, batch)
        if not any(one.kind is EntityKind.ARTICLE for one in bundle.claims):
            raise Refused("nothing_to_hand_out", name=person.name)
        with NewHandout(out, person.id) as file:
            writer = _Writer(file, bundle, progress, cancelled)
            writer.write(partial(exchange_queries.texts_of, connection))
    return HandoutReport(
        path=out,
        person=person.name,
        shares=writer.shares(),
        articles=writer.count(EntityKind.ARTICLE),
        sets=writer.count(EntityKind.ANNOTATION_SET),
        attributions=writer.count(EntityKind.ATTRIBUTION),
        speakers=writer.count(EntityKind.SPEAKER),
        bytes=out.stat().st_size,
    )


def may_replace(project: Project, person: Person, out: Path) -> bool:
    """Tell whether a handout for ``person`` may take the place of what is at ``out``, if anything.

    A project never goes; an older handout for the person does, as long as nothing was done in it.
    """
    return look_at_project(out).problem not in _STILL_A_PROJECT or handout_file.is_untouched(
        out, project.info.id, person.id
    )


def _check_place(out: Path) -> None:
    if out.is_dir():
        raise ProjectFileError("project_is_folder", path=str(out))
    if not out.parent.is_dir():
        raise ProjectFileError("folder_missing", path=str(out.parent))
    if not os.access(out.parent, os.W_OK):
        raise ProjectFileError("no_permission", path=str(out.parent))


class _Writer:
    """Puts a share into a new file: of each entity the form that stands, and open conflicts."""

    def __init__(
        self,
        file: HandoutFile,
        bundle: Bundle,
        progress: Progress | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self._file = file
        self._bundle = bundle
        self._progress = progress
        self._cancelled = cancelled
        self._stands: dict[EntityKind, list[Entity]] = defaultdict(list)
        self._conflicts: list[Entity] = []
        self._withdrawn: list[dict[str, Any]] = []

    def write(self, texts: Callable[[list[uuid.UUID]], dict[uuid.UUID, str]]) -> None:
        """Write all of it. ``texts`` returns the texts of articles."""
        self._settle()
        self._file.add_codebooks(self._bundle.codebooks)
        for kind, entities in tuple(self._stands.items()):
            columns = self._columns(kind)
            done = 0
            for some in _portions(entities):
                self._beat(done, len(entities), kind)
                done += len(some)
                more = [columns[one.id] for one in some] if columns else None
                self._file.add(kind, some, more)
                if kind is EntityKind.ARTICLE:
                    self._file.add_texts(texts([one.id for one in some]))
        self._file.add(EntityKind.CONFLICT, self._conflicts)
        self._file.add_edges({one.id: one.edges for one in self._bundle.claims if one.edges})
        self._file.set_withdrawn(self._withdrawn)

    def count(self, kind: EntityKind) -> int:
        """Return how many living entities of a kind were written."""
        return sum(not one.deleted for one in self._stands[kind])

    def shares(self) -> tuple[RoundShare, ...]:
        """Return how many articles each round has: of one that is not assigned, all."""
        mine = Counter(
            one.round_id
            for one in self._stands[EntityKind.ANNOTATION_SET]
            if isinstance(one, AnnotationSet) and not one.deleted
        )
        everything = self.count(EntityKind.ARTICLE)
        rounds = [one for one in self._stands[EntityKind.ROUND] if isinstance(one, Round)]
        return tuple(
            RoundShare(one.name, mine[one.id] if one.assigned else everything)
            for one in sorted(rounds, key=lambda one: (one.ordinal, one.id))
        )

    def _settle(self) -> None:
        articles = {one.id for one in self._bundle.claims if one.kind is EntityKind.ARTICLE}
        for claim in self._bundle.claims:
            found = heads_of(claim.forms, Lineage(claim.edges))
            stands = found.stands
            if isinstance(stands, AnnotationSet) and stands.article_id not in articles:
                self._withdrawn.append(claim_document(claim))
                continue
            self._stands[claim.kind].append(stands)
            self._conflicts += [conflict_of(claim.kind, one, self._file.now) for one in found.aside]

    def _columns(self, kind: EntityKind) -> dict[uuid.UUID, dict[str, Any]]:
        if kind is EntityKind.ARTICLE:
            return self._article_columns()
        if kind is EntityKind.ANNOTATION_SET:
            return self._counters()
        return {}

    def _article_columns(self) -> dict[uuid.UUID, dict[str, Any]]:
        places: dict[uuid.UUID, list[Appearance]] = defaultdict(list)
        for one in self._stands[EntityKind.APPEARANCE]:
            if isinstance(one, Appearance) and not one.deleted:
                places[one.article_id].append(one)
        return {
            one.id: {
                "position": number,
                "filter_key": article_queries.filter_key(
                    one.title, sorted(places[one.id], key=lambda each: (each.ordinal, each.id))
                ),
            }
            for number, one in enumerate(self._stands[EntityKind.ARTICLE], start=1)
            if isinstance(one, Article)
        }

    def _counters(self) -> dict[uuid.UUID, dict[str, Any]]:
        living = [
            one
            for one in self._stands[EntityKind.ATTRIBUTION]
            if isinstance(one, Attribution) and not one.deleted
        ]
        counts = Counter(one.set_id for one in living)
        flagged = Counter(one.set_id for one in living if one.flagged)
        return {
            one.id: {"attribution_count": counts[one.id], "flagged_count": flagged[one.id]}
            for one in self._stands[EntityKind.ANNOTATION_SET]
        }

    def _beat(self, done: int, of: int, kind: EntityKind) -> None:
        if self._cancelled is not None and self._cancelled():
            raise Cancelled
        if self._progress is not None:
            self._progress(done, of, kind.value)


def _portions(entities: list[Entity]) -> Iterable[list[Entity]]:
    for start in range(0, len(entities), _PORTION):
        yield entities[start : start + _PORTION]
