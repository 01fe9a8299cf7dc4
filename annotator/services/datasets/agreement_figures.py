"""Agreement as it goes out with a data set: the document, the methods, and rows for tables."""

import json
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from annotator.domain.people import Actor, Role
from annotator.domain.text.match_keys import match_key
from annotator.services.agreement.choice import AgreementChoice
from annotator.services.agreement.computing import at_hand, collect, points, with_intervals
from annotator.services.interchange.export_names import mark_of
from annotator.services.project import Project
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.domain.agreement.results import AgreementReport

Progress = Callable[[int, int | None, str], None]
IsCancelled = Callable[[], bool]

AGREEMENT = "agreement.json"
"""The file that holds all of them."""
_ABOUT_SOMEBODY = frozenset({"a", "b", "annotator"})
"""Fields of readings that hold people."""


@dataclass(frozen=True, slots=True)
class AgreementFigures:
    """How far the annotators of a data set agree; names of people only in ``document``."""

    document: dict[str, Any]
    """As `annotator agreement --json` prints it; `docs/agreement.md` says what each key means."""
    methods: str
    """A paragraph with its references."""
    sentences: tuple[str, ...]
    """The figures read out, without names."""
    rows: tuple[tuple[str, ...], ...]
    """By attribute: label, units, percent, Krippendorff's alpha with its interval."""
    articles: int
    """How many were compared, whatever else an export leaves out."""
    missing: str | None
    """Code of why there are no figures at all; None where there are."""


def agreement_figures(
    project: Project,
    actor: Actor,
    *,
    rounds: tuple[str, ...] = (),
    annotators: tuple[str, ...] = (),
    called: Callable[[Sequence[str]], Sequence[str]] | None = None,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> AgreementFigures | None:
    """Return the figures of these rounds and annotators; None for whom they are not meant.

    Without any named: of all rounds but those of training, and all annotators. ``called``: what
    stands in the place of the names that are in the document, in their order, which is then that
    of the pseudonyms. Raises `Cancelled`.
    """
    if actor.role is not Role.MANAGER:
        return None
    from annotator.domain.agreement.reading_words import (
        Labels,
        number,
        reading_words,
        with_interval,
    )
    from annotator.domain.agreement.readings import readings
    from annotator.services.agreement.methods_text import methods_text
    from annotator.services.agreement.report_document import report_document
    from annotator.services.agreement.settings import settings_document
    from annotator.services.agreement.targets import targets

    there = at_hand(project, actor)
    rounds_asked, people_asked = _keys(rounds), _keys(annotators)
    choice = AgreementChoice(
        rounds=tuple(
            one.round.id for one in there.rounds if match_key(one.round.name) in rounds_asked
        ),
        annotators=tuple(one.id for one in there.annotators if match_key(one.name) in people_asked),
    )
    order = None if called is None else mark_of
    compared = collect(project, actor, choice, progress, cancelled, order=order)
    report = points(compared, progress, cancelled)
    report = with_intervals(compared, report, progress, cancelled)
    if called is not None:
        named = _named_in(report)
        shown = called([report.names.get(one, "") for one in named])
        # Whoever the document does not name has no pseudonym to be told, nor an identifier.
        names = dict.fromkeys(report.names, "") | dict(zip(named, shown, strict=True))
        report = replace(report, names=names)
    # Data sets may hold identifiers in the place of speakers' names; here they always do.
    report = replace(report, speakers={})
    labels = Labels(report.names, compared.codebook)
    read = readings(report, compared.codebook.primary.key, targets(project))
    sentences = [reading_words(one, labels) for one in read]
    methods = methods_text(project, compared, report)
    document = report_document(report, settings_document(project, compared))
    rows = []
    for one in report.overall.attributes:
        alpha = one.figures["krippendorff_alpha_nominal"]
        percent = one.figures["percent"].value
        rows.append(
            (
                labels.attribute(one.key),
                f"{one.units:,}",
                number(percent),
                with_interval(alpha.value, alpha.interval),
            )
        )
    return AgreementFigures(
        {**document, "readings": sentences, "methods": methods},
        methods,
        tuple(
            words
            for one, words in zip(read, sentences, strict=True)
            if not _ABOUT_SOMEBODY & set(one.fields)
        ),
        tuple(rows) if report.missing is None else (),
        report.overall.articles,
        report.missing,
    )


def _named_in(report: "AgreementReport") -> list[uuid.UUID]:
    """Return the people whom the document names; nobody where there are no figures to write."""
    if report.missing is not None:
        return []
    parts = (*report.by_object, *report.by_origin, *report.by_round, *report.by_batch)
    # Who is compared comes first, so that numbers begin with them.
    found = [*report.overall.annotators]
    for pair in report.pairs:
        found += (pair.a, pair.b, *pair.agreement.annotators)
    for part in parts:
        found += part.agreement.annotators
    found += (one.annotator for one in report.gold)
    found += (one.annotator for one in report.drift)
    return list(dict.fromkeys(found))


def _keys(names: tuple[str, ...]) -> set[str]:
    return {match_key(one) for one in names}


def numbered(names: Sequence[str]) -> list[str]:
    """Return "Annotator 1" and so on: for exports that hold no annotator's work, so no names."""
    return [tr("Annotator {number}", number=place) for place, _ in enumerate(names, start=1)]


def agreement_text(figures: AgreementFigures) -> str:
    """Return the document as it is written."""
    return json.dumps(figures.document, ensure_ascii=False, indent=2) + "\n"
