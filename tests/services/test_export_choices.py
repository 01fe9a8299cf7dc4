"""What there is to choose from for an export, and how its split would turn out."""

import pytest

from annotator.domain.errors import Cancelled
from annotator.domain.people import RoundPurpose
from annotator.domain.splitting.choice import SplitChoice
from annotator.services.interchange.export_choices import export_choices
from annotator.services.interchange.export_options import ExportOptions
from annotator.services.interchange.exporting import export_project
from annotator.services.interchange.split_preview import split_basis, split_figures
from annotator.services.managing.rounds import add_round, rounds
from tests.services.world import COMPLETE, OUTLETS, World


def test_a_manager_chooses_from_everything(world: World) -> None:
    found = export_choices(world.project, world.manager)
    assert found.sees_others
    assert {"Mira Sorel", "Jonas Reit"} <= set(found.annotators)
    assert set(found.outlets) <= set(OUTLETS)
    assert found.rounds == ("Main",)
    assert not found.training
    first = rounds(world.project)[0]
    add_round(world.project, world.manager, "Week 0", RoundPurpose.TRAINING, first.codebook)
    found = export_choices(world.project, world.manager)
    assert found.rounds == ("Main", "Week 0")
    assert found.training


def test_an_annotator_is_told_of_nobody(world: World) -> None:
    found = export_choices(world.project, world.mira)
    assert not found.sees_others
    assert found.annotators == ()


def test_figures_are_those_of_the_split_that_is_written(world: World, tmp_path) -> None:  # type: ignore[no-untyped-def]
    world.annotate(values=COMPLETE)
    world.annotate("Let it through", article=1, values={**COMPLETE, "stance": "opposes"})
    basis = split_basis(world.project, world.manager, ExportOptions())
    choice = SplitChoice(shares=(1, 1), seed=5)
    figures = split_figures(basis, choice)
    report = export_project(
        *(world.project, world.manager, "csv", tmp_path / "out", ExportOptions(split=choice))
    )
    written = {one.name: one.articles for one in report.parts}
    assert sum(dict(figures.parts).values()) == len(world.articles)
    # A table has no row for an article without attributions, but counts those that it was given.
    assert dict(figures.parts).keys() == written.keys()
    assert basis.gap_words(figures) in ("Supports", "Opposes")


def test_reading_what_a_split_parts_can_be_stopped(world: World) -> None:
    with pytest.raises(Cancelled):
        split_basis(world.project, world.manager, ExportOptions(), lambda: True)
