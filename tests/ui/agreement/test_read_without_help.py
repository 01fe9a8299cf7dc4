"""What a first look at the Agreement screen needs: whose words, which bars, nothing cut."""

import re

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui.agreement.table_filling import Breakdown
from tests.services.coded import hand_in, mark


def short_and_long(world):
    """Mira marks fewer words than Jonas."""
    mark(world, world.mira, "We will talk", stance="supports", confidence="low")
    mark(world, world.jonas, "We will talk to them", stance="opposes", confidence="high")
    for actor in (world.mira, world.jonas):
        hand_in(world, actor)


def to_cell(desk, row, column):
    chart = desk.screen.panes.confusion.chart
    chart.setFocus()
    chart.setCurrentIndex(chart.chart.index(row, column))
    desk.quotes()


def test_the_status_bar_tells_that_coders_work_is_shown(desk):
    bar = desk.window.status_bar
    assert bar._blindness.text() == "Coders’ work: compared here"
    assert bar._blindness.toolTip().startswith("Managers see what coders have handed in, by name")
    assert bar._blindness.toolTip() in bar._person.accessibleDescription()
    assert bar._person.text() == "Edda Holm"
    desk.window.show_screen("annotate")
    assert bar._blindness.text() == "Others’ work: hidden"


def test_whose_words_a_quote_is_in_is_said_and_the_others_are_there(enter_as):
    desk = enter_as(coded=short_and_long)
    desk.done()
    to_cell(desk, 0, 3)
    pane = desk.screen.panes.quotes
    assert pane.cell.text() == (
        "Supports by Mira Sorel, Opposes by Jonas Reit. Words as marked by Mira Sorel."
    )
    index = pane.list.currentIndex()
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        assert "Jonas Reit marked: We will talk to them" in index.data(role)


def test_bars_of_confidence_are_explained(enter_as):
    desk = enter_as(coded=short_and_long)
    desk.done()
    to_cell(desk, 0, 3)
    pane = desk.screen.panes.quotes
    assert pane.foot.text().startswith("Bars: Confidence, from Low to High.")
    tip = pane.list.currentIndex().data(Qt.ItemDataRole.ToolTipRole)
    assert "Supports (Confidence: Low)" in tip
    assert "Opposes (Confidence: High)" in tip


def test_of_all_pairs_the_words_are_the_first_nameds(four):
    QTest.mouseClick(four.screen.panes.pairs.all, Qt.MouseButton.LeftButton)
    to_cell(four, 0, 1)
    pane = four.screen.panes.quotes
    assert pane.cell.text().endswith(". Words as marked by the first named.")
    quote = pane.list.currentIndex().data(Qt.ItemDataRole.UserRole + 1)
    first = quote.who.split(" / ")[0].split(", ")[0]
    assert four.screen.presenter.labels.person(quote.subject.a) == first


def test_articles_have_no_boundaries_to_name(desk):
    desk.screen.choose_attribute("relevance")
    to_cell(desk, 0, 0)
    assert "marked" not in desk.screen.panes.quotes.cell.text()


@pytest.mark.parametrize("wide", [1024, 1440, 1900])
def test_the_matrix_against_gold_is_seen_as_a_whole(four, wide):
    four.window.resize(wide, 900)
    QApplication.processEvents()
    four.qtbot.wait(50)
    pane = four.screen.panes.gold
    area = pane._matrix_area
    assert not area.horizontalScrollBar().isVisible()
    assert not area.verticalScrollBar().isVisible()
    assert area.viewport().width() >= pane.matrix.painting.least_size().width()


def test_where_a_chart_scrolls_both_ways_the_corner_is_painted(four, theme):
    area = four.screen.panes.gold._matrix_area
    area.setFixedSize(200, 150)
    QApplication.processEvents()
    four.qtbot.wait(20)
    assert area.horizontalScrollBar().isVisible()
    assert area.verticalScrollBar().isVisible()
    corner = QRect(
        QPoint(area.viewport().geometry().right() + 1, area.viewport().geometry().bottom() + 1),
        area.rect().bottomRight(),
    )
    assert corner.width() > 2
    pane = four.screen.panes.gold
    corner.moveTopLeft(area.mapTo(pane, corner.topLeft()))
    image = pane.grab(corner).toImage()
    colours = {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }
    assert colours == {theme.tokens.surface.name()}


@pytest.mark.parametrize("wide", [1024, 1440])
def test_reasons_in_the_table_of_measures_are_read_in_full(four, wide):
    four.window.resize(wide, 900)
    pane = four.screen.panes.breakdown
    at = list(Breakdown).index(Breakdown.MEASURE)
    QTest.mouseClick(pane.tabs.buttons[at], Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    four.qtbot.wait(50)
    table = pane.table
    assert table.horizontalScrollBar().maximum() == 0
    metrics = QFontMetrics(table.font())
    for row, cells in enumerate(table.figures.rows):
        for column, words in enumerate(cells):
            wide_cell, high = table.columnWidth(column), table.rowHeight(row)
            room = metrics.boundingRect(
                QRect(0, 0, wide_cell - 8, 10_000), Qt.TextFlag.TextWordWrap, words
            )
            assert room.height() <= high, words
            assert max(map(metrics.horizontalAdvance, words.split()), default=0) <= wide_cell
    assert any("made for two annotators" in words for cells in table.figures.rows
               for words in cells)  # fmt: skip


def test_spare_room_shows_more_rows(four):
    pane = four.screen.panes.breakdown
    table = pane.table
    four.qtbot.wait(50)
    bar = table.verticalScrollBar()
    hidden = pane.height() - table.geometry().bottom() > 60
    assert not (bar.isVisible() and hidden)


def test_the_figures_stand_above_the_methods_and_follow_the_attribute(four):
    words = four.screen.panes.methods.text.toPlainText()
    found = re.search(r"for Stance is (\S+ \[.*?\]), on 240 units", words)
    assert found
    card = four.screen.panes.cards[0]
    low, high = card.shown.figure.interval
    assert found[1] == f"{card.shown.figure.value:.2f} [{low:.2f}, {high:.2f}]"
    four.screen.choose_attribute("conditional")
    assert "for Conditional is" in four.screen.panes.methods.text.toPlainText()


def test_figures_are_saved_in_a_folder_of_the_project_and_day(four):
    dialog = four.screen.save_dialog()
    folder = dialog.folder.folder
    assert folder.parent == four.window.opened.path.parent
    assert re.fullmatch(r"Border Talks – agreement – \d{4}-\d\d-\d\d", folder.name)
    assert not folder.exists()
    assert "The folder is made" in dialog.outcome.text()
    dialog.deleteLater()
