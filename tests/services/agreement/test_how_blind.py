"""How the work of others was kept from annotators, as the settings and the methods tell it."""

from pathlib import Path

from annotator.services.agreement.choice import AgreementChoice, IntervalMethod
from annotator.services.agreement.computing import collect, points
from annotator.services.agreement.methods_text import methods_text
from annotator.services.agreement.settings import settings_document
from tests.services.coded import both_coded, hand_in, mark
from tests.services.exchange import at_desk, file_for, sent, taken_in
from tests.services.world import World

CHOICE = AgreementChoice(interval=IntervalMethod.NONE)


def told(world: World) -> tuple[str, str]:
    """Return what the settings say, and the methods."""
    compared = collect(world.project, world.manager, CHOICE)
    settings = settings_document(world.project, compared)
    return settings["blind"], methods_text(world.project, compared, points(compared))


def from_own_file(world: World, name: str, folder: Path) -> None:
    """Let somebody code in a file of their own, and take it in."""
    folder.mkdir()
    with at_desk(world, name, file_for(world, name, folder)) as desk:
        mark(desk, desk.mira)
        hand_in(desk, desk.mira)
        package = sent(desk, folder)
    taken_in(world, package)


def test_in_one_file_the_work_of_others_is_hidden(world: World) -> None:
    both_coded(world)
    blind, methods = told(world)
    assert blind == "hidden"
    assert "(hidden, not separated)" in methods


def test_in_files_of_their_own_it_is_separated(world: World, tmp_path: Path) -> None:
    for name in ("Mira Sorel", "Jonas Reit"):
        from_own_file(world, name, tmp_path / name)
    blind, methods = told(world)
    assert blind == "separated"
    assert "from a file of their own (separated)" in methods


def test_one_so_and_one_so_is_mixed(world: World, tmp_path: Path) -> None:
    from_own_file(world, "Mira Sorel", tmp_path / "mira")
    mark(world, world.jonas)
    hand_in(world, world.jonas)
    blind, methods = told(world)
    assert blind == "mixed"
    assert "separated" in methods
    assert "hidden" in methods


def test_only_those_who_are_compared_count(world: World, tmp_path: Path) -> None:
    """Somebody else's own file says nothing of the two who worked in this one."""
    from_own_file(world, "Edda Holm", tmp_path / "edda")
    both_coded(world)
    pair = (world.mira.person_id, world.jonas.person_id)
    compared = collect(world.project, world.manager, AgreementChoice(annotators=pair))
    assert settings_document(world.project, compared)["blind"] == "hidden"
    assert told(world)[0] == "mixed"


def test_where_nothing_is_compared_the_methods_say_what_is_missing(world: World) -> None:
    assert told(world)[1] == "Nobody has marked an article as done yet.\n"
