"""Opening a queue of 10,000 differences, against reading the same rows through bare sqlite3."""

import json
import sqlite3
import tempfile
import uuid
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from annotator.domain.annotation_sets import AnnotationSet, SetState, Submission, set_id_of
from annotator.domain.attributions import Attribution, QuotedSpan
from annotator.domain.changes import Intention
from annotator.domain.documents import to_document
from annotator.domain.entities import EntityKind
from annotator.domain.identifiers import new_id
from annotator.domain.people import Actor, Role
from annotator.domain.text.spans import SpanRole
from annotator.services.adjudication.queue import item_counts, items, refresh_items
from annotator.services.codebooks import default_codebook
from annotator.services.interchange.importing import import_paths
from annotator.services.managing.people import add_person, people
from annotator.services.managing.rounds import current_round
from annotator.services.project import Project, create_project
from annotator.storage import bulk
from tests.bench.report import cpu, milliseconds, show, wall

ARTICLES = 400
ATTRIBUTIONS = 25
"""In each article by each of two annotators; they differ in every stance."""
TIMES = 15


def run() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        project = _project(Path(folder))
        with project:
            actor = Actor(people(project)[0].id, Role.ADJUDICATOR)
            round_id = current_round(project).id
            first = wall(lambda: refresh_items(project, actor), 1)
            path = project.path

            def opened() -> None:
                refresh_items(project, actor)
                found = items(project, actor, round_id)
                item_counts(project, actor, round_id)
                assert len(found) >= ARTICLES * ATTRIBUTIONS

            product = wall(opened, TIMES)
            reference = wall(lambda: _bare(path), TIMES)
            busy, busy_reference = cpu(opened, TIMES), cpu(lambda: _bare(path), TIMES)
    show(
        f"A queue of {ARTICLES * ATTRIBUTIONS:,} differences (median of {TIMES})",
        ("reference: the same rows through bare sqlite3", milliseconds(reference)),
        ("product: refresh_items(), items() and item_counts()", milliseconds(product)),
        ("ratio (goal: 300 ms at most)", f"{product / reference:.2f}"),
        ("the same in CPU time: reference", milliseconds(busy_reference)),
        ("the same in CPU time: product", milliseconds(busy)),
        ("ratio", f"{busy / busy_reference:.2f}"),
        (f"once before: comparing {ARTICLES} articles", milliseconds(first)),
    )


def _bare(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT i.id, i.article_id, a.title, i.state, i.severity, i.line"
            " FROM adjudication_item i JOIN article a ON a.id = i.article_id"
            " WHERE i.state != 'exact' ORDER BY i.severity DESC, a.position, i.ordinal"
        ).fetchall()
        assert len([json.loads(row[5]) for row in rows]) >= ARTICLES * ATTRIBUTIONS


def _project(folder: Path) -> Project:
    texts = folder / "texts"
    texts.mkdir()
    for number in range(ARTICLES):
        said = " ".join(
            f"“We will open road {number} {one},” the delegate of district {one} said."
            for one in range(ATTRIBUTIONS)
        )
        (texts / f"{number:04}.txt").write_text(f"District {number} waits\n\n{said}\n")
    path = folder / "bench.stance"
    project = create_project(path, name="Bench", maker="Ada", codebook=default_codebook())
    manager = Actor(people(project)[0].id, Role.MANAGER)
    import_paths(project, manager, [texts])
    for name in ("Bela", "Cosma"):
        add_person(project, manager, name)
    step = bulk.begin_bulk(project.store, Intention.MERGE, manager.person_id, {})
    with project.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT article_id, text FROM article_text").all()
    for person, stance in zip(people(project)[1:], ("supports", "opposes"), strict=True):
        with step.portion() as portion:
            for row in rows:
                _hand_in(portion, project, uuid.UUID(bytes=row[0]), row[1], person.id, stance)
    with project.store.transaction() as connection:
        step.finish(connection)
    return project


def _hand_in(
    portion: bulk.Portion,
    project: Project,
    article_id: uuid.UUID,
    text: str,
    person_id: uuid.UUID,
    stance: str,
) -> None:
    """Store one annotator's submission, made of the quotations of an article."""
    round_, now = current_round(project), datetime.now(UTC)
    set_id = set_id_of(article_id, round_.id, person_id)
    work = AnnotationSet(
        id=set_id,
        article_id=article_id,
        round_id=round_.id,
        person_id=person_id,
        state=SetState.DONE,
        values={"relevance": "relevant"},
    )
    made = []
    start = text.find("“")
    while start >= 0:
        end = text.index("”", start)
        source_start, source_end = end + 2, text.index(" said", end)
        spans = (
            QuotedSpan(SpanRole.CONTENT, start + 1, end, text[start + 1 : end]),
            QuotedSpan(SpanRole.SOURCE, source_start, source_end, text[source_start:source_end]),
        )
        made.append(
            Attribution(
                id=new_id(),
                set_id=set_id,
                article_id=article_id,
                spans=spans,
                values={"stance": stance, "confidence": "low"},
                codebook=round_.codebook,
                created_at=now,
                updated_at=now,
            )
        )
        start = text.find("“", end)
    submission = Submission(
        id=new_id(),
        set_id=set_id,
        ordinal=1,
        state=SetState.DONE,
        reason=None,
        codebook=round_.codebook,
        submitted_at=now,
        snapshot={
            "set": to_document(work),
            "attributions": [to_document(one) for one in made],
        },
    )
    portion.add(EntityKind.ANNOTATION_SET, [work], [{"attribution_count": 0}])
    portion.add(EntityKind.SUBMISSION, [submission])
