"""Whatever service an annotator calls, with whatever identifiers: nothing of others comes back.

Each reading is done in two copies of one project, in one of which everybody else works, too: the
answers must be equal, so that not even a count tells. A service that takes an actor and has no
line here fails the last test.
"""

import importlib
import inspect
import io
import pkgutil
import uuid
import zipfile
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import annotator.services
from annotator.domain.agreement.verdicts import Targets
from annotator.domain.annotation_sets import SetState
from annotator.domain.articles import ZoneKind
from annotator.domain.errors import AnnotatorError
from annotator.domain.people import Actor, RoundPurpose
from annotator.domain.speakers import Speaker, SpeakerKind
from annotator.domain.text.spans import Span, SpanRole
from annotator.services.agreement.choice import AgreementChoice
from annotator.services.datasets.details import DatasetDetails
from annotator.services.interchange.export_options import (
    Counted,
    ExportOptions,
    NameMode,
    SplitChoice,
    TextMode,
)
from annotator.services.managing.people import person_named
from annotator.services.queue import QueueFilter, QueueState
from annotator.wording.problems import sentence_for
from tests.blind.secrets import BATCH, SPEAKER, Busy

SPAN = Span(0, 7)
FIRST = (0, 1, 2)
Call = Callable[[Busy, Callable[..., Any], Path], Any]
"""Given the project, the service and a folder, calls the service as Mira."""


def here(busy: Busy, article: int = 0) -> tuple[Any, ...]:
    return (busy.project, busy.world.mira, busy.world.articles[article], busy.world.round_id)


def me(busy: Busy) -> tuple[Any, ...]:
    return (busy.project, busy.world.mira)


def in_round(busy: Busy) -> tuple[Any, ...]:
    return (*me(busy), busy.world.round_id)


def in_both_rounds(busy: Busy, call: Callable[[uuid.UUID], Any]) -> list[Any]:
    return [call(busy.world.round_id), call(busy.second)]


def tried(call: Callable[[], Any]) -> Any:
    """Return what came back, or the words of the refusal."""
    try:
        return call()
    except AnnotatorError as error:
        return (type(error).__name__, str(error), sentence_for(error.code, error.fields))


READINGS: dict[str, Call] = {
    "coding.read_coding": lambda b, f, _: [
        tried(lambda a=a, r=r: f(*me(b), b.world.articles[a], r))
        for a in FIRST
        for r in (b.world.round_id, b.second)
    ],
    "coding.attribution_history": lambda b, f, _: [
        tried(lambda i=i: f(*me(b), i)) for i in (b.mine, b.theirs, b.gold)
    ],
    "queue.queue_ids": lambda b, f, _: [
        list(f(*me(b), r, QueueFilter(state, words)))
        for r in (b.world.round_id, b.second)
        for state in QueueState
        for words in ("", "harbour", SPEAKER)
    ],
    "queue.queue_rows": lambda b, f, _: in_both_rounds(b, lambda r: f(*me(b), r, b.world.articles)),
    "queue.queue_counts": lambda b, f, _: [
        f(*me(b), r, words) for r in (b.world.round_id, b.second) for words in ("", "flour")
    ],
    "queue.story_rows": lambda b, f, _: in_both_rounds(
        b, lambda r: [tried(lambda a=a: f(*me(b), b.world.articles[a], r)) for a in FIRST]
    ),
    "speakers.complete_speakers": lambda b, f, _: [
        f(*me(b), typed, article)
        for typed in ("", "zz", "valmont")
        for article in (None, *b.world.articles)
    ],
    "speakers.use_count": lambda b, f, _: [
        f(*me(b), one) for one in (b.their_speaker, *[m.speaker.id for m in _completed(b)])
    ][1:],
    "statistics.stats": lambda b, f, _: f(*me(b)),
    "undo.history": lambda b, f, _: f(*me(b)),
    "managing.rounds.round_to_work_in": lambda b, f, _: f(*me(b)),
    "interchange.export_choices.export_choices": lambda b, f, _: f(*me(b)),
    "interchange.split_preview.split_basis": lambda b, f, _: f(*me(b), ExportOptions()),
    "interchange.exporting.preview": lambda b, f, _: [
        tried(lambda name=name: f(*me(b), name)) for name in _formats()
    ],
    "interchange.exporting.export_project": lambda b, f, out: [
        _exported(b, f, out, name) for name in _formats()
    ],
    "adjudication.feedback.read_feedback": lambda b, f, _: tried(lambda: f(*here(b))),
    "adjudication.feedback.feedback_list": lambda b, f, _: tried(lambda: f(*in_round(b))),
    "adjudication.feedback.releases": lambda b, f, _: f(*me(b)),
    "datasets.agreement_figures.agreement_figures": lambda b, f, _: f(*me(b)),
    "recovery.kept_intentions": lambda b, f, _: f(*me(b)),
}
"""What an annotator may read: the answers are as if nobody else worked."""

