"""Whatever three coders and a manager do, and in whatever order it is merged: one result."""

import contextlib
import random
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.entities import EntityKind
from annotator.domain.errors import AnnotatorError
from annotator.domain.merging.exchanged import version_of
from annotator.domain.merging.versions import Lineage
from annotator.domain.speakers import SpeakerKind
from annotator.formats.work_package_reading import read_package
from annotator.services.annotating import (
    delete_attribution,
    set_note,
    set_reported_by,
    set_speaker,
    set_value,
)
from annotator.services.article_work import mark_cannot_code, reopen
from annotator.services.exchange.conflicts import Resolution, conflicts, settle_conflict
from annotator.services.exchange.merge_planning import present
from annotator.services.exchange.merging import merge
from annotator.services.managing.people import add_person
from annotator.services.managing.publishing_speakers import (
    merge_speakers,
    provisional_speakers,
    publish_speaker,
)
from annotator.services.speakers import complete_speakers, create_speaker, update_speaker
from annotator.services.undo import history, revert
from tests.services.exchange import at_desk, copied, file_for, sent, state, steps, taken_in
from tests.services.world import World, enter, make_template, sound

NAMES = ("Mira Sorel", "Jonas Reit", "Rosa Lund")
QUOTES = ("We will talk to them", "the plan was empty", "Never")
SPEAKERS = ("Ingrid Valmont", "Tomas Ekdahl")
STANCES = ("supports", "opposes", "unclear")

Act = tuple[str, int, int]
acts: st.SearchStrategy[list[Act]] = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *("annotate", "annotate", "value", "delete", "note", "carry", "name", "name"),
                *("rename", "undo", "close", "reopen", "send", "send", "merge", "publish"),
                *("join", "refresh", "manager_undo", "settle"),
            ]
        ),
        st.integers(0, 2),
        st.integers(0, 5),
    ),
    min_size=6,
    max_size=20,
)


