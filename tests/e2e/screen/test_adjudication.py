"""The sample project adjudicated from start to end with the keyboard alone."""

import re
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QMenu
from sqlalchemy import text

from annotator.domain.adjudication.item import SPEAKER, DifferenceKind, Item, ItemState
from annotator.domain.annotation_sets import SetKind, SetState
from annotator.domain.decisions import Outcome, Subject
from annotator.domain.people import Actor, Role
from annotator.services import checking
from annotator.services.adjudication import queue
from annotator.services.adjudication.reading import Adjudication, read_adjudication
from annotator.services.managing.people import person_named
from annotator.services.project import Project
from annotator.services.sample import create_sample_project
from annotator.ui.adjudicating.gold_draft import GoldDraft, Shortfall
from annotator.ui.adjudicating.shared_words import gold_with_words_of
from annotator.ui.dialogs.accept_exact_dialog import AcceptExactDialog
from annotator.ui.widgets.adjudication.option_menu import OptionMenu
from annotator.ui.windows.adjudicate_screen import AdjudicateScreen
from annotator.ui.windows.main_window import MainWindow
from tests.e2e.screen.real_input import Hand, perform

ADJUDICATOR = "Edda Voss"
NOTE, WHY = "is this a stance", "the context says so"
_TRIES = 12
"""Steps in which an item must be decided, whatever it lacks."""


