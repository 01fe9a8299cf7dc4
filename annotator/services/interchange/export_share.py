"""Whose work an export holds: what was asked for, as far as the actor may read it."""

import uuid
from dataclasses import dataclass, replace

from annotator.domain.annotation_sets import AnnotationSet, SetKind, SetState
from annotator.domain.entities import EntityKind
from annotator.domain.errors import NotAllowed, NotFound, Refused
from annotator.domain.feedback import Feedback
from annotator.domain.people import Actor, Batch, Role, RoundPurpose
from annotator.domain.text.match_keys import match_key
from annotator.formats.records import Layer
from annotator.services.interchange.export_options import ExportOptions, NameMode
from annotator.services.project import Project
from annotator.storage import project_queries, work_queries
from annotator.storage.export_queries import ArticleChoice, WorkChoice
from annotator.storage.store import Connection
from annotator.storage.tables import work as work_tables


@dataclass(frozen=True, slots=True)
class Share:
    """Whose work an export holds, after the rules of blind work."""

    layers: frozenset[Layer]
    people: frozenset[uuid.UUID] | None
    """None for everybody."""
    reader: uuid.UUID | None
    """For annotators: the one who reads, whose own speakers are all that is not published."""
    rounds: frozenset[uuid.UUID]
    states: frozenset[SetState] | None
    """None for all."""
    batches: frozenset[uuid.UUID] | None
    """None for all. Gold is in none: it belongs to articles that are."""
    articles: ArticleChoice
    settled_of: ArticleChoice | None = None
    """With settled gold alone: all articles that were asked for, settled or not."""

    def holds(self, work: AnnotationSet) -> bool:
        """Tell whether a set of one of the share's articles belongs to it."""
        if work.round_id not in self.rounds:
            return False
        if self.states is not None and work.state not in self.states:
            return False
        if work.kind is SetKind.GOLD:
            return Layer.GOLD in self.layers
        if Layer.ANNOTATOR not in self.layers:
            return False
        if self.batches is not None and work.batch_id not in self.batches:
            return False
        return self.people is None or work.person_id in self.people

    @property
    def work(self) -> WorkChoice:
        """Return the same choice of sets for queries."""
        return WorkChoice(
            Layer.ANNOTATOR in self.layers,
            Layer.GOLD in self.layers,
            self.people,
            self.rounds,
            self.states,
            self.batches,
        )

    @property
    def whole(self) -> bool:
        """Tell whether everybody's work belongs to the share, and gold."""
        everything = self.states is None and self.batches is None and self.people is None
        return everything and self.layers == frozenset(Layer)

    @property
    def gold_only(self) -> bool:
        """Tell whether nothing but gold belongs to the share."""
        return self.layers == frozenset({Layer.GOLD})

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


def share_of(project: Project, actor: Actor, options: ExportOptions) -> Share:
    """Return what an actor may have of what was asked for.

    Raises `NotAllowed` when more was asked for than may be read, `NotFound` for unknown names,
    `Refused` (gold_of_annotators) where gold alone is wanted of some people.
    """
    asked = {
        "gold": frozenset({Layer.GOLD}),
        "annotators": frozenset({Layer.ANNOTATOR}),
        "all": frozenset(Layer),
    }[options.layer]
    with project.store.read() as connection:
        people, reader = _people(connection, actor, options)
        layers = asked if reader is None else frozenset({Layer.ANNOTATOR})
        if people is not None and Layer.ANNOTATOR not in layers:
            raise Refused("gold_of_annotators", name=options.annotators[0])
        rounds = _rounds(connection, options)
        batches = _batches(connection, options.batches, rounds, reader) or None
    states = frozenset(options.states) or None
    gold, annotators = Layer.GOLD in layers, Layer.ANNOTATOR in layers
    anybodys = WorkChoice(annotators, gold, people, rounds, states, batches)
    articles = ArticleChoice(
        options.words,
        options.outlets,
        options.published_from,
        options.published_until,
        options.languages,
        anybodys if options.filters_work else None,
    )
    if annotators:
        return Share(layers, people, reader, rounds, states, batches, articles)
    # An article that nobody has settled would pass for one in which there is nothing to be found.
    settled = replace(anybodys, states=states or frozenset({SetState.DONE}))
    asked_for = replace(
        articles,
        with_work=replace(anybodys, annotators=True, people=None) if options.filters_work else None,
    )
    return Share(
        layers,
        people,
        reader,
        rounds,
        settled.states,
        batches,
        replace(articles, with_work=settled),
        None if states else asked_for,
    )


def _people(
    connection: Connection, actor: Actor, options: ExportOptions
) -> tuple[frozenset[uuid.UUID] | None, uuid.UUID | None]:
    """Return whose work is meant (None: everybody's), and for an annotator who reads."""
    everybody = {match_key(one.name): one for one in project_queries.people(connection)}
    unknown = [name for name in options.annotators if match_key(name) not in everybody]
    if unknown and actor.role is not Role.ANNOTATOR:
        raise NotFound("unknown_person", name=unknown[0])
    asked = frozenset(
        everybody[match_key(name)].id for name in options.annotators if name not in unknown
    )
    if actor.role is not Role.ANNOTATOR:
        return asked or None, None
    if options.layer == "gold" or unknown or not asked <= {actor.person_id}:
        # Unknown names, too: the answer must not tell who else works here.
        raise NotAllowed("blind_export")
    if options.names is NameMode.PSEUDONYMS or options.soft_labels:
        # Either says something of others: that they are there, and what they chose.
        raise NotAllowed("blind_export_choice")
    return frozenset({actor.person_id}), actor.person_id


def _rounds(connection: Connection, options: ExportOptions) -> frozenset[uuid.UUID]:
    found = project_queries.rounds(connection)
    if options.rounds:
        named = {match_key(one.name): one.id for one in found}
        missing = [name for name in options.rounds if match_key(name) not in named]
        if missing:
            raise NotFound("unknown_round", name=missing[0])
        return frozenset(named[match_key(name)] for name in options.rounds)
    return frozenset(
        one.id for one in found if options.training or one.purpose is not RoundPurpose.TRAINING
    )


def _batches(
    connection: Connection,
    names: tuple[str, ...],
    rounds: frozenset[uuid.UUID],
    reader: uuid.UUID | None,
) -> frozenset[uuid.UUID]:
    """Return the batches of these names in any of the rounds; for an annotator, of the own ones."""
    if not names:
        return frozenset()
    own = None if reader is None else work_queries.batches_of(connection, reader)
    named: dict[str, frozenset[uuid.UUID]] = {}
    for one in project_queries.living(
        connection, EntityKind.BATCH, work_tables.batch, Batch, "ordinal", "id"
    ):
        if one.round_id in rounds and (own is None or one.id in own):
            key = match_key(one.name)
            named[key] = named.get(key, frozenset()) | {one.id}
    missing = [name for name in names if match_key(name) not in named]
    if missing:
        raise NotFound("unknown_batch", name=missing[0])
    return frozenset().union(*(named[match_key(name)] for name in names))
