"""Parts of a project: batches, codebook versions within a round, shared passages."""

import uuid
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from annotator.domain.agreement.results import Agreement, AgreementReport
from annotator.domain.people import Actor, Role
from annotator.screenshots.invented_study import create_agreement_project
from annotator.services import annotating, article_work
from annotator.services.agreement.choice import AgreementChoice, IntervalMethod
from annotator.services.agreement.computing import agreement
from annotator.services.codebooks import default_codebook
from annotator.services.interchange.importing import import_paths
from annotator.services.managing.assigning import assign
from annotator.services.managing.people import people
from annotator.storage import project_queries
from annotator.storage.agreement_queries import batches
from annotator.storage.article_queries import article_ids
from tests.services.coded import both_coded, hand_in, mark, third
from tests.services.world import World, article_line, raw, span_of, write_lines


def figures(world: World, **chosen: object) -> AgreementReport:
    choice = AgreementChoice(interval=IntervalMethod.NONE, **chosen)  # type: ignore[arg-type]
    return agreement(world.project, world.manager, choice)


def units(found: Agreement) -> int:
    one = found.attribute("stance")
    return one.units if one else 0


def percent(found: Agreement) -> float | None:
    one = found.attribute("stance")
    return one.figures["percent"].value if one else None


def in_two_batches(world: World) -> None:
    """Mira and Jonas differ in the first batch's stance once of twice, agree in the second's."""
    people = [world.mira.person_id, world.jonas.person_id]
    for name in ("Spring", "Summer"):
        assign(
            world.project,
            world.manager,
            world.round_id,
            people,
            overlap=1.0,
            batch=name,
            articles=1,
        )
    both_coded(world)
    for actor in (world.mira, world.jonas):
        mark(world, actor, "Let it through", "Zahra Halimi", 1)
        hand_in(world, actor, 1)


def test_each_batch_has_its_figures(world: World) -> None:
    in_two_batches(world)
    report = figures(world)
    assert [one.name for one in report.by_batch] == ["Spring", "Summer"]
    assert [units(one.agreement) for one in report.by_batch] == [2, 1]
    assert [percent(one.agreement) for one in report.by_batch] == [0.5, 1]
    assert units(report.overall) == 3
    assert [one.codebooks for one in report.by_batch] == [("taliban-cooperation@1",)] * 2


def test_only_a_batch(world: World) -> None:
    in_two_batches(world)
    with world.project.store.read() as connection:
        (summer,) = (one.id for one in batches(connection) if one.name == "Summer")
    report = figures(world, batches=(summer,))
    assert (units(report.overall), percent(report.overall)) == (1, 1)
    assert [one.name for one in report.by_batch] == ["Summer"]


