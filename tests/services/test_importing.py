"""Importing: what goes in, what is reported, and that doing it twice changes nothing."""

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.domain.changes import Intention
from annotator.domain.errors import Cancelled, FormatError, MovedOn, NotAllowed, StorageFailed
from annotator.domain.people import Actor, Role
from annotator.services.annotating import delete_attribution, set_note
from annotator.services.article_work import mark_cannot_code, reopen
from annotator.services.coding import read_coding
from annotator.services.interchange.importing import ImportReport, import_paths
from annotator.services.managing.people import people, person_named
from annotator.services.managing.rounds import rounds
from annotator.services.project import open_project
from annotator.services.queue import QueueFilter, QueueState, queue_ids
from annotator.services.undo import history, revert
from tests.services.world import (
    HARBOUR,
    TEXTS,
    World,
    article_line,
    contents,
    raw,
    sound,
    write_lines,
)


def attribution(quote: str = "We will talk to them", **more: Any) -> dict[str, Any]:
    start = HARBOUR.index(quote)
    return {
        "annotator": "Mira Sorel",
        "content": [{"start": start, "end": start + len(quote), "quote": quote}],
        **more,
    }


def bring(world: World, tmp_path: Path, *lines: str, name: str = "in.jsonl") -> ImportReport:
    return import_paths(world.project, world.manager, [write_lines(tmp_path / name, lines)])


def undo_last(world: World) -> None:
    revert(world.project, world.manager, history(world.project, world.manager).undo[-1].id)


def codes(report: ImportReport) -> list[str]:
    return [problem.code for one in report.files for problem in one.problems]


