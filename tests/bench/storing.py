"""Storing one annotation with its change row, against the same rows through bare Core."""

import random
import tempfile
import uuid
from pathlib import Path

from sqlalchemy import Connection, insert, select

from annotator.domain.changes import Intention
from annotator.domain.identifiers import new_id
from annotator.domain.people import Actor, Role
from annotator.domain.text.spans import Span
from annotator.services import annotating
from annotator.services.managing.people import people
from annotator.services.managing.rounds import current_round
from annotator.services.project import Project
from annotator.services.queue import QueueFilter, QueueState, queue_ids
from annotator.services.sample import create_sample_project
from annotator.storage.engine import writing_engine
from annotator.storage.store import Store
from annotator.storage.tables import attributions, log
from tests.bench.report import milliseconds, show

TIMES = 200


def run() -> None:
    """Print the figures."""
    with (
        tempfile.TemporaryDirectory() as folder,
        create_sample_project(Path(folder) / "bench.stance", maker="Ada") as project,
    ):
        product, reference = _measure(project)
    show(
        f"Storing one annotation with its change row (median of {TIMES}, taken in turn)",
        ("reference: the same rows through bare SQLAlchemy Core", milliseconds(reference)),
        ("product: create_attribution()", milliseconds(product)),
        ("ratio (goal: at most 2)", f"{product / reference:.2f}"),
    )


def _measure(project: Project) -> tuple[float, float]:
    from statistics import median
    from time import perf_counter

    me = next(one for one in people(project) if one.name == "Ada")
    actor, round_ = Actor(me.id, Role.ANNOTATOR), current_round(project)
    article = queue_ids(project, actor, round_.id, QueueFilter(QueueState.ALL))[0]
    # The set exists beforehand, so that both sides write an attribution and nothing else.
    first = annotating.create_attribution(project, actor, article, round_.id, [Span(0, 5)])
    engine = writing_engine(project.path, wal=True)
    rows = _rows_of(project.store, first.step.id)
    product, reference = [], []
    for turn in range(TIMES):
        start = random.Random(turn).randrange(100)
        begun = perf_counter()
        annotating.create_attribution(
            project, actor, article, round_.id, [Span(start, start + 9)], {"stance": "supports"}
        )
        product.append((perf_counter() - begun) * 1000)
        begun = perf_counter()
        with engine.begin() as connection:
            _insert(connection, rows, me.id)
        reference.append((perf_counter() - begun) * 1000)
    engine.dispose()
    return median(product), median(reference)


def _rows_of(store: Store, step_id: uuid.UUID) -> dict[str, dict[str, object]]:
    """Return the rows of one stored annotation, to be written again under new identifiers."""
    tables = {
        "attribution": attributions.attribution,
        "attribution_span": attributions.attribution_span,
        "attribution_value": attributions.attribution_value,
    }
    with store.read() as connection:
        change = (
            connection.execute(
                select(log.change).where(
                    log.change.c.step_id == step_id, log.change.c.kind == "attribution"
                )
            )
            .mappings()
            .one()
        )
        rows: dict[str, dict[str, object]] = {"change": dict(change)}
        for name, table in tables.items():
            key = table.c.id if name == "attribution" else table.c.attribution_id
            found = connection.execute(select(table).where(key == change["entity_id"]))
            row = found.mappings().first()
            if row is not None:
                rows[name] = dict(row)
    rows.setdefault(
        "attribution_value",
        {"attribute": "stance", "ordinal": 0, "value": "supports", "derived": False},
    )
    return rows


def _insert(
    connection: Connection, rows: dict[str, dict[str, object]], person_id: uuid.UUID
) -> None:
    step, attribution = new_id(), new_id()
    row = {
        "id": step,
        "intention": Intention.CREATE_ATTRIBUTION.value,
        "person_id": person_id,
        "at": rows["attribution"]["created_at"],
        "bulk": False,
        "finished": True,
    }
    connection.execute(insert(log.step), row)
    connection.execute(insert(attributions.attribution), {**rows["attribution"], "id": attribution})
    for name in ("attribution_span", "attribution_value"):
        table = getattr(attributions, name)
        connection.execute(insert(table), {**rows[name], "attribution_id": attribution})
    change = {key: value for key, value in rows["change"].items() if key != "seq"}
    connection.execute(insert(log.change), {**change, "step_id": step, "entity_id": attribution})
