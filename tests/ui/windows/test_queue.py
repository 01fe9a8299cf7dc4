"""The queue: ten thousand articles are read page by page, filtered, and kept up to date."""

import json
import uuid
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView

from annotator.domain.people import Actor, Role
from annotator.services.codebooks import default_codebook
from annotator.services.interchange.importing import import_paths
from annotator.services.managing.people import people
from annotator.services.managing.rounds import current_round
from annotator.services.project import Project, create_project, open_project
from annotator.services.queue import QueueFilter, QueueState, queue_ids, queue_rows
from annotator.ui.models.queue_model import PAGE, ROW_ROLE, NoArticles, QueueModel

MANY = 10_000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    lines = folder / "many.jsonl"
    with lines.open("w", encoding="utf-8") as file:
        for number in range(MANY):
            article = {"text": f"Nobody spoke {number} times.", "title": f"Article {number}"}
            file.write(json.dumps({"format": "stance-annotator/1", "article": article}) + "\n")
    path = folder / "large.stance"
    with create_project(path, name="Large", maker="Mira", codebook=default_codebook()) as project:
        manager = Actor(people(project)[0].id, Role.MANAGER)
        assert import_paths(project, manager, [lines]).complete
    return path


def annotator(project: Project) -> tuple[Actor, uuid.UUID]:
    return Actor(people(project)[0].id, Role.ANNOTATOR), current_round(project).id


def test_rows_are_read_page_by_page(large: Path, qtbot):
    with open_project(large) as project:
        actor, round_id = annotator(project)
        asked: list[int] = []

        def read(ids):
            asked.append(len(ids))
            return queue_rows(project, actor, round_id, ids)

        model = QueueModel(read)
        model.show_ids(queue_ids(project, actor, round_id, QueueFilter(QueueState.ALL)))
        view = QListView()
        qtbot.addWidget(view)
        view.setUniformItemSizes(True)
        view.setModel(model)
        view.resize(260, 700)
        view.show()
        view.grab()
        assert model.rowCount() == MANY
        assert sum(asked) <= 2 * PAGE  # what is seen, and the last rows for the scroll bar
        view.scrollToBottom()
        view.grab()
        assert sum(asked) <= 4 * PAGE
        assert model.index(MANY - 1).data() == f"Article {MANY - 1}"
        assert model.row_of(model.ids[7_777]) == 7_777
        assert model.row_of(uuid.uuid4()) == -1


def test_old_pages_are_forgotten_and_a_row_can_be_read_again(large: Path, qtbot):
    with open_project(large) as project:
        actor, round_id = annotator(project)
        reads: list[uuid.UUID] = []

        def read(ids):
            reads.append(ids[0])
            return queue_rows(project, actor, round_id, ids)

        model = QueueModel(read)
        ids = queue_ids(project, actor, round_id, QueueFilter(QueueState.ALL))
        model.show_ids(ids)
        for at in range(0, MANY, PAGE):
            assert model.index(at).data(ROW_ROLE).article_id == ids[at]
        count = len(reads)
        assert model.index(0).data() == "Article 0"  # its page has gone by now
        assert len(reads) == count + 1
        with qtbot.waitSignal(model.dataChanged):
            model.refresh([ids[0]])
        assert model.index(0).data() == "Article 0"
        assert len(reads) == count + 2


def test_an_empty_model_has_no_rows(qtbot):
    model = QueueModel(lambda _ids: ())
    assert model.rowCount() == 0
    assert NoArticles().place(uuid.uuid4()) is None


def test_rows_say_aloud_what_they_show(desk):
    index = desk.screen.queue.model.index(0)
    words = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Harbour talks go on" in words
    assert "Eastgate Wire" in words
    assert "to do" in words


def test_the_filter_acts_after_a_rest_and_can_be_cleared(desk):
    desk.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    pane = desk.screen.queue_pane
    assert desk.window.focusWidget() is pane.field
    desk.qtbot.keyClicks(pane.field, "flour")
    desk.qtbot.waitUntil(lambda: desk.screen.queue.model.rowCount() == 1)
    desk.qtbot.keyClicks(pane.field, "zzz")
    desk.qtbot.waitUntil(lambda: desk.screen.queue.model.rowCount() == 0)
    pane.clear_filter()
    assert desk.screen.queue.model.rowCount() == 3


def test_tabs_and_counts_follow_what_is_done(desk):
    first = desk.screen.article_id
    desk.screen.actions_.mark_cannot_code(first, "duplicate", lambda _changes: None)
    pane = desk.screen.queue_pane
    assert pane._buttons["done"].text() == "Done 1"
    assert desk.screen.queue.model.row_of(first) == -1
    pane._buttons["done"].click()
    assert list(desk.screen.queue.model.ids) == [first]


def test_choosing_a_row_opens_the_article(desk):
    pane = desk.screen.queue_pane
    pane.list.setCurrentIndex(desk.screen.queue.model.index(2))
    assert desk.screen.article_id == desk.article_ids()[2]
    pane.list.setFocus()
    desk.press(Qt.Key.Key_Q)  # letters do not search the list
    assert desk.screen.article_id == desk.article_ids()[2]


def test_a_count_shortens_the_outlet_and_never_the_day(qapp):
    from PySide6.QtGui import QFont, QFontMetrics

    from annotator.ui.widgets.queue_delegate import fitting_origin

    metrics = QFontMetrics(QFont())
    whole = "The Meridian Courier · 16 Mar 2025"
    room = metrics.horizontalAdvance(whole)
    assert fitting_origin("The Meridian Courier", "16 Mar 2025", metrics, room + 1) == whole
    short = fitting_origin("The Meridian Courier", "16 Mar 2025", metrics, room - 20)
    assert "The Meridian" in short
    assert short.endswith(" · 16 Mar 2025")
    assert "…" in short
    only = metrics.horizontalAdvance("16 Mar 2025") + 1  # widths are rounded
    assert fitting_origin("The Meridian Courier", "16 Mar 2025", metrics, only) == "16 Mar 2025"


def test_whose_queue_it_is_stands_on_the_line_of_the_round(desk):
    pane = desk.screen.queue_pane
    title, whose = pane.rounds._title, pane._whose
    middles = [one.mapTo(pane, one.rect().center()).y() for one in (title, whose)]
    assert abs(middles[0] - middles[1]) <= 1