def test_only_managers_import(world: World, tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", [article_line("New.")])
    for actor in (world.mira, world.maker, world.adjudicator):
        with pytest.raises(NotAllowed):
            import_paths(world.project, actor, [source])
        with pytest.raises(NotAllowed):
            import_paths(world.project, actor, [source], dry_run=True)
    assert len(contents(world.path)["article"]) == len(TEXTS)


def test_the_same_text_elsewhere_is_an_appearance_and_from_another_file_nothing(
    world: World, tmp_path: Path
) -> None:
    lines = [
        article_line(HARBOUR, outlet="Harbour Post", source_file="a.txt"),
        article_line(HARBOUR, outlet="Harbour Post", source_file="b.txt"),  # only another file
        article_line(HARBOUR, outlet="Eastgate Wire", title="Another title"),
        article_line(HARBOUR, outlet="Eastgate Wire"),  # as in the template
    ]
    report = bring(world, tmp_path, *lines)
    (outcome,) = report.files
    assert (outcome.articles, outcome.appearances, outcome.known) == (0, 2, 2)
    assert report.complete
    found = world.coding().article.appearances
    assert [(one.outlet, one.title, one.ordinal) for one in found] == [
        ("Eastgate Wire", None, 0),
        ("Harbour Post", None, 1),
        ("Eastgate Wire", "Another title", 2),
    ]
    # The queue's filter finds it under the new outlet.
    chosen = QueueFilter(QueueState.ALL, "harbour post")
    assert list(queue_ids(world.project, world.mira, world.round_id, chosen)) == [world.articles[0]]
    assert bring(world, tmp_path, *lines).changes is None
    sound(world.project)


def test_a_text_file_of_a_known_text_adds_nothing_but_to_be_known(
    world: World, tmp_path: Path
) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_bytes(b"A new one.\r\n\r\nWith two lines.\r\n")
    report = import_paths(
        world.project, world.manager, [tmp_path / "one.txt", tmp_path / "two.txt"]
    )
    assert [(one.articles, one.appearances, one.known) for one in report.files] == [
        (1, 0, 0),
        (0, 0, 1),
    ]
    assert len(contents(world.path)["appearance"]) == len(TEXTS) + 1


def test_duplicates_within_one_import(world: World, tmp_path: Path) -> None:
    line = article_line("Twice.", outlet="A", attributions=[{**attribution(), "content": [[0, 5]]}])
    report = bring(world, tmp_path, line, line, article_line("Twice.", outlet="B"))
    (outcome,) = report.files
    assert (outcome.articles, outcome.appearances, outcome.known) == (1, 1, 1)
    assert outcome.attributions == 1
    assert len(contents(world.path)["article"]) == len(TEXTS) + 1
    sound(world.project)


def test_duplicates_across_the_portions_of_one_import(world: World, tmp_path: Path) -> None:
    lines = [article_line(f"Text {n % 250}.", outlet=f"O{n // 250}") for n in range(600)]
    report = bring(world, tmp_path, *lines)
    assert (report.total("articles"), report.total("appearances")) == (250, 350)
    found = contents(world.path)
    assert len(found["article"]) == 250 + len(TEXTS)
    assert len(found["appearance"]) == 600 + len(TEXTS)
    positions = [row[0] for row in raw(world.path, "SELECT position FROM article ORDER BY 1")]
    assert positions == list(range(1, 254))
    sound(world.project)


def test_importing_twice_changes_nothing(world: World, tmp_path: Path) -> None:
    lines = [
        article_line(HARBOUR, attributions=[attribution(values={"stance": "supports"})]),
        article_line("New.", attributions=[{"annotator": "Ines Falk", "content": [[0, 3]]}]),
    ]
    first = bring(world, tmp_path, *lines)
    assert (first.total("attributions"), first.total("articles")) == (2, 1)
    before = contents(world.path)
    steps = raw(world.path, "SELECT count(*) FROM step")
    again = bring(world, tmp_path, *lines)
    assert again.changes is None
    assert (again.total("attributions"), again.total("known")) == (0, 2)
    assert contents(world.path) == before
    assert raw(world.path, "SELECT count(*) FROM step") == steps
    sound(world.project)


def test_undone_and_imported_again_it_is_the_same(world: World, tmp_path: Path) -> None:
    start = contents(world.path)
    lines = [
        article_line(HARBOUR, outlet="Post", attributions=[attribution(speaker="Ingrid Valmont")]),
        article_line(
            "New one.",
            story="talks",
            attributions=[
                {
                    "annotator": "Ines Falk",
                    "round": "Pilot",
                    "content": [[0, 3]],
                    "speaker": {"name": "a passer-by", "kind": "unnamed person"},
                }
            ],
        ),
    ]
    bring(world, tmp_path, *lines)
    there = contents(world.path)
    undo_last(world)
    assert contents(world.path) == start
    assert person_named(world.project, "Ines Falk") is None
    assert [one.name for one in rounds(world.project)] == ["Main"]
    sound(world.project)
    again = bring(world, tmp_path, *lines)
    assert again.total("restored") > 0
    assert contents(world.path) == there
    sound(world.project)
    undo_last(world)
    assert contents(world.path) == start
    sound(world.project)
    revert(world.project, world.manager, history(world.project, world.manager).redo[-1].id)
    assert contents(world.path) == there
    sound(world.project)


def test_what_a_person_deleted_stays_deleted(world: World, tmp_path: Path) -> None:
    line = article_line(HARBOUR, attributions=[attribution(), attribution("Never")])
    bring(world, tmp_path, line)
    first, second = world.coding().attributions
    delete_attribution(world.project, world.mira, first.id)
    before = contents(world.path)
    assert bring(world, tmp_path, line).changes is None
    assert contents(world.path) == before
    with pytest.raises(MovedOn):
        undo_last(world)
    assert contents(world.path) == before
    set_note(world.project, world.mira, second.id, "mine now")
    bring(world, tmp_path, line)
    assert world.coding().attributions[0].note == "mine now"


def test_a_person_whom_an_import_brought_and_who_worked_since_stays(
    world: World, tmp_path: Path
) -> None:
    """Otherwise the work would be nobody's."""
    bring(world, tmp_path, article_line("New.", attributions=[_by("Ines Falk")]))
    ines = person_named(world.project, "Ines Falk")
    assert ines is not None
    world.annotate("Never", Actor(ines.id, Role.ANNOTATOR))  # on an article that was there before
    with pytest.raises(MovedOn):
        undo_last(world)
    assert person_named(world.project, "Ines Falk") == ines
    sound(world.project)


def test_an_article_in_which_a_later_import_found_something_new_stays(
    world: World, tmp_path: Path
) -> None:
    bring(world, tmp_path, article_line("New.", outlet="A"))
    first = history(world.project, world.manager).undo[-1]
    bring(world, tmp_path, article_line("New.", outlet="B"), name="second.jsonl")
    with pytest.raises(MovedOn):
        revert(world.project, world.manager, first.id)
    undo_last(world)
    revert(world.project, world.manager, first.id)
    assert len(contents(world.path)["appearance"]) == len(TEXTS)
    sound(world.project)


def _by(name: str) -> dict[str, Any]:
    return {"annotator": name, "content": [[0, 3]]}


def test_wrong_attributions_are_reported_and_the_rest_goes_in(world: World, tmp_path: Path) -> None:
    bad: list[tuple[str, dict[str, Any]]] = [
        ("unknown_value", attribution(values={"stance": "sideways"})),
        ("unknown_attribute", attribution(values={"mood": "good"})),
        ("unknown_codebook", attribution(codebook="nothing-like-it@7")),
        ("wrong_kind", attribution(values={"conditional": "yes"})),
        ("reported_by_unknown", attribution(reported_by="00000000-0000-4000-8000-000000000001")),
    ]
    good = attribution("Never", values={"stance": "opposes"})
    lines = [article_line(HARBOUR, attributions=[*(one for _, one in bad), good])]
    report = bring(world, tmp_path, *lines)
    assert sorted(codes(report)) == sorted(code for code, _ in bad)
    assert {problem.line for problem in report.files[0].problems} == {1}
    assert report.total("attributions") == 1
    assert not report.complete
    assert [one.content[0].quote for one in world.coding().attributions] == ["Never"]
    sound(world.project)


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("quote_mismatch", [{"start": 0, "end": 7, "quote": "Harbour!"}]),
        ("quote_mismatch", [{"start": 1, "end": 8, "quote": "Harbour"}]),
        ("span_overlap", [[0, 9], [8, 12]]),
        ("span_blank", [[19, 21]]),
        ("span_out_of_range", [[0, len(HARBOUR) + 1]]),
    ],
)
def test_a_line_whose_words_are_not_in_their_place_is_left_out_and_the_rest_goes_in(
    world: World, tmp_path: Path, code: str, content: list[Any]
) -> None:
    wrong = article_line(HARBOUR, attributions=[attribution(content=content), attribution("Never")])
    right = article_line(HARBOUR, attributions=[attribution("talk")])
    report = bring(world, tmp_path, wrong, right)
    assert [(one.code, one.line) for one in report.files[0].problems] == [(code, 1)]
    assert not report.complete
    assert [one.content[0].quote for one in world.coding().attributions] == ["talk"]
    sound(world.project)