def _rounded(value: Any) -> Any:
    """Return it without the last digits, which hang on where in memory a sum begins."""
    if is_dataclass(value):
        return {one.name: _rounded(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {key: _rounded(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(one) for one in value]
    return round(value, 10) if isinstance(value, float) else value


def test_a_batch_has_the_same_interval_as_when_it_is_chosen(tmp_path: Path) -> None:
    """A part draws among its own stories, as it would if nothing else were there."""
    with create_agreement_project(tmp_path / "six.stance") as project:
        made = people(project)
        manager = Actor(made[0].id, Role.MANAGER)
        choice = AgreementChoice(samples=100)
        report = agreement(project, manager, choice)
        second = report.by_batch[1]
        chosen = replace(choice, batches=(uuid.UUID(second.key),))
        alone = agreement(project, manager, chosen)
    assert _rounded(second.agreement) == _rounded(alone.overall)
    assert second.few_stories
    assert not report.overall.few_stories
    assert (second.articles, second.stories) == (8, 8)
    for one in (*report.by_object, *report.by_origin):
        assert one.agreement.attribute("relevance") is None
        assert 0 < one.articles < 48
    assert report.overall.attribute("relevance") is not None
    speaker = report.overall.attribute("speaker")
    assert speaker is not None
    assert (speaker.confusion, speaker.confusion_reason) == (None, "values_are_speakers")
    assert "Ingrid Valmont" in report.speakers.values()


def test_what_is_in_no_batch_is_a_part_of_its_own(world: World) -> None:
    in_two_batches(world)
    raw(world.path, "UPDATE annotation_set SET batch_id = NULL WHERE article_id = ?",
        world.articles[1].bytes)  # fmt: skip
    world.reopen()
    assert [one.key == "" for one in figures(world).by_batch] == [False, True]


def test_codebook_versions_of_one_round_are_compared_each_within_itself(world: World) -> None:
    """Of three articles, one is coded by the first version, one by the second, one by both."""
    later = replace(default_codebook(), version=2)
    with world.project.store.transaction() as connection:
        project_queries.add_codebook(connection, later, world.project.info.created_at)
    both_coded(world)
    for article in (1, 2):
        quote, source = (
            ("Let it through", "Zahra Halimi"),
            ("Nobody spoke of anything else", "Édouard Brask"),
        )[article - 1]
        for actor in (world.mira, world.jonas):
            mark(world, actor, quote, source, article)
            hand_in(world, actor, article)
    of_second = "SELECT id FROM annotation_set WHERE article_id = ?"
    change = "UPDATE submission SET codebook = 'taliban-cooperation@2' WHERE set_id IN"
    raw(world.path, f"{change} ({of_second})", world.articles[1].bytes)
    raw(
        world.path,
        f"{change} ({of_second} AND person_id = ?)",
        world.articles[2].bytes,
        world.jonas.person_id.bytes,
    )
    world.reopen()
    report = figures(world)
    assert report.overall.articles == 2
    assert (units(report.overall), percent(report.overall)) == (3, pytest.approx(2 / 3))
    both = ("taliban-cooperation@1", "taliban-cooperation@2")
    assert report.codebooks == both
    assert [one.codebooks for one in report.by_round] == [both]
    tarek = third(world)
    mark(world, tarek, "Let it through", "Zahra Halimi", 1)
    hand_in(world, tarek, 1)
    # Tarek codes the second article by the first version: nobody else did.
    assert figures(world).overall.annotators == report.overall.annotators


STORY = (
    "Harbour opens\n\n“We will talk to them,” Ingrid Valmont said.\n",
    "Harbour opens at last\n\n“We will talk to them,” Ingrid Valmont said. “Never again,” Tomas"
    " Ekdahl said.\n",
)


def coded_story(world: World, folder: Path) -> None:
    """Both mark the passage that two versions share, alike; then one more, unlike."""
    lines = [article_line(text, story="harbour") for text in STORY]
    import_paths(world.project, world.manager, [write_lines(folder / "story.jsonl", lines)])
    with world.project.store.read() as connection:
        ids = tuple(article_ids(connection)[-2:])
    for actor, last in ((world.mira, "supports"), (world.jonas, "opposes")):
        for place, text in enumerate(STORY):
            quotes = [("We will talk to them", "Ingrid Valmont", "supports")]
            quotes += [("Never again", "Tomas Ekdahl", last)] if place else []
            for quote, source, stance in quotes:
                annotating.create_attribution(
                    *(world.project, actor, ids[place], world.round_id, [span_of(text, quote)]),
                    values={"stance": stance, "confidence": "high"},
                    source=[span_of(text, source)],
                )
            here = (world.project, actor, ids[place], world.round_id)
            article_work.set_article_value(*here, "relevance", "relevant")
            article_work.mark_done(*here)


def test_shared_passages_count_once_when_asked(world: World, tmp_path: Path) -> None:
    coded_story(world, tmp_path)
    every, once = figures(world), figures(world, shared_passages_once=True)
    assert (units(every.overall), percent(every.overall)) == (3, pytest.approx(2 / 3))
    assert (units(once.overall), percent(once.overall)) == (2, 1 / 2)
    assert (every.overall.articles, every.overall.stories) == (2, 1)
    assert (once.overall.articles, once.overall.stories) == (2, 1)


def test_letters_of_any_script_and_beyond_the_basic_plane(world: World, tmp_path: Path) -> None:
    """Offsets are code points: of 12 that Jonas marks, Mira has 10; neither is one off."""
    text = "😀𝔘 שלום\n\n𝔘𝔙𝔚 قالت زهرة: «سنبقي الطريق مفتوحا» 😀 ثم ذهبت.\n"
    path = write_lines(tmp_path / "script.jsonl", [article_line(text)])
    import_paths(world.project, world.manager, [path])
    with world.project.store.read() as connection:
        article_id = article_ids(connection)[-1]
    whole = span_of(text, "سنبقي الطريق")
    inner = span_of(text, "نبقي الطري")
    assert (len(whole), len(inner)) == (12, 10)

    def code(actor: Actor, span: object) -> None:
        here = (world.project, actor, article_id, world.round_id)
        annotating.create_attribution(
            *here,
            [span],  # type: ignore[list-item]
            values={"stance": "supports", "confidence": "high"},
            source=[span_of(text, "زهرة")],
        )
        article_work.set_article_value(*here, "relevance", "relevant")
        article_work.mark_done(*here)

    code(world.mira, inner)
    code(world.jonas, whole)
    overall = figures(world).overall
    assert overall.matching.overlap.f1.value == 1
    assert overall.matching.exact.f1.value == 0
    # |u-alpha of n code points by two, in one unit of 10 and one of 12.
    count = len(text)
    pairable = 4 * count**2 - (10**2 + 12**2 + 2 * count - 22)
    unlike = 4 * count**2 - 22**2 - (2 * count - 22) ** 2
    expected = 1 - (4 / (2 * count)) / (unlike / pairable)
    assert overall.unitizing.u_alpha.value is not None
    assert abs(overall.unitizing.u_alpha.value - expected) < 1e-12
    assert overall.matching.matched == 1