REFUSED: dict[str, Call] = {
    "adjudication.deciding.decide": lambda b, f, _: f(*here(b), b.theirs, {}),
    "adjudication.deciding.reject": lambda b, f, _: f(*here(b), b.theirs),
    "adjudication.deciding.discuss": lambda b, f, _: f(*here(b), b.theirs, "x"),
    "adjudication.unparking.unpark": lambda b, f, _: f(*here(b), b.theirs),
    "adjudication.deciding.add_gold": lambda b, f, _: f(*here(b), {}, rationale="x"),
    "adjudication.bulk.accept_exact": lambda b, f, _: f(*in_round(b)),
    "adjudication.bulk.promote": lambda b, f, _: f(*here(b)),
    "adjudication.queue.refresh_items": lambda b, f, _: f(*me(b)),
    "adjudication.queue.items": lambda b, f, _: f(*in_round(b)),
    "adjudication.queue.item_counts": lambda b, f, _: f(*in_round(b)),
    "adjudication.reading.read_adjudication": lambda b, f, _: f(*here(b)),
    "adjudication.single_articles.single_articles": lambda b, f, _: f(*in_round(b)),
    "adjudication.story_passages.same_passage": lambda b, f, _: f(*here(b), b.theirs),
    "adjudication.story_passages.decided_otherwise": lambda b, f, _: f(*here(b), b.theirs),
    "adjudication.story_passages.apply_to_version": lambda b, f, _: f(
        *me(b), b.decision, b.world.articles[1], None
    ),
    "adjudication.feedback.release": lambda b, f, _: f(*here(b)),
    "adjudication.feedback.withdraw": lambda b, f, _: f(*here(b)),
    "adjudication.feedback.released": lambda b, f, _: f(*in_round(b)),
    "adjudication.feedback.unfinished_articles": lambda b, f, _: f(*in_round(b)),
    "adjudication.discussion_list.discussion_items": lambda b, f, _: f(*in_round(b)),
    "adjudication.discussion_list.discussion_count": lambda b, f, _: f(*in_round(b)),
    "adjudication.discussion_list.write_discussion_list": lambda b, f, out: f(
        *in_round(b), out / "list.html", names=True
    ),
    "agreement.computing.at_hand": lambda b, f, _: f(*me(b)),
    "agreement.computing.collect": lambda b, f, _: f(*me(b), AgreementChoice()),
    "agreement.computing.agreement": lambda b, f, _: f(*me(b), AgreementChoice()),
    "agreement.cell_quotes.quotes_behind": lambda b, f, _: f(
        *me(b), _compared(b), "stance", "supports", "opposes"
    ),
    "agreement.targets.set_targets": lambda b, f, _: f(*me(b), Targets(0.1, 0.1)),
    "datasets.details.set_dataset_details": lambda b, f, _: f(*me(b), DatasetDetails(title="x")),
    "datasets.replication.bundle.write_bundle": lambda b, f, out: f(*me(b), out / "bundle"),
    "exchange.handing_out.hand_out": lambda b, f, out: f(*me(b), _jonas(b), out / "jonas.stance"),
    "exchange.packaging.package": lambda b, f, out: f(
        *me(b), _jonas(b), out / "jonas.stance-package"
    ),
    "exchange.packaging.work_to_package": lambda b, f, _: f(*me(b), _jonas(b)),
    "exchange.conflict_names.named_conflicts": lambda b, f, _: f(*me(b)),
    "exchange.conflicts.conflicts": lambda b, f, _: f(*me(b)),
    "exchange.conflicts.settle_conflict": lambda b, f, _: f(*me(b), b.theirs, "taken"),
    "managing.assigning.plan": lambda b, f, _: f(
        *in_round(b), [b.world.jonas.person_id], overlap=0
    ),
    "managing.assigning.assign": lambda b, f, _: f(
        *in_round(b), [b.world.jonas.person_id], overlap=0
    ),
    "managing.assigning.withdraw_assignment": lambda b, f, _: f(
        *me(b), b.second, b.world.jonas.person_id
    ),
    "managing.assignment_overview.assignment_overview": lambda b, f, _: f(*in_round(b)),
    "managing.publishing_speakers.provisional_speakers": lambda b, f, _: f(*me(b)),
    "managing.publishing_speakers.published_speakers": lambda b, f, _: f(*me(b)),
    "managing.publishing_speakers.publish_speaker": lambda b, f, _: f(*me(b), b.their_speaker),
    "managing.publishing_speakers.merge_speakers": lambda b, f, _: f(
        *me(b), b.their_speaker, b.theirs
    ),
    "managing.publishing_speakers.keep_apart": lambda b, f, _: f(*me(b), b.their_speaker, b.theirs),
    "managing.people.set_roles": lambda b, f, _: f(*me(b), b.world.mira.person_id, ["manager"]),
    "managing.people.rename_person": lambda b, f, _: f(*me(b), b.world.jonas.person_id, "x"),
    "managing.people.remove_person": lambda b, f, _: f(*me(b), b.world.jonas.person_id),
    "managing.rounds.add_round": lambda b, f, _: f(
        *me(b), "Third", RoundPurpose.MAIN, "taliban-cooperation@1"
    ),
    "managing.rounds.rename_round": lambda b, f, _: f(*in_round(b), "x"),
    "article_work.add_zone": lambda b, f, _: f(*here(b)[:3], SPAN, ZoneKind.BOILERPLATE),
    "article_work.remove_zone": lambda b, f, _: f(*me(b), b.theirs),
    "undo.revert": lambda b, f, _: f(*me(b), b.their_step),
    "annotating.duplicate_attribution": lambda b, f, _: f(*me(b), b.theirs),
    "annotating.delete_attribution": lambda b, f, _: f(*me(b), b.theirs),
    "annotating.set_value": lambda b, f, _: f(*me(b), b.theirs, "stance", "opposes"),
    "annotating.set_reported_by": lambda b, f, _: f(*me(b), b.theirs, None),
    "annotating.set_note": lambda b, f, _: f(*me(b), b.theirs, "x"),
    "annotating.set_flag": lambda b, f, _: f(*me(b), b.gold, True),
    "annotating.add_span": lambda b, f, _: f(*me(b), b.theirs, SpanRole.CUE, SPAN),
    "annotating.change_span": lambda b, f, _: f(*me(b), b.theirs, SpanRole.CONTENT, SPAN, SPAN),
    "annotating.remove_span": lambda b, f, _: f(*me(b), b.gold, SpanRole.CONTENT, SPAN),
    "annotating.set_speaker": lambda b, f, _: f(*me(b), b.theirs, None),
    "annotating.create_attribution": lambda b, f, _: f(
        *here(b, 2), [SPAN], speaker_id=b.their_speaker
    ),
    "speakers.update_speaker": lambda b, f, _: f(
        *me(b), Speaker(id=b.their_speaker, name="Mine now")
    ),
    "exchange.merging.merge": lambda b, f, out: f(*me(b), [_not_a_package(out)]),
    "interchange.importing.import_paths": lambda b, f, out: f(*me(b), [_not_a_package(out)]),
}
"""What is no annotator’s to do, or not with what is another’s: refused without a secret word."""