def test_cycles_are_refused_and_carriers_kept_in_any_order(world: World, tmp_path: Path) -> None:
    ids = [f"00000000-0000-4000-8000-00000000000{n}" for n in range(4)]
    chain = [
        attribution("We will", id=ids[0], reported_by=ids[1]),
        attribution("talk", id=ids[1]),
        attribution("Never", id=ids[2], reported_by=ids[3]),
        attribution("the plan", id=ids[3], reported_by=ids[2]),
    ]
    report = bring(world, tmp_path, article_line(HARBOUR, attributions=chain))
    assert "reported_by_cycle" in codes(report)
    kept = {str(one.id): one.reported_by for one in world.coding().attributions}
    assert str(kept[ids[0]]) == ids[1]
    sound(world.project)
    before = contents(world.path)
    undo_last(world)
    revert(world.project, world.manager, history(world.project, world.manager).redo[-1].id)
    assert contents(world.path) == before


def test_nothing_is_added_to_work_that_was_handed_in(world: World, tmp_path: Path) -> None:
    mark_cannot_code(world.project, world.mira, world.articles[0], world.round_id, "text_broken")
    line = article_line(HARBOUR, attributions=[attribution()])
    report = bring(world, tmp_path, line)
    assert codes(report) == ["set_closed"]
    assert world.coding().attributions == ()
    reopen(world.project, world.mira, world.articles[0], world.round_id)
    assert bring(world, tmp_path, line).total("attributions") == 1
    sound(world.project)


