"""Charts by keys, by mouse and for screen readers."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from PySide6.QtTest import QTest

from annotator.domain.agreement.readings import ALPHA
from annotator.domain.agreement.results import (
    SPEAKER,
    Confusion,
    Differing,
    Figure,
    Part,
    Size,
)
from annotator.domain.agreement.verdicts import Targets, Verdict
from annotator.services.codebooks import default_codebook
from annotator.ui.agreement import chart_filling as charts
from annotator.ui.agreement.agreement_filling import gold_facts
from annotator.ui.agreement.card_filling import cards, shown
from annotator.ui.agreement.labels import Labels
from annotator.ui.agreement.table_filling import Breakdown, table
from annotator.ui.theme import Theme
from annotator.ui.widgets.agreement.chart_view import ChartView
from annotator.ui.widgets.agreement.figure_shown import (
    FigureShown,
    interval_words,
    limit_number,
    number,
)
from annotator.ui.widgets.agreement.heat_map import HeatMap
from annotator.ui.widgets.agreement.painting import Painting
from annotator.ui.widgets.agreement.trend import axis_words
from tests.ui.agreement.reports import COUNTS, NAMES, STANCES, agreement, figure, report

FOUR = report()


@pytest.fixture
def theme(qapp):
    return Theme("light")


@pytest.fixture
def labels():
    return Labels(FOUR.names, default_codebook())


@pytest.fixture
def view(qtbot, theme):
    view = ChartView(theme, "Chart")
    qtbot.addWidget(view)
    view.resize(620, 320)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    return view


@pytest.fixture
def matrix(theme, labels):
    return charts.matrix(
        Confusion(STANCES, COUNTS), "stance", labels, theme, row_name=NAMES[0], column_name=NAMES[1]
    )


def middle(view: ChartView, row: int, column: int) -> QPoint:
    return view.visualRect(view.chart.index(row, column)).center()


def test_arrows_move_and_enter_opens(view, matrix):
    view.show_painting(matrix)
    chosen, opened = [], []
    view.cell_chosen.connect(lambda *cell: chosen.append(cell))
    view.cell_opened.connect(lambda *cell: opened.append(cell))
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.current == (1, 1)
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.current == (1, 4)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened == [(1, 4)]
    assert chosen[-1] == (1, 4)


def test_mouse_chooses_and_opens(view, matrix):
    view.show_painting(matrix)
    opened = []
    view.cell_opened.connect(lambda *cell: opened.append(cell))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, 2, 3))
    assert view.current == (2, 3)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, 0, 1))
    assert opened == [(0, 1)]
    told = []
    view.cell_chosen.connect(lambda *cell: told.append(cell))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, 2, 3))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, 2, 3))
    assert told == [(2, 3), (2, 3)]
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert opened == [(0, 1)]


def test_what_is_shown_anew_keeps_the_place_and_tells_nobody(view, matrix):
    view.show_painting(matrix)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, 2, 3))
    told = []
    view.cell_chosen.connect(lambda *cell: told.append(cell))
    view.show_painting(matrix)
    assert view.current == (2, 3)
    assert told == []


def test_a_screen_reader_finds_a_table_with_names_and_shares(view, matrix):
    view.show_painting(matrix)
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface.role() is QAccessible.Role.Table
    assert interface.text(QAccessible.Text.Name) == "Chart"
    words = view.chart.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Supports by Mira Sorel, Ambivalent by Jonas Reit: 14, 10% of the row"
    names = [
        interface.child(at).text(QAccessible.Text.Name) for at in range(interface.childCount())
    ]
    assert words in names


def test_keys_pass_by_where_there_is_no_pair(view, theme, labels):
    view.show_painting(charts.heat_map(FOUR, "stance", labels, theme), (0, 0))
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.current == (0, 0)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.current == (1, 1)
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.current == (1, 1)
    words = view.chart.index(2, 0).data()
    assert words == "Mira Sorel and Alva Lind: Stance α 0.83, 95 % CI 0.80 to 0.86, 516 units"
    assert view.chart.index(0, 1).data() is None


def test_the_map_knows_its_pairs(theme, labels):
    found = charts.heat_map(FOUR, "stance", labels, theme)
    assert isinstance(found, HeatMap)
    for row in range(3):
        for column in range(row + 1):
            assert found.place_of(*found.pair_at(row, column)) == (row, column)
    assert (
        charts.lowest_pair(FOUR, "stance").agreement.attribute("stance").figures[ALPHA].value < 0.7
    )


def test_shares_of_the_row(theme, labels):
    found = charts.matrix(Confusion(STANCES, COUNTS), "stance", labels, theme, percent=True)
    assert found._words(14.0, 140.0) == "10 %"
    assert found._words(0.0, 0.0) == "–"
    assert found.table().cells[0][1] == "Supports, Ambivalent: 14, 10% of the row"


def test_a_trend_marks_versions_and_reads_out(theme, labels):
    found = charts.trend(FOUR.by_batch, "stance", labels, theme)
    assert found.shown.versions == ((3, "Codebook v2"),)
    table = found.table()
    assert table.columns[0] == "Batch 1"
    assert "from here on Codebook v2" in table.cells[0][3]
    assert table.cells[0][0].startswith("Batch 1, Stance α: 0.62, 95 % CI 0.59 to 0.65")
    assert charts.trend(FOUR.by_round, "stance", labels, theme) is None


def paintings(theme: Theme, labels: Labels) -> list[Painting]:
    pair = report(2, batches=0).pairs[0]
    return [
        charts.heat_map(FOUR, "stance", labels, theme),
        charts.matrix(Confusion(STANCES, COUNTS), "stance", labels, theme),
        charts.trend(FOUR.by_batch, "stance", labels, theme),
        charts.attribute_lines(FOUR.overall, labels, Targets(), theme),
        charts.pair_lines(pair, "stance", Targets(), theme),
        charts.calibration(FOUR.gold[0], labels, theme),
    ]


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("contrast", ["normal", "high"])
def test_every_cell_lies_within_the_least_size_and_is_painted(qapp, labels, scale, contrast):
    theme = Theme("dark", scale)
    theme.contrast = contrast
    for painting in paintings(theme, labels):
        size = painting.least_size().toSize()
        rect = QRectF(0, 0, size.width(), size.height())
        table = painting.table()
        image = QImage(size, QImage.Format.Format_ARGB32)
        image.fill(QColor("magenta"))
        painter = QPainter(image)
        painting.paint(painter, rect)
        painter.end()
        for row, cells in enumerate(table.cells):
            for column, words in enumerate(cells):
                cell = painting.cell_rect(row, column, rect)
                assert (words is None) == cell.isEmpty(), (type(painting), row, column)
                assert words is None or rect.adjusted(-1, -14, 1, 14).contains(cell)
                if words is not None:
                    inside = image.copy(cell.toRect()).convertToFormat(QImage.Format.Format_RGB32)
                    colours = {
                        inside.pixel(x, y)
                        for x in range(0, inside.width(), 2)
                        for y in range(0, inside.height(), 2)
                    }
                    assert len(colours) > 1, (type(painting), row, column)


def test_numbers_as_papers_write_them():
    assert number(0.7549) == "0.75"
    assert number(-0.123) == "−0.12"
    assert number(-0.001) == "0.00"
    assert number(None) == "n/a"
    assert (limit_number(0.667), limit_number(0.8), limit_number(0.65)) == (".667", ".80", ".65")
    assert interval_words((0.1, 0.256), 0.9) == "90 % CI 0.10 to 0.26"


def test_the_lower_bound_judges(labels):
    def verdict(value: float, half: float | None) -> Verdict | None:
        return shown(ALPHA, "Stance", figure(value, half), Targets()).verdict

    assert verdict(0.85, 0.03) is Verdict.RELIABLE
    assert verdict(0.85, 0.1) is Verdict.TENTATIVE
    assert verdict(0.85, 0.3) is Verdict.LOW
    assert verdict(0.85, None) is Verdict.UNKNOWN
    assert shown("percent", "Percent", figure(0.9), Targets()).verdict is None
    aim = shown("matching", "F1", figure(0.75), Targets(f1=0.74))
    assert aim.verdict is Verdict.LOW
    assert aim.target
    assert "Below target" in aim.spoken


def test_cards_say_on_what_they_rest_and_confidence_has_none(labels):
    said, unitizing, second, found = cards(FOUR.overall, "stance", labels, Targets())
    assert said.given == "given that both found it"
    assert "516 units, 1,032 values" in said.figure.facts
    assert "Span F1 0.84" in said.beside
    assert "Span F1 0.84" in unitizing.beside
    assert second.figure.label == "Stance, Gwet’s AC1"
    assert "span F1 0.84" in second.beside
    assert "exact 0.69" in found.beside
    two = report(2, batches=0)
    assert cards(two.overall, "stance", labels, Targets())[2].figure.label.endswith("kappa")
    assert all(
        one.label != "Confidence"
        for one in charts.attribute_lines(FOUR.overall, labels, Targets(), Theme("light")).lines
    )


def test_what_is_undefined_reads_n_a_with_its_reason():
    one = FigureShown("Stance", Figure(None, None, "one_value"), reason="All the same.")
    assert one.spoken == "Stance: n/a, All the same."


def test_the_axis_of_a_trend_takes_negative_bounds_and_speaks_one_way(theme, labels):
    low = Part("b", "Low", agreement(FOUR.overall.annotators, 0.05, 0.4, stories=8))
    found = charts.trend((*FOUR.by_batch, low), "stance", labels, theme)
    assert found._bottom <= -0.35
    assert [axis_words(one) for one in (0.0, 1.0, 0.8, 0.667, -0.2)] == [
        *("0", "1", ".80", ".667", "−.20")
    ]


def test_the_band_lies_under_every_line(qapp, theme, labels):
    """The second series stays to be seen where the band of the first covers it."""
    parts = [replace(one, agreement=agreement((), 0.8, 0.15, stories=40)) for one in FOUR.by_batch]
    found = charts.trend(parts, "stance", labels, theme)
    size = found.natural_size().toSize()
    rect = QRectF(0, 0, size.width(), size.height())
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(theme.tokens.surface)
    painter = QPainter(image)
    found.paint(painter, rect)
    painter.end()
    point = found.cell_rect(1, 2, rect).center().toPoint()
    ink = theme.tokens.text2
    around = [
        image.pixelColor(point.x() + dx, point.y() + dy)
        for dx in range(-6, 7) for dy in range(-6, 7)
    ]  # fmt: skip
    assert any(abs(one.red() - ink.red()) < 40 and abs(one.blue() - ink.blue()) < 40
               for one in around)  # fmt: skip


def test_too_many_values_are_listed_by_how_often_they_differ(view, theme, labels):
    speakers = {"k1": "Ingrid Valmont", "k2": "Zahra Halimi"}
    named = replace(labels, speakers=speakers)
    attribute = replace(
        FOUR.overall.attribute("stance"), key=SPEAKER, confusion=None,
        confusion_reason="values_are_speakers", commonest=(Differing("k1", "k2", 7),),
        differing=9,
    )  # fmt: skip
    view.show_painting(charts.differing(attribute, named, theme))
    assert view.chart.index(0, 0).data() == "Ingrid Valmont against Zahra Halimi: 7 of 9"


def test_a_figure_that_rests_on_fewer_units_says_so(labels):
    stance = FOUR.overall.attribute("stance")
    stance = replace(stance, rests_on={"gwet_ac1": Size(161, 322)})
    overall = replace(FOUR.overall, attributes=(stance,))
    second = cards(overall, "stance", labels, Targets())[2]
    assert second.figure.facts == "161 of 516 units, 322 values"
    rows = table(replace(FOUR, overall=overall), Breakdown.MEASURE, "stance", labels).rows
    assert any("161 of 516 units, 322 values" in row for row in rows)


def test_parts_with_few_stories_are_marked(labels):
    few = replace(FOUR.by_batch[0], articles=9, stories=8)
    shown = table(replace(FOUR, by_batch=(few, *FOUR.by_batch[1:])), Breakdown.BATCH, "stance",
                  labels)  # fmt: skip
    assert "8 *" in shown.rows[0]
    assert "fewer than 30" in shown.note.casefold()
    assert table(FOUR, Breakdown.ROUND, "stance", labels).note == ""


def test_gold_has_intervals(labels):
    words = gold_facts(FOUR.gold[0], "stance", labels)
    assert "Stance α 0.81  [0.78, 0.84]" in words
    assert "span F1 0.84  [" in words