def test_the_sample_is_adjudicated_by_keyboard(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "sample.stance"
    create_sample_project(path, maker=ADJUDICATOR).close()
    window.open_path(path, ADJUDICATOR)
    assert window.opened is not None
    project, round_id = window.opened.project, window.opened.round.id
    before = _work_of_annotators(project)
    work = _Work(window, project, round_id)

    perform(work.through)

    # The keys did what they are for.
    assert {"A", "B", "reject", "undo", "discuss", "own value", "cell"} <= set(work.done)
    assert work.done["blind"] == work.left_for_check
    # The screen says so.
    assert window.adjudicate_screen is not None
    nothing = window.adjudicate_screen.queue._nothing
    assert nothing.isVisible()
    assert nothing.title == "All settled"
    assert window.rail.button("adjudicate").accessibleName() == "Adjudicate"
    assert window.rail._badges["adjudicate"].isHidden()
    # So does the file.
    counts = queue.item_counts(project, work.actor, round_id)
    assert (counts.to_decide, counts.exact) == (0, 0)
    readings = _readings(project, work.actor, round_id)
    items = [item for one in readings for item in one.items]
    assert counts.decided == len(items) > 100
    assert all(item.state is ItemState.DECIDED for item in items)
    outcomes = Counter(item.decision.outcome for item in items if item.decision is not None)
    assert outcomes[Outcome.REJECTED] == work.rejected
    assert Outcome.DISCUSS not in outcomes
    own = next(item for item in items if item.id == work.own_value)
    assert own.decision is not None
    assert own.decision.rationale == WHY
    assert work.parked is not None
    parked = next(item for item in items if item.id == work.parked)
    assert [one.rationale for one in parked.earlier if one.outcome is Outcome.DISCUSS] == [NOTE]
    for one in readings:
        assert one.gold_set is not None
        assert len(one.coders) == 2
        coded = any(coder.state is SetState.DONE for coder in one.coders)
        assert one.gold_set.state is (SetState.DONE if coded else SetState.CANNOT_CODE)
    # Nobody's own work was touched.
    assert _work_of_annotators(project) == before
    assert checking.check(project).findings == ()


@dataclass
class _Work:
    """Edda Voss at her keyboard."""

    window: MainWindow
    project: Project
    round_id: uuid.UUID
    done: Counter[str] = field(default_factory=Counter)
    left_for_check: int = 0
    rejected: int = 0
    parked: uuid.UUID | None = None
    own_value: uuid.UUID | None = None

    def __post_init__(self) -> None:
        person = person_named(self.project, ADJUDICATOR)
        assert person is not None
        self.actor = Actor(person.id, Role.ADJUDICATOR)

    def through(self, hand: Hand) -> None:
        """Adjudicate all there is."""
        self.hand = hand
        self._go_to_screen()
        self._accept_exact()
        self._walk()
        while not hand.ask(self._finished):
            self._settle_current()
        hand.until(self.screen.queue._nothing.isVisible, "an empty queue")
        hand.until(self.window.rail._badges["adjudicate"].isHidden, "no badge")

    @property
    def screen(self) -> AdjudicateScreen:
        assert self.window.adjudicate_screen is not None
        return self.window.adjudicate_screen

    @property
    def item(self) -> Item:
        found = self.hand.ask(lambda: self.screen.presenter.item)
        assert found is not None
        return found

    @property
    def draft(self) -> GoldDraft:
        found = self.hand.ask(lambda: self.screen.presenter.draft)
        assert found is not None
        return found

    # Before the items

    def _go_to_screen(self) -> None:
        hand = self.hand
        hand.focus(self.window)
        hand.press("Alt+V")
        hand.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "the View menu")
        hand.press("D")
        hand.until(lambda: self.window.adjudicate_screen is not None, "the Adjudicate screen")
        hand.until(lambda: self.screen.presenter.item is not None and self._rested(), "an item")

    def _accept_exact(self) -> None:
        hand = self.hand
        before = hand.ask(self._counts)
        hand.press("Ctrl+Shift+A")
        dialog = hand.dialog(AcceptExactDialog)
        hand.press("Enter")
        report = hand.until(lambda: dialog.report, "the report")
        assert report is not None
        self.left_for_check = report.left_for_check
        assert report.accepted + report.left_for_check == before.exact + before.check
        hand.until(dialog.begin_button.hasFocus, "the button to close")
        hand.press("Enter")
        hand.until(lambda: QApplication.activeModalWidget() is None, "the dialog to close")
        hand.focus(self.window)
        hand.until(lambda: self._counts().check == self.left_for_check, "the blind checks")
        hand.until(self._rested, "the items")

    def _walk(self) -> None:
        first = self.item.id
        self.hand.press("J")
        self.hand.until(lambda: self._current() not in (None, first), "the next item")
        self.hand.press("K")
        self.hand.until(lambda: self._current() == first, "the item before")

    # One item

    def _settle_current(self) -> None:
        self._come_to_an_open_item()
        item = self.item
        self.hand.until(self._keyboard_in_gold, "the keyboard in the gold")
        kinds = {one.key for one in item.differences}
        if item.state is ItemState.CHECK:
            self.done["blind"] += 1
            if item.subject is Subject.ATTRIBUTION:
                self._choose_primary(item)
            self._decide(item)
        elif DifferenceKind.MISSING in kinds and (not self.done["undo"] or self.rejected < 2):
            self._reject(item)
        elif not self.done["discuss"]:
            self._park(item)
        elif not self.done["own value"] and "attribute:stance" in kinds:
            self._take(item)
            self._choose_primary(item)
            self.own_value = item.id
            self.done["own value"] += 1
            self._decide(item)
            assert self.done["rationale"]
        elif kinds in ({"attribute:object"}, {"attribute:conditional"}):
            self._take_cell()
            self._decide(item)
        else:
            self._take(item)
            self._decide(item)

    def _come_to_an_open_item(self) -> None:
        """Go on from an item whose passage stands in other versions, too: those are left."""
        if self.item.state is not ItemState.DECIDED:
            return
        here = self.item.id
        self.hand.press("J")
        self.hand.until(lambda: self._current() not in (None, here), "the next item")
        if not self.hand.ask(self._keyboard_in_gold):
            self._to_gold()

    def _take(self, item: Item) -> None:
        """Take A or B by turns; where one marked nothing, the other."""
        coders = self.hand.ask(lambda: self._reading().coders)
        marked = [
            place
            for place, one in enumerate(coders)
            if item.subject is Subject.ARTICLE or one.person_id in item.candidates
        ]
        place = marked[(self.done["A"] + self.done["B"]) % len(marked)]
        self.hand.press(f"Alt+{place + 1}")
        self.hand.until(lambda: self._draft_now().touched, "a version to be taken")
        self.done["AB"[place]] += 1

    def _take_cell(self) -> None:
        """Take the one field in question from the annotator at the left of the gold."""
        short = self.draft.shortfall()
        assert short is not None
        assert self.hand.ask(lambda: self.screen.panel.table.current_field) == short.field
        self.hand.press("Left", "Enter")
        self.hand.until(lambda: self._draft_now().chosen(short.field), "the cell to be taken")
        self.done["cell"] += 1

    def _choose_primary(self, item: Item) -> None:
        """Press the digit of a value: in a blind check that of all, else what nobody has."""
        draft = self.draft
        primary = draft.codebook.primary
        theirs = set(draft.annotators(primary.key).values())
        keys = [one.key for one in primary.values]
        blind = item.state is ItemState.CHECK
        wanted = next(key for key in keys if (key in theirs) is blind)
        self.hand.press(str(keys.index(wanted) + 1))
        self.hand.until(lambda: self._draft_now().value(primary.key) == wanted, "the value")

    def _reject(self, item: Item) -> None:
        hand = self.hand
        hand.press("X")
        self._until_settled(item)
        self.done["reject"] += 1
        if self.done["undo"]:
            self.rejected += 1
            return
        hand.press("Ctrl+Z")
        hand.until(
            lambda: self._current() == item.id and self._state() is ItemState.OPEN, "the item again"
        )
        self.done["undo"] += 1
        hand.until(self._rested, "the queue")
        if not hand.ask(self._keyboard_in_gold):
            self._to_gold()
        self._take(item)
        self._decide(item)

    def _park(self, item: Item) -> None:
        hand, note = self.hand, self.screen.panel.bar.note
        hand.press("D")
        hand.until(note.hasFocus, "the note")
        hand.type(NOTE)
        hand.press("Enter")
        self._until_settled(item)
        self.parked = item.id
        self.done["discuss"] += 1
        hand.press("K")
        hand.until(lambda: self._current() == item.id, "the parked item")
        assert self.item.state is ItemState.DISCUSS
        hand.press("J")
        hand.until(lambda: self._current() != item.id, "the item after it")
        if not hand.ask(self._keyboard_in_gold):
            self._to_gold()

    def _to_gold(self) -> None:
        for _ in range(3):
            self.hand.press("F6")
            if self.hand.ask(self._keyboard_in_gold):
                return
        raise AssertionError("F6 does not lead to the gold")

    def _decide(self, item: Item) -> None:
        """Press Ctrl+Enter, and give what is asked for, until it is decided."""
        for _ in range(_TRIES):
            short = self.hand.ask(lambda: self._draft_now().shortfall())
            twice = self.hand.ask(lambda: self._is_twice(item))
            self.hand.press("Ctrl+Enter")
            if short is None:
                if twice:
                    self.hand.until(lambda: self._draft_now().twice_told, "the warning")
                    self.hand.press("Ctrl+Enter")
                self._until_settled(item)
                return
            if short.code == "not_compared":
                self.hand.until(lambda: not self._draft_now().covered, "the comparison")
                self.done["compared"] += 1
            else:
                asked = self.screen.filling
                self.hand.until(lambda asked=asked, s=short: asked.asked_for == s, str(short))  # type: ignore[misc]
                self._give(item, short)
        raise AssertionError(f"not decided: {item}")

    def _is_twice(self, item: Item) -> bool:
        return bool(gold_with_words_of(self._reading(), item, self._draft_now()))

    def _give(self, item: Item, short: Shortfall) -> None:
        hand = self.hand
        if short.code == "rationale_missing":
            hand.until(self.screen.panel.rationale.edit.hasFocus, "the rationale")
            hand.type(WHY)
            hand.until(lambda: self._draft_now().rationale == WHY, "the words")
            self.done["rationale"] += 1
            return
        if short.code == "version_missing":
            self._take(item)
            return
        hand.until(self._keyboard_in_gold, "the field that is missing")
        assert hand.ask(lambda: self.screen.panel.table.current_field) == short.field
        if short.field == SPEAKER:
            self._give_speaker(item)
            return
        hand.press("F2")
        menu: Callable[[], bool] = lambda: isinstance(  # noqa: E731
            QApplication.activePopupWidget(), OptionMenu
        )
        hand.until(menu, "the values")
        hand.press("Down", "Enter")
        hand.until(lambda: self._draft_now().value(short.field) is not None, short.field)
        hand.until(lambda: not menu(), "the list to close")
        self.done["chosen"] += 1

    def _give_speaker(self, item: Item) -> None:
        agreed = item.agreed.get(SPEAKER)
        speakers = self.hand.ask(lambda: self._reading().speakers)
        name = speakers[agreed.value].name if agreed else "Ingrid"  # type: ignore[index]
        self.hand.press("F2")
        self.hand.until(lambda: self.screen.panel.table.editing, "the speaker's field")
        begin = re.match(r"[A-Za-z ]+", name)
        assert begin is not None
        self.hand.type(begin.group())
        self.hand.press("Enter")
        self.hand.until(lambda: self._draft_now().value(SPEAKER) is not None, "the speaker")
        self.done["speaker"] += 1

    def _until_settled(self, item: Item) -> None:
        """Wait until the queue has gone on, or offers other versions, or is through."""
        settled = ItemState.DECIDED, ItemState.DISCUSS

        def so() -> bool:
            reading = self.screen.presenter.reading
            found = reading.item(item.id) if reading is not None else None
            if not self._rested() or (found is not None and found.state not in settled):
                return False
            panel = self.screen.panel
            offered = panel.versions.hasFocus() or panel.conflict.button.hasFocus()
            return self._current() != item.id or offered

        self.hand.until(so, f"{item.id} to be settled")

    # What is shown at present; on the window's thread

    def _current(self) -> uuid.UUID | None:
        item = self.screen.presenter.item
        return item.id if item is not None else None

    def _state(self) -> ItemState | None:
        item = self.screen.presenter.item
        return item.state if item is not None else None

    def _draft_now(self) -> GoldDraft:
        draft = self.screen.presenter.draft
        assert draft is not None
        return draft

    def _reading(self) -> Adjudication:
        reading = self.screen.presenter.reading
        assert reading is not None
        return reading

    def _keyboard_in_gold(self) -> bool:
        table, focus = self.screen.panel.table, QApplication.focusWidget()
        return table.in_gold and focus is not None and table.isAncestorOf(focus)

    def _rested(self) -> bool:
        opened = self.window.opened
        return opened is not None and not opened.writes.busy

    def _counts(self) -> queue.ItemCounts:
        return queue.item_counts(self.project, self.actor, self.round_id)

    def _finished(self) -> bool:
        return self._rested() and self._counts().to_decide == 0


def _readings(project: Project, actor: Actor, round_id: uuid.UUID) -> list[Adjudication]:
    """Return every article with two submissions."""
    lines = queue.items(project, actor, round_id, queue.ItemFilter(states=frozenset(ItemState)))
    article_ids = dict.fromkeys(one.article_id for one in lines)
    return [read_adjudication(project, actor, one, round_id) for one in article_ids]


def _work_of_annotators(project: Project) -> dict[str, list[Any]]:
    """Return sets, attributions and submissions of annotators, with their content's hashes."""
    own = f"FROM annotation_set s WHERE s.kind = '{SetKind.ANNOTATOR.value}'"
    with project.store.read() as connection:
        return {
            table: sorted(
                tuple(row)
                for row in connection.execute(
                    text(
                        f"SELECT id, revision, content_hash, deleted_at FROM {table}"
                        f" WHERE {column} IN (SELECT s.id {own})"
                    )
                )
            )
            for table, column in (
                ("annotation_set", "id"),
                ("attribution", "set_id"),
                ("submission", "set_id"),
            )
        }