def test_work_that_is_handed_in_while_the_import_runs_stays_as_it_was(
    world: World, tmp_path: Path
) -> None:
    world.annotate("Never")
    lines = [
        article_line(HARBOUR, attributions=[attribution()]),
        *[article_line(f"{n}") for n in range(220)],
    ]
    source = write_lines(tmp_path / "in.jsonl", lines)
    seen: list[int] = []

    def meanwhile(done: int, of: int | None, what: str) -> None:
        seen.append(done)
        if len(seen) == 215:
            mark_cannot_code(
                world.project, world.mira, world.articles[0], world.round_id, "text_broken"
            )

    with pytest.raises(StorageFailed):
        import_paths(world.project, world.manager, [source], progress=meanwhile)
    assert len(world.coding().attributions) == 1
    assert len(contents(world.path)["article"]) == len(TEXTS)
    sound(world.project)


def test_a_set_that_comes_done_has_a_submission(world: World, tmp_path: Path) -> None:
    line = article_line(
        HARBOUR,
        sets=[{"annotator": "Mira Sorel", "round": "Main", "state": "done", "values": {}}],
        attributions=[attribution(values={"stance": "supports", "confidence": "low"})],
    )
    assert bring(world, tmp_path, line).complete
    assert (world.coding().work.state, world.coding().submissions) == ("done", 1)
    sound(world.project)


def test_a_submission_without_a_snapshot_is_kept(world: World, tmp_path: Path) -> None:
    submission = {
        "ordinal": 1,
        "state": "done",
        "codebook": "taliban-cooperation@1",
        "submitted_at": "2025-03-01T10:00:00Z",
    }
    line = article_line(
        HARBOUR,
        sets=[{"annotator": "Mira Sorel", "state": "done", "submissions": [submission]}],
    )
    report = bring(world, tmp_path, line)
    assert report.complete or codes(report) == ["missing_field"]
    sound(world.project)


def test_bad_sets_are_reported(world: World, tmp_path: Path) -> None:
    lines = [
        article_line(
            HARBOUR, sets=[{"annotator": "Mira Sorel", "values": {"relevance": "hardly"}}]
        ),
        article_line(
            TEXTS[1],
            sets=[{"annotator": "Mira Sorel", "state": "cannot_code", "reason": "bored"}],
            attributions=[_by("Mira Sorel")],
        ),
    ]
    report = bring(world, tmp_path, *lines)
    assert codes(report) == ["unknown_value", "unknown_reason"]
    assert world.coding(0).work.values == {}
    assert (world.coding(1).work.state, world.coding(1).submissions) == ("in_progress", 0)
    assert len(world.coding(1).attributions) == 1
    sound(world.project)


def test_a_bad_file_is_reported_by_name_and_the_rest_goes_in(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    (folder / "inner").mkdir(parents=True)
    (folder / "good.txt").write_text("A good one.", encoding="utf-16")
    (folder / "inner" / "deep.txt").write_text("A deep one.", encoding="utf-8-sig")
    (folder / "empty.txt").write_text("")
    (folder / "blank.txt").write_text(" \n\t\n")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / ".hidden.txt").write_text("Not this one.")
    (folder / "long.txt").write_text("x" * 2_000_001)
    missing = tmp_path / "missing.txt"
    report = import_paths(world.project, world.manager, [folder, missing])
    found = {one.path.name: [problem.code for problem in one.problems] for one in report.files}
    assert found == {
        "good.txt": [],
        "deep.txt": [],
        "empty.txt": ["empty_file"],
        "blank.txt": ["empty_file"],
        "binary.txt": ["binary_file"],
        "long.txt": ["too_long"],
        "missing.txt": ["not_found"],
    }
    assert report.total("articles") == 2
    sound(world.project)