OWN: dict[str, Call] = {
    "article_work.set_article_value": lambda b, f, _: f(*here(b, 1), "relevance", "relevant"),
    "article_work.mark_done": lambda b, f, _: f(*here(b, 1)),
    "article_work.mark_cannot_code": lambda b, f, _: f(*here(b, 1), "text_broken"),
    "article_work.reopen": lambda b, f, _: f(*here(b)),
    "article_work.add_seconds": lambda b, f, _: f(*here(b), 3),
    "managing.people.add_person": lambda b, f, _: f(*me(b), "Olga Brandt"),
    "speakers.create_speaker": lambda b, f, _: f(*me(b), SPEAKER.upper(), SpeakerKind.NAMED_PERSON),
}
"""What an annotator does to the own work, where others have theirs: it does not meet."""

PARTS = {
    # Used by the services above, never called by a screen or a command.
    *("own_work.desk", "own_work.own_attribution", "interchange.export_share.share_of"),
    "adjudication.table.adjudicating",
}


def _completed(busy: Busy) -> Any:
    from annotator.services.speakers import complete_speakers

    return complete_speakers(busy.project, busy.world.mira, "valmont", None)


def _compared(busy: Busy) -> Any:
    from annotator.services.agreement.computing import collect

    return collect(busy.project, busy.world.manager, AgreementChoice())


