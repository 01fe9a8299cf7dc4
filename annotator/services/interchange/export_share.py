"""Whose work an export holds: what was asked for, as far as the actor may read it."""

import uuid
from dataclasses import dataclass

from annotator.domain.annotation_sets import AnnotationSet, SetKind
from annotator.domain.errors import NotAllowed, NotFound
from annotator.domain.feedback import Feedback
from annotator.domain.people import Actor, Role
from annotator.domain.text.match_keys import match_key
from annotator.formats.records import Layer
from annotator.services.project import Project
from annotator.storage import project_queries


@dataclass(frozen=True, slots=True)
class Share:
    """Whose work an export holds, after the rules of blind work."""

    layers: frozenset[Layer]
    people: frozenset[uuid.UUID] | None
    """None for everybody."""
    reader: uuid.UUID | None
    """For annotators: the one who reads, whose own speakers are all that is not published."""
    training: bool = False
    """Whether rounds for training are in it, which are no data."""

    def holds(self, work: AnnotationSet) -> bool:
        """Tell whether a set belongs to the share."""
        if work.kind is SetKind.GOLD:
            return Layer.GOLD in self.layers
        if Layer.ANNOTATOR not in self.layers:
            return False
        return self.people is None or work.person_id in self.people

    @property
    def whole(self) -> bool:
        """Tell whether everybody's work belongs to the share, and gold."""
        return self.layers == frozenset(Layer) and self.people is None

    @property
    def decisions(self) -> bool:
        """Tell whether decisions belong to the share: to gold, and not for annotators' eyes."""
        return Layer.GOLD in self.layers and self.reader is None

    def shows(self, feedback: Feedback) -> bool:
        """Tell whether an annotator's feedback belongs to the share: the own one, or with gold."""
        if self.reader is not None:
            return feedback.person_id == self.reader
        asked = self.people is None or feedback.person_id in self.people
        return self.layers == frozenset(Layer) and asked


def share_of(
    project: Project,
    actor: Actor,
    layer: str,
    annotators: tuple[str, ...],
    *,
    training: bool = False,
) -> Share:
    """Return what an actor may have of what was asked for (``gold``, ``annotators`` or ``all``).

    Raises `NotAllowed` when more was asked for than may be read, `NotFound` for unknown names.
    """
    layers = {
        "gold": frozenset({Layer.GOLD}),
        "annotators": frozenset({Layer.ANNOTATOR}),
        "all": frozenset(Layer),
    }[layer]
    with project.store.read() as connection:
        everybody = {match_key(one.name): one for one in project_queries.people(connection)}
    unknown = [name for name in annotators if match_key(name) not in everybody]
    if unknown and actor.role is not Role.ANNOTATOR:
        raise NotFound("unknown_person", name=unknown[0])
    asked = frozenset(everybody[match_key(name)].id for name in annotators if name not in unknown)
    if actor.role is not Role.ANNOTATOR:
        return Share(layers, asked or None, None, training)
    if layer == "gold" or unknown or not asked <= {actor.person_id}:
        # Unknown names, too: the answer must not tell who else works here.
        raise NotAllowed("blind_export")
    own = frozenset({actor.person_id})
    return Share(frozenset({Layer.ANNOTATOR}), own, actor.person_id, training)