def test_bad_lines_are_reported_and_the_rest_goes_in(world: World, tmp_path: Path) -> None:
    lines = [article_line("One."), "{not json\n", '{"article": {}}\n', "[]\n", article_line("Two.")]
    report = bring(world, tmp_path, *lines)
    assert report.total("articles") == 2
    assert sorted(problem.line or 0 for problem in report.files[0].problems) == [2, 3, 4]


def test_unknown_formats_are_refused_before_anything_is_written(
    world: World, tmp_path: Path
) -> None:
    source = write_lines(tmp_path / "in.jsonl", [article_line("New.")])
    with pytest.raises(FormatError, match="unknown_format"):
        import_paths(world.project, world.manager, [source], format="papyrus")
    assert raw(world.path, "SELECT count(*) FROM step WHERE finished = 0") == [(0,)]


def test_a_dry_run_reports_the_same_and_writes_nothing(world: World, tmp_path: Path) -> None:
    lines = [
        article_line(
            HARBOUR, outlet="Post", attributions=[attribution(), attribution(values={"a": "b"})]
        ),
        article_line("New.", attributions=[_by("Ines Falk")]),
        article_line("New.", outlet="Elsewhere"),
        "nonsense\n",
    ]
    source = write_lines(tmp_path / "in.jsonl", lines)
    before = contents(world.path)
    steps = raw(world.path, "SELECT count(*) FROM step")
    dry = import_paths(world.project, world.manager, [source], dry_run=True)
    assert contents(world.path) == before
    assert raw(world.path, "SELECT count(*) FROM step") == steps
    assert dry.changes is None
    wet = import_paths(world.project, world.manager, [source])
    assert wet.changes is not None
    (would,), (did,) = dry.files, wet.files
    assert sorted(map(str, would.problems)) == sorted(map(str, did.problems))
    would.problems = did.problems  # found in another order: lines that cannot be read come first
    assert would == did


@pytest.mark.parametrize("after", [1, 100, 450])
def test_a_cancelled_import_leaves_nothing(world: World, tmp_path: Path, after: int) -> None:
    lines = [article_line(f"Text {n}.", attributions=[_by("Ines Falk")]) for n in range(460)]
    source = write_lines(tmp_path / "in.jsonl", lines)
    before = contents(world.path)
    asked: list[None] = []

    def cancelled() -> bool:
        asked.append(None)
        return len(asked) > after

    with pytest.raises(Cancelled):
        import_paths(world.project, world.manager, [source], cancelled=cancelled)
    assert contents(world.path) == before
    for table in ("article", "article_text", "attribution_span", "person", "annotation_set"):
        assert raw(world.path, f"SELECT count(*) FROM {table}")[0][0] <= 3
    assert raw(world.path, "SELECT count(*) FROM step WHERE finished = 0") == [(0,)]
    assert [one.intention for one in history(world.project, world.manager).undo] == [
        Intention.IMPORT
    ]
    sound(world.project)


def test_only_one_import_at_a_time(world: World, tmp_path: Path) -> None:
    """Two that bring the same article would build on each other's unread rows."""
    source = write_lines(tmp_path / "in.jsonl", [article_line("New."), article_line("Newer.")])
    refusals: list[str] = []

    def second(done: int, of: int | None, what: str) -> None:
        with open_project(world.path) as other, pytest.raises(StorageFailed) as busy:
            import_paths(other, world.manager, [source])
        refusals.append(busy.value.code)

    import_paths(world.project, world.manager, [source], progress=second)
    assert set(refusals) == {"project_busy"}
    assert len(contents(world.path)["article"]) == len(TEXTS) + 2
    assert import_paths(world.project, world.manager, [source]).changes is None
    sound(world.project)


