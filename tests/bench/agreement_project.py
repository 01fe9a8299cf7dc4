"""Agreement of a whole project: three annotators, 10,000 articles, 10 attributions in each."""

import random
import resource
import sqlite3
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import orjson

from annotator.domain.identifiers import derived_id
from annotator.domain.people import Actor, Role
from annotator.services.agreement.choice import AgreementChoice, IntervalMethod
from annotator.services.agreement.computing import agreement, collect, points, with_intervals
from annotator.services.codebooks import default_codebook
from annotator.services.interchange.importing import import_paths
from annotator.services.managing.people import add_person, people
from annotator.services.managing.rounds import current_round
from annotator.services.project import Project, create_project, open_project
from tests.bench.report import show

ARTICLES, ATTRIBUTIONS = 10_000, 10
FEW = 240
NAMES = ("Bela", "Cosma", "Dunja")
STANCES = ("supports", "ambivalent", "no_position", "opposes", "unclear")
OBJECTS = ("recognition", "aid_and_economy", "talks_and_engagement")


def run() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        _whole(Path(folder) / "whole.stance")
        _intervals(Path(folder) / "few.stance")


def _whole(path: Path) -> None:
    make_project(path, ARTICLES)
    with open_project(path) as project:
        actor, choice = _manager(project), AgreementChoice(interval=IntervalMethod.NONE)
        before, begun, busy = _megabytes(), time.perf_counter(), time.process_time()
        compared = collect(project, actor, choice)
        read = time.perf_counter() - begun
        report = points(compared)
        took, busy = time.perf_counter() - begun, time.process_time() - busy
        after = _megabytes()
    with closing(sqlite3.connect(path)) as bare:
        begun = time.perf_counter()
        for (snapshot,) in bare.execute("SELECT snapshot FROM submission"):
            orjson.loads(snapshot)
        reference = time.perf_counter() - begun
    assert report.overall.articles == ARTICLES
    stance = report.overall.attribute("stance")
    assert stance is not None
    assert stance.units > 9 * ARTICLES
    show(
        f"Agreement: {len(NAMES)} annotators x {ARTICLES:,} articles x {ATTRIBUTIONS} attributions",
        ("reference: bare sqlite3 and orjson read the same rows", f"{reference:.2f} s"),
        ("product: collect()", f"{read:.2f} s"),
        ("product: collect() and points()", f"{took:.2f} s"),
        ("product: processor time of both, whatever else runs", f"{busy:.2f} s"),
        ("ratio", f"{took / reference:.1f}"),
        ("goal: under 10 s", "met" if took < 10 else "missed"),
        ("memory that it took beyond what was taken before", f"{after - before:.0f} MB"),
        ("size of the snapshots", f"{path.stat().st_size / 1e6:.0f} MB"),
    )


def _intervals(path: Path) -> None:
    make_project(path, FEW)
    with open_project(path) as project:
        actor, choice = _manager(project), AgreementChoice()
        compared = collect(project, actor, choice)
        report = points(compared)
        begun = time.perf_counter()
        with_intervals(compared, report)
        took = time.perf_counter() - begun
        begun = time.perf_counter()
        agreement(project, actor, choice)
        everything = time.perf_counter() - begun
    show(
        f"Intervals of all figures, {choice.samples:,} samples of {FEW} articles",
        ("product: with_intervals(), all pairs and parts", f"{took:.2f} s"),
        ("product: agreement(), from the file to the report", f"{everything:.2f} s"),
        ("goal: under 5 s", "met" if took < 5 else "missed"),
    )


def _manager(project: Project) -> Actor:
    return Actor(people(project)[0].id, Role.MANAGER)


def _megabytes() -> float:
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def make_project(path: Path, articles: int) -> None:
    """Make a project in which three have handed in everything, straight into its tables."""
    sample = path.parent / "one.txt"
    sample.write_text("District waits\n\nNobody said anything.\n")
    with create_project(path, name="Bench", maker="Ada", codebook=default_codebook()) as project:
        manager = _manager(project)
        import_paths(project, manager, [sample])
        for name in NAMES:
            add_person(project, manager, name)
        round_id, ref = current_round(project).id, default_codebook().ref
        coders = [one.id for one in people(project)[1:]]
    chance = random.Random(7)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        for number in range(articles):
            _add_article(connection, chance, number, round_id, coders, ref)
        connection.commit()