def _jonas(busy: Busy) -> Any:
    return person_named(busy.project, "Jonas Reit")


def _formats() -> tuple[str, ...]:
    from annotator.services.interchange.exporting import exportable

    return tuple(one.name for one in exportable())


def _exported(
    busy: Busy,
    service: Callable[..., Any],
    folder: Path,
    name: str,
    options: ExportOptions | None = None,
) -> Any:
    """Return every file that was written by its name, with what is packed in files."""
    place = folder / f"{name}-{len(list(folder.iterdir()))}"
    place.mkdir()
    out = place / f"mira.{name}"
    report = tried(lambda: service(*me(busy), name, out, options))
    files = sorted(one for one in place.rglob("*") if one.is_file())
    told = repr(report).replace(str(folder), "")
    return told, [(one.name, unpacked(one.read_bytes())) for one in files]


def unpacked(data: bytes) -> Any:
    """Return a file's bytes, or the files that are packed in it."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, unpacked(archive.read(name))) for name in sorted(archive.namelist())]


CHOICES: dict[str, Any] = {
    **{f"layer={one}": {"layer": one} for one in ("gold", "annotators", "all")},
    "annotators": {"annotators": ("Jonas Reit",)},
    "nobody": {"annotators": ("Nobody At All",)},
    "rounds": {"rounds": ("Second",)},
    "no round": {"rounds": ("Third",)},
    "training": {"training": True},
    **{f"states={one.value}": {"states": (one,)} for one in SetState},
    "batch": {"batches": ("Mine",)},
    "batch of others": {"batches": (BATCH,)},
    "no batch": {"batches": ("nobody's",)},
    "words": {"words": SPEAKER},
    "outlet": {"outlets": ("eastgate wire",)},
    "days": {"published_from": date(2000, 1, 1), "published_until": date(2030, 1, 1)},
    "language": {"languages": ("en",)},
    "pseudonyms": {"names": NameMode.PSEUDONYMS},
    "soft labels": {"soft_labels": True},
    "notes": {"notes": False, "rationale": False, "speaker_ids": True},
    **{f"counted={one.value}": {"counted": one} for one in Counted},
    "split": {"split": SplitChoice(shares=(50, 50), seed=3)},
    "speakers apart": {"split": SplitChoice(folds=2, keep_speakers_apart=True)},
    **{f"text={one.value}": {"text": one} for one in TextMode},
}
"""Every option of an export, with values that ask for what is others' where there are such."""