@dataclass
class Office:
    """The manager's project, three coders' files, and the packages that were sent."""

    folder: Path
    world: World
    desks: list[World]
    names: tuple[str, ...]
    """Whose desks these are; somebody with two machines has two."""
    packages: list[Path] = field(default_factory=list)
    handouts: int = 0

    @property
    def twice(self) -> bool:
        return len(set(self.names)) < len(self.names)

    def act(self, act: Act) -> None:
        kind, who, what = act
        # Much of what a person tries is refused; the files go on from there.
        with contextlib.suppress(AnnotatorError):
            getattr(self, f"do_{kind}")(self.desks[who], who, what)

    def do_annotate(self, desk: World, _who: int, what: int) -> None:
        desk.annotate(QUOTES[what % 3], values={"stance": STANCES[what // 2], "confidence": "low"})

    def do_value(self, desk: World, _who: int, what: int) -> None:
        set_value(desk.project, desk.mira, self._one(desk, what), "stance", STANCES[what % 3])

    def do_delete(self, desk: World, _who: int, what: int) -> None:
        delete_attribution(desk.project, desk.mira, self._one(desk, what))

    def do_note(self, desk: World, _who: int, what: int) -> None:
        set_note(desk.project, desk.mira, self._one(desk, what), f"note {what % 2}")

    def do_carry(self, desk: World, _who: int, what: int) -> None:
        set_reported_by(desk.project, desk.mira, self._one(desk, what), self._one(desk, what + 1))

    def do_name(self, desk: World, _who: int, what: int) -> None:
        article, name = desk.articles[0], SPEAKERS[what % 2]
        found = complete_speakers(desk.project, desk.mira, name, article)
        if found and what > 2:
            set_speaker(desk.project, desk.mira, self._one(desk, what), found[0].speaker.id)
        else:
            create_speaker(
                desk.project,
                desk.mira,
                name,
                SpeakerKind.NAMED_PERSON,
                article_id=article,
                attribution_id=self._one(desk, what),
            )

    def do_rename(self, desk: World, _who: int, what: int) -> None:
        found = complete_speakers(desk.project, desk.mira, "", desk.articles[0])
        speaker = found[what % len(found)].speaker if found else None
        if speaker is not None:
            update_speaker(desk.project, desk.mira, speaker.but(country=f"Country {what % 3}"))

    def do_undo(self, desk: World, _who: int, _what: int) -> None:
        undo = history(desk.project, desk.mira).undo
        if undo:
            revert(desk.project, desk.mira, undo[-1].id)

    def do_close(self, desk: World, _who: int, _what: int) -> None:
        mark_cannot_code(desk.project, desk.mira, desk.articles[0], desk.round_id, "not_an_article")

    def do_reopen(self, desk: World, _who: int, _what: int) -> None:
        reopen(desk.project, desk.mira, desk.articles[0], desk.round_id)

    def do_send(self, desk: World, who: int, _what: int) -> None:
        name = f"{len(self.packages)}-{who}.stancepack"
        self.packages.append(sent(desk, self.folder, name))

    def do_merge(self, _desk: World, _who: int, what: int) -> None:
        if self.packages:
            taken_in(self.world, self.packages[-1 - what % len(self.packages)])

    def do_publish(self, _desk: World, _who: int, what: int) -> None:
        found = provisional_speakers(self.world.project, self.world.manager)
        if found:
            speaker = found[what % len(found)].speaker
            publish_speaker(self.world.project, self.world.manager, speaker.id)

    def do_join(self, _desk: World, _who: int, what: int) -> None:
        found = provisional_speakers(self.world.project, self.world.manager)
        if len(found) > 1:
            one, other = found[what % len(found)], found[(what + 1) % len(found)]
            merge_speakers(self.world.project, self.world.manager, one.speaker.id, other.speaker.id)

    def do_refresh(self, desk: World, who: int, _what: int) -> None:
        self.handouts += 1
        folder = self.folder / f"again-{self.handouts}"
        folder.mkdir()
        again = file_for(self.world, self.names[who], folder)
        report = merge(desk.project, desk.mira, [again])
        assert self.twice or [one.problem for one in report.files] == [None]

    def do_settle(self, _desk: World, _who: int, what: int) -> None:
        found = conflicts(self.world.project, self.world.manager)
        if found:
            resolution = list(Resolution)[what % 2]
            settle_conflict(self.world.project, self.world.manager, found[0].id, resolution)

    def do_manager_undo(self, _desk: World, _who: int, _what: int) -> None:
        undo = history(self.world.project, self.world.manager).undo
        if undo and undo[-1].intention.value != "import":
            revert(self.world.project, self.world.manager, undo[-1].id)

    def _one(self, desk: World, what: int):  # type: ignore[no-untyped-def]
        found = desk.coding().attributions
        if not found:
            found = (desk.annotate(QUOTES[what % 3]),)
        return found[what % len(found)].id


@pytest.fixture(scope="module")
def office_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The manager's project with three coders, a handout for each, and first work merged."""
    folder = tmp_path_factory.mktemp("office")
    world = enter(copied(make_template(folder), folder / "main.stance"))
    add_person(world.project, world.manager, "Rosa Lund")
    for number, name in enumerate(NAMES):
        with at_desk(world, name, file_for(world, name, folder)) as desk:
            made = desk.annotate(QUOTES[number])
            create_speaker(
                desk.project,
                desk.mira,
                f"Speaker {number}",
                SpeakerKind.NAMED_PERSON,
                attribution_id=made.id,
            )
            taken_in(world, sent(desk, folder, f"{number}.stancepack"))
    world.project.close()
    return folder


def opened(files: Path, folder: Path, names: tuple[str, ...], stack: ExitStack) -> Office:
    world = enter(copied(files / "main.stance", folder / "main.stance"))
    stack.callback(world.project.close)
    desks = []
    for number, name in enumerate(names):
        file = copied(files / f"{name.split()[0].lower()}.stance", folder / f"{number}.stance")
        desks.append(stack.enter_context(at_desk(world, name, file)))
    return Office(folder, world, desks, names)


@pytest.mark.timeout(600)  # half a minute where nothing else runs
@settings(max_examples=14)
@given(acts, st.randoms(use_true_random=False), st.sampled_from([NAMES, (*NAMES[:2], NAMES[0])]))
def test_any_order_any_number_of_times(
    office_files: Path, some: list[Act], chance: random.Random, names: tuple[str, ...]
) -> None:
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        office = opened(office_files, Path(name), names, stack)
        for act in some:
            office.act(act)
        for who, desk in enumerate(office.desks):
            office.act(("send", who, 0))
            sound(desk.project)
        sound(office.world.project)
        office.world.project.close()
        one = merged_in_order(office, office.packages, "one", stack)
        shuffled = [*office.packages, *office.packages]
        chance.shuffle(shuffled)
        other = merged_in_order(office, shuffled, "other", stack)
        assert state(other.path) == state(one.path)
        together = enter(copied(office.folder / "main.stance", office.folder / "together.stance"))
        stack.callback(together.project.close)
        taken_in(together, *reversed(office.packages))
        assert state(together.path) == state(one.path)
        before = steps(one.path)
        assert taken_in(one, *office.packages).changes is None
        assert steps(one.path) == before
        nothing_is_lost(office, one)


def merged_in_order(office: Office, packages: list[Path], name: str, stack: ExitStack) -> World:
    world = enter(copied(office.folder / "main.stance", office.folder / f"{name}.stance"))
    stack.callback(world.project.close)
    for package in packages:
        taken_in(world, package)
    sound(world.project)
    return world


def nothing_is_lost(office: Office, world: World) -> None:
    """Every form that a coder has is in the project, set aside in it, or an ancestor of one."""
    last = {path.stem.split("-")[1]: path for path in office.packages}
    for path in last.values():
        for claim in read_package(path).claims:
            with world.project.store.read() as connection:
                known = present(connection, claim.kind, [claim.id])[claim.id]
            assert known.heads is not None
            there = known.heads.versions
            for form in claim.forms:
                lineage, version = Lineage(known.edges), version_of(form)
                assert any(lineage.descends(one, version) for one in there)
                if claim.kind is EntityKind.ATTRIBUTION and not office.twice:
                    assert version_of(known.heads.stands).hash == version.hash