def _add_article(
    connection: sqlite3.Connection,
    chance: random.Random,
    number: int,
    round_id: uuid.UUID,
    coders: list[uuid.UUID],
    ref: str,
) -> None:
    quotes = [
        f"We will open road {number} of district {one} as soon as the snow has gone"
        for one in range(ATTRIBUTIONS)
    ]
    text = f"District {number} waits\n\n" + " ".join(
        f"“{quote},” the delegate of district {one} said." for one, quote in enumerate(quotes)
    )
    article_id = derived_id("bench", str(number))
    connection.execute(
        "INSERT INTO article (id, revision, content_hash, position, digest, length, word_count,"
        " title, title_start, title_end, imported_at, filter_key)"
        " SELECT ?, 1, content_hash, ?, ?, ?, 99, ?, 0, 0, imported_at, '' FROM article LIMIT 1",
        (
            *(article_id.bytes, 10 + number, sha256(text.encode()).digest(), len(text)),
            f"District {number} waits",
        ),
    )
    connection.execute("INSERT INTO article_text VALUES (?, ?)", (article_id.bytes, text))
    for place, person_id in enumerate(coders):
        set_id, submission_id = (
            derived_id("bench", what, str(number), str(place)) for what in ("set", "submission")
        )
        made = list(_attributions(chance, text, quotes, article_id, set_id, place, ref))
        snapshot = {"set": _set(set_id, article_id, round_id, person_id), "attributions": made}
        connection.execute(
            "INSERT INTO annotation_set (id, revision, content_hash, article_id, round_id,"
            " person_id, kind, state, seconds) VALUES (?, 1, zeroblob(32), ?, ?, ?, 'annotator',"
            " 'done', 0)",
            (set_id.bytes, article_id.bytes, round_id.bytes, person_id.bytes),
        )
        connection.execute(
            "INSERT INTO submission (id, revision, content_hash, set_id, ordinal, state, codebook,"
            " submitted_at, snapshot) VALUES (?, 1, zeroblob(32), ?, 1, 'done', ?, 0, ?)",
            (submission_id.bytes, set_id.bytes, ref, orjson.dumps(snapshot).decode()),
        )


def _set(
    set_id: uuid.UUID, article_id: uuid.UUID, round_id: uuid.UUID, person_id: uuid.UUID
) -> dict[str, object]:
    return {
        **_ENTITY,
        "id": str(set_id),
        "article_id": str(article_id),
        "round_id": str(round_id),
        "person_id": str(person_id),
        "kind": "annotator",
        "batch_id": None,
        "state": "done",
        "reason": None,
        "values": {"relevance": "relevant"},
        "seconds": 0,
    }


_ENTITY: dict[str, object] = {"revision": 0, "deleted_at": None, "extra": {}}


def _attributions(
    chance: random.Random,
    text: str,
    quotes: list[str],
    article_id: uuid.UUID,
    set_id: uuid.UUID,
    place: int,
    ref: str,
) -> Iterator[dict[str, object]]:
    """Yield what one annotator marked: some miss one, some mark less, some say otherwise."""
    for number, quote in enumerate(quotes):
        if chance.random() < 0.05:
            continue
        start = text.index(quote)
        end = start + len(quote) - (21 if chance.random() < 0.1 else 0)
        source = text.index("the delegate", end)
        source_end = source + len(f"the delegate of district {number}")
        stance = STANCES[number % 5] if chance.random() < 0.85 else chance.choice(STANCES)
        yield {
            **_ENTITY,
            "id": str(derived_id(str(set_id), str(number))),
            "set_id": str(set_id),
            "article_id": str(article_id),
            "spans": [
                {"role": "content", "start": start, "end": end, "quote": text[start:end]},
                {"role": "source", "start": source, "end": source_end,
                 "quote": text[source:source_end]},
                {"role": "cue", "start": source_end + 1, "end": source_end + 5, "quote": "said"},
            ],
            "values": {
                "stance": stance,
                "confidence": ("low", "medium", "high")[chance.randrange(3)],
                "object": OBJECTS[number % 3],
                "type": "direct",
            },
            "derived": ["type"],
            "speaker_id": str(derived_id("bench", "speaker", str(number))),
            "speaking_as": None,
            "reported_by": None,
            "note": "",
            "flagged": False,
            "origin": "suggestion" if (number + place) % 4 == 0 else "manual",
            "codebook": ref,
            "created_at": "2025-03-24T09:05:00Z",
            "updated_at": "2025-03-24T09:05:31Z",
        }  # fmt: skip