@pytest.mark.parametrize("name", sorted(CHOICES))
def test_no_option_of_an_export_tells_of_others(
    quiet: Busy, busy: Busy, tmp_path: Path, name: str
) -> None:
    from annotator.services.interchange.exporting import export_project, preview

    options = ExportOptions(**CHOICES[name])
    answers = []
    for which in (quiet, busy):
        folder = tmp_path / str(len(answers))
        folder.mkdir()
        shown = [tried(lambda w=which, f=f: preview(*me(w), f, options)) for f in ("csv", "brat")]
        written = [
            _exported(which, export_project, folder, one, options)
            for one in ("stance-annotator", "csv", "web-annotation")
        ]
        answers.append(repr((shown, written)))
    # What was asked for by a person is said again, be it a secret that they guessed.
    asked = {SPEAKER, BATCH} & {*options.batches, options.words}
    assert set(busy.told(answers[1])) <= asked
    assert answers[0] == answers[1]


def test_every_option_of_an_export_is_tried() -> None:
    tried_ones = {key for choice in CHOICES.values() for key in choice}
    # A card is made by services of its own, which are looked at with theirs.
    assert {one.name for one in fields(ExportOptions)} - tried_ones == {"card"}


def _not_a_package(folder: Path) -> Path:
    path = folder / "broken.stance-package"
    path.write_bytes(b"not a package")
    return path


def service(name: str) -> Callable[..., Any]:
    module, _, function = name.rpartition(".")
    try:
        found = importlib.import_module(f"annotator.services.{module}")
    except ModuleNotFoundError:
        pytest.skip(f"there is no {module} yet")
    return getattr(found, function)  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", sorted(READINGS))
def test_a_reading_is_as_if_nobody_else_worked(
    quiet: Busy, busy: Busy, tmp_path: Path, name: str
) -> None:
    (tmp_path / "q").mkdir()
    (tmp_path / "b").mkdir()
    call, function = READINGS[name], service(name)
    alone, among_others = (
        call(quiet, function, tmp_path / "q"),
        call(busy, function, tmp_path / "b"),
    )
    assert busy.told(repr(among_others)) == []
    assert repr(among_others) == repr(alone)


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_is_not_an_annotators_is_refused(busy: Busy, tmp_path: Path, name: str) -> None:
    before = busy.fingerprint()
    files = {one.name for one in tmp_path.iterdir()}
    answer: Any = None
    with pytest.raises(AnnotatorError) as refused:
        answer = REFUSED[name](busy, service(name), tmp_path)
    words = [str(refused.value), repr(refused.value), repr(answer)]
    words.append(sentence_for(refused.value.code, refused.value.fields))
    assert busy.told("\n".join(words)) == []
    assert busy.fingerprint() == before
    assert {one.name for one in tmp_path.iterdir()} <= files | {"broken.stance-package"}


@pytest.mark.parametrize("name", sorted(OWN))
def test_the_own_work_does_not_meet_that_of_others(busy: Busy, tmp_path: Path, name: str) -> None:
    before = busy.fingerprint()
    answer = OWN[name](busy, service(name), tmp_path)
    assert busy.told(repr(answer)) == []
    assert busy.fingerprint() == before


def test_what_is_unknown_and_what_is_anothers_is_told_apart_by_nothing(busy: Busy) -> None:
    from annotator.services.undo import revert

    answers = {tried(lambda i=i: revert(*me(busy), i)) for i in (busy.their_step, uuid.uuid4())}
    assert len(answers) == 1


def taking_an_actor() -> set[str]:
    """Return every public function of the services that takes a project and an actor."""
    found = set()
    for module in pkgutil.walk_packages(annotator.services.__path__, "annotator.services."):
        loaded = importlib.import_module(module.name)
        for name, one in vars(loaded).items():
            function = inspect.unwrap(one) if callable(one) else one
            if name.startswith("_") or not inspect.isfunction(function):
                continue
            if function.__module__ != loaded.__name__:
                continue
            kinds = [one.annotation for one in inspect.signature(function).parameters.values()]
            project = any("Project" in str(kind) for kind in kinds[:1])
            actor = any(kind is Actor or "Actor" in str(kind) for kind in kinds)
            if project and actor and "Callable" not in str(kinds[0]):
                found.add(f"{module.name.removeprefix('annotator.services.')}.{name}")
    return found


def test_every_service_has_a_line() -> None:
    """A new service that takes an actor needs a line in one of the tables above."""
    known = {*READINGS, *REFUSED, *OWN, *PARTS}
    assert taking_an_actor() - known == set()