def test_work_on_what_is_just_being_imported_is_kept_for_later(
    world: World, tmp_path: Path
) -> None:
    """Mira's set of an article comes with an import, while Mira marks something in it."""
    from annotator.services.recovery import kept_intentions, retry

    lines = [
        article_line(HARBOUR, attributions=[attribution()]),
        *[article_line(f"{n}") for n in range(220)],
    ]
    source = write_lines(tmp_path / "in.jsonl", lines)
    places: list[int] = []
    codes_: list[str] = []

    def meanwhile(done: int, of: int | None, what: str) -> None:
        places.append(done)
        if len(places) == 215:  # the first portion is written
            assert world.coding().work.revision == 0  # nothing of it can be seen yet
            with pytest.raises(StorageFailed) as failed:
                world.annotate("Never")
            codes_.append(failed.value.code)

    import_paths(world.project, world.manager, [source], progress=meanwhile)
    assert codes_ == ["project_busy"]
    (kept,) = kept_intentions(world.project)
    retry(world.project, kept.id)
    assert [one.content[0].quote for one in world.coding().attributions] == [
        "We will talk to them",
        "Never",
    ]
    sound(world.project)


def test_speakers_are_matched_by_name_among_published_ones(world: World, tmp_path: Path) -> None:
    lines = [
        article_line(
            text,
            attributions=[
                {"annotator": "Mira Sorel", "content": [[0, 5]], "speaker": name},
                {
                    "annotator": "Mira Sorel",
                    "content": [[0, 4]],
                    "speaker": {"name": "an official", "kind": "unnamed person"},
                },
            ],
        )
        for text, name in zip(TEXTS, ("Édouard Brask", "edouard  brask", "E. Brask"), strict=True)
    ]
    bring(world, tmp_path, *lines)
    names = raw(world.path, "SELECT name, count(*) FROM speaker GROUP BY name ORDER BY name")
    assert names == [("E. Brask", 1), ("an official", 3), ("Édouard Brask", 1)]
    for article_id in world.articles:
        coding = read_coding(world.project, world.mira, article_id, world.round_id)
        unnamed = [one for one in coding.speakers.values() if not one.kind.named]
        assert [one.article_id for one in unnamed] == [article_id]
    sound(world.project)


def test_an_empty_project_takes_over_the_project_line(world: World, tmp_path: Path) -> None:
    from annotator.services.codebooks import default_codebook, shipped_codebooks
    from annotator.services.interchange.exporting import export_project
    from tests.services.world import empty_project

    out = tmp_path / "harbour.jsonl"
    world.annotate()
    export_project(world.project, world.manager, "stance-annotator", out)
    other = next(one for one in shipped_codebooks() if one.key != default_codebook().key)
    with empty_project(tmp_path / "new.stance", other, maker="Olga Brandt") as new:
        assert rounds(new.project)[0].codebook == other.ref
        report = import_paths(new.project, new.manager, [out])
        assert report.complete
        assert report.renamed_to == "Harbour"
        assert new.project.info.name == "Harbour"
        assert rounds(new.project)[0].codebook == default_codebook().ref
        assert "Mira Sorel" in {one.name for one in people(new.project)}
        sound(new.project)
    # A project that has articles keeps its own name.
    line = json.loads(out.read_text(encoding="utf-8").splitlines()[0])
    line["project"]["name"] = "Another name"
    again = write_lines(tmp_path / "again.jsonl", [json.dumps(line) + "\n", article_line("New.")])
    report = import_paths(world.project, world.manager, [again])
    assert report.renamed_to is None
    assert world.project.info.name == "Harbour"
    assert {one.name for one in people(world.project)} == {"Edda Holm", "Mira Sorel", "Jonas Reit"}
