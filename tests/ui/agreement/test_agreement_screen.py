"""The Agreement screen in a real window, on real files: by keys and by mouse."""

import uuid

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.domain.agreement.verdicts import Targets
from annotator.services.agreement.choice import IntervalMethod
from annotator.services.agreement.targets import set_targets
from annotator.ui.agreement.agreement_presenter import Stage
from annotator.ui.agreement.table_filling import Breakdown
from annotator.ui.widgets.agreement.heat_map import HeatMap
from tests.services.coded import hand_in, mark
from tests.ui.answering import answer_next

CTRL = Qt.KeyboardModifier.ControlModifier


def nobody(_world):
    """Nothing is coded."""


def one_only(world):
    mark(world, world.mira, "We will talk to them")
    hand_in(world, world.mira)


def test_only_managers_see_it(enter_as, windows):
    with pytest.raises(AssertionError):
        enter_as("Jonas Reit")  # the screen is never made
    window = windows.windows[0]
    assert window.rail.button("agreement").isHidden()
    assert not window.actions_.agreement.isVisible()
    assert window.screens.currentWidget() is window.annotate_screen


def test_the_rail_leads_to_it(desk):
    window = desk.window
    button = window.rail.button("agreement")
    window.show_screen("annotate")
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.screens.currentWidget() is desk.screen
    assert window.actions_.agreement.isChecked()


def test_cards_of_two_coders(desk):
    said, unitizing, second, found = desk.screen.panes.cards
    assert said.shown.label == "Stance, Krippendorff’s α"
    assert "given that both found it" in said.accessibleName()
    assert "3 units, 6 values" in said.accessibleName()
    assert unitizing.shown.label == "Spans, unitizing α"
    assert second.shown.label == "Stance, Cohen’s kappa"
    assert found.shown.figure.value == pytest.approx(6 / 7)
    assert "3 matched pairs, 1 stands alone" in found.accessibleName()
    assert found.shown.figure.interval is not None
    assert "fewer than 30" in desk.screen.strip.words.text()


def test_two_coders_have_no_map_of_one_cell(desk):
    pane = desk.screen.panes.pairs
    assert not isinstance(pane.chart.painting, HeatMap)
    assert pane.title == "Mira Sorel × Jonas Reit"
    assert any("Percent" in one for one in pane.chart.painting.table().rows)
    assert pane.all.isHidden()


def test_arrows_and_enter_lead_to_the_quotes_and_on_to_the_article(desk):
    panes = desk.screen.panes
    chart = panes.confusion.chart
    chart.setFocus()
    for _ in range(3):
        desk.press(Qt.Key.Key_Right)
    assert chart.current == (0, 3)
    desk.quotes()
    assert panes.quotes.title == "1 quote"
    assert panes.quotes.cell.text().startswith("Supports by Mira Sorel, Opposes by Jonas Reit.")
    desk.press(Qt.Key.Key_Return)
    assert panes.quotes.list.hasFocus()
    quote = panes.quotes.list.currentIndex().data()
    assert "We will talk to them" in quote
    assert "Eastgate Wire" in quote
    assert "(Confidence: Low)" in quote
    asked = answer_next("Stay here")
    desk.press(Qt.Key.Key_Return)
    assert "which coder is A" in asked[0]
    assert desk.window.screens.currentWidget() is desk.screen
    answer_next("Open it")
    desk.press(Qt.Key.Key_Return, on=panes.quotes.list)
    assert desk.window.screens.currentWidget() is desk.window.adjudicate_screen
    item = desk.window.adjudicate_screen.presenter.item
    assert {one.content[0].quote for one in item.candidates.values()} == {"We will talk to them"}
    back = next(one for one in desk.window.messages.findChildren(QPushButton)
                if one.text() == "Back to Agreement")  # fmt: skip
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert desk.window.screens.currentWidget() is desk.screen
    assert desk.window.focusWidget() is panes.quotes.list
    assert desk.window.messages.isHidden()


def test_who_does_not_adjudicate_goes_to_annotate(enter_as):
    from annotator.domain.people import Role
    from annotator.services.managing.people import set_roles

    def without_adjudicator(world):
        from tests.ui.agreement.conftest import code

        code(world)
        set_roles(
            world.project, world.manager, world.manager.person_id, [Role.MANAGER, Role.ANNOTATOR]
        )

    desk = enter_as(coded=without_adjudicator)
    desk.done()
    desk.screen.panes.confusion.chart.setFocus()
    desk.press(Qt.Key.Key_Return)
    desk.quotes()
    QApplication.processEvents()
    desk.press(Qt.Key.Key_Return)
    assert desk.window.screens.currentWidget() is desk.window.annotate_screen
    assert desk.window.annotate_screen.article_id == desk.world.articles[1]


def test_a_cell_without_quotes_says_so(desk):
    panes = desk.screen.panes
    panes.confusion.chart.setFocus()
    desk.press(Qt.Key.Key_Right)
    assert panes.quotes.note.text() == "No quotes behind this cell."
    assert panes.quotes.list.isHidden()


def test_another_attribute_by_keys(desk):
    chip = desk.screen.bar.attribute
    chip.setFocus()
    desk.press(Qt.Key.Key_Space)
    menu = chip.menu_
    entry = next(one for one in menu.actions() if one.text() == "Relevance")
    menu.setActiveAction(entry)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    said = desk.screen.panes.cards[0]
    assert said.shown.label == "Relevance, Krippendorff’s α"
    assert "on articles that both did" in said.accessibleName()
    assert desk.screen.panes.confusion.title.startswith("Relevance")
    assert all("Confidence" not in one.words for one in chip.entries)


def test_shares_instead_of_counts(desk):
    units = desk.screen.panes.confusion.units
    QTest.mouseClick(units.buttons[1], Qt.MouseButton.LeftButton)
    assert desk.screen.panes.confusion.chart.painting.shown.percent
    assert units.buttons[1].isChecked()


def test_empty_says_what_is_missing_and_what_to_do(enter_as):
    desk = enter_as(coded=nobody)
    desk.qtbot.waitUntil(lambda: desk.screen.presenter.report is not None, timeout=10_000)
    assert desk.screen.empty.isVisible()
    assert desk.screen.empty.title == "Nothing to compare yet"
    words = desk.screen.empty._words.text()
    assert "done" in words
    assert not desk.screen.bar.save.isEnabled()
    assert not desk.screen.save_figures.isEnabled()
    desk.press(Qt.Key.Key_Return, on=desk.screen.empty.buttons[0])
    assert desk.window.screens.currentWidget() is desk.window.annotate_screen


def test_one_annotator_is_not_enough(enter_as):
    desk = enter_as(coded=one_only)
    desk.qtbot.waitUntil(lambda: desk.screen.presenter.report is not None, timeout=10_000)
    assert "at least two" in desk.screen.empty._words.text()
    assert desk.screen.empty.buttons[0].text().startswith("Rounds")


def test_new_work_is_followed_by_itself(desk):
    world = desk.world
    before = desk.screen.presenter.report.overall.attribute("stance").units
    from annotator.services import article_work

    for actor in (world.mira, world.jonas):
        place = (world.project, actor, world.articles[2], world.round_id)
        article_work.reopen(*place)
        mark(world, actor, "said nothing", "Édouard Brask", article=2, stance="unclear")
        article_work.mark_done(*place)
    # First submissions count, whatever was changed later.
    desk.qtbot.wait(2_500)
    desk.done()
    assert desk.screen.presenter.report.overall.attribute("stance").units == before


def test_targets_are_the_projects(desk):
    world = desk.world
    changes = set_targets(desk.window.opened.project, world.manager, Targets(0.5, 0.99))
    desk.window.opened.hub.publish(changes)
    desk.qtbot.waitUntil(lambda: desk.screen.presenter.targets.f1 == 0.99, timeout=5_000)
    QApplication.processEvents()
    found = desk.screen.panes.cards[3]
    assert found.badge.words == "Below target"
    assert ".99 for F1" in desk.screen.panes.readings.foot.text()


def test_methods_can_be_copied(desk):
    panes = desk.screen.panes
    words = panes.methods.text.toPlainText()
    assert "1,000 bootstrap samples" in words
    assert "Krippendorff" in words
    QTest.mouseClick(panes.methods.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == words


def test_f6_goes_round_all_panes(desk):
    seen = []
    desk.screen.bar.attribute.setFocus()
    for _ in range(12):
        seen.append(desk.window.focusWidget())
        desk.press(Qt.Key.Key_F6)
    panes = desk.screen.panes
    for stop in (panes.cards[0], panes.pairs.chart, panes.confusion.chart, panes.methods.text):
        assert stop in seen
    assert seen.count(desk.screen.bar.attribute) == 2 or len(set(map(id, seen))) >= 8


def test_every_figure_is_reached_with_tab(desk):
    desk.screen.bar.attribute.setFocus()
    seen = set()
    for _ in range(60):
        seen.add(desk.window.focusWidget())
        desk.press(Qt.Key.Key_Tab)
    panes = desk.screen.panes
    for stop in (
        desk.screen.bar.save,
        panes.cards[0],
        panes.pairs.chart,
        panes.confusion.chart,
        panes.course.chart,
        panes.readings.targets,
        panes.breakdown.table,
        panes.methods.copy,
    ):
        assert stop in seen, stop


def test_four_coders_have_a_map_and_a_pair_sets_the_matrix(four):
    panes = four.screen.panes
    painting = panes.pairs.chart.painting
    assert isinstance(painting, HeatMap)
    assert panes.cards[2].shown.label == "Stance, Gwet’s AC1"
    panes.pairs.chart.setFocus()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Up):
        four.press(key)
    assert panes.pairs.chart.current == (0, 0)
    shown = panes.confusion.chart.painting.shown
    assert (shown.row_name, shown.column_name) == ("Mira Sorel", "Jonas Reit")
    report = four.screen.presenter.report
    pair = report.pairs[0].agreement.attribute("stance")
    assert sum(map(sum, shown.counts)) == pytest.approx(pair.units)
    QTest.mouseClick(panes.pairs.all, Qt.MouseButton.LeftButton)
    assert panes.confusion.chart.painting.shown.row_name == ""
    overall = report.overall.attribute("stance")
    assert panes.confusion.chart.painting.shown.counts == overall.confusion.counts
    panes.confusion.chart.setFocus()
    four.press(Qt.Key.Key_Right)
    four.quotes()
    assert panes.quotes.list.quotes.rowCount() > 0


def test_quotes_follow_the_pair_and_new_figures(four):
    """The cell stays marked, so it must not be empty beside it."""
    panes = four.screen.panes
    chart = panes.confusion.chart
    place = chart.visualRect(chart.chart.index(0, 0)).center()
    QTest.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=place)
    four.quotes()
    QTest.mouseClick(panes.pairs.all, Qt.MouseButton.LeftButton)
    assert chart.current == (0, 0)
    four.quotes()
    rows = panes.quotes.list.quotes.rowCount()
    assert rows
    assert "pairs of coders" in panes.quotes.cell.text()
    shown = [panes.quotes.list.quotes.index(at).data() for at in range(rows)]
    assert len(set(shown)) == rows
    assert "Mira Sorel" in shown[0]
    four.screen.presenter.begin()
    four.done()
    four.quotes()
    assert chart.current == (0, 0)
    assert panes.quotes.list.quotes.rowCount() == rows
    four.screen.choose_attribute("object")
    assert chart.current is None
    assert panes.quotes.list.isHidden()


def test_speakers_have_names_and_lead_to_quotes(four):
    four.screen.choose_attribute("speaker")
    panes = four.screen.panes
    chart = panes.confusion.chart
    words = chart.chart.index(0, 0).data()
    assert words is None or " against " in words
    assert not any(char * 8 in words for char in "0123456789abcdef") if words else True
    if words is not None:
        chart.setFocus()
        four.press(Qt.Key.Key_Return)
        four.quotes()
        assert panes.quotes.list.quotes.rowCount()


def test_the_quotes_are_as_many_as_the_cell_counts(four):
    panes = four.screen.panes
    chart = panes.confusion.chart
    counts = chart.painting.shown.counts
    chart.setFocus()
    for row in range(len(counts)):
        for column in range(len(counts)):
            if counts[row][column]:
                chart.setCurrentIndex(chart.chart.index(row, column))
                four.quotes()
                assert panes.quotes.list.quotes.rowCount() == counts[row][column]


def test_trend_parts_gold_and_calibration(four):
    panes = four.screen.panes
    assert panes.course.title == "Trend by batch"
    assert panes.course.chart.painting.shown.parts == tuple(f"Batch {n}" for n in range(1, 7))
    for kind, rows in ((Breakdown.BATCH, 6), (Breakdown.OBJECT, 4), (Breakdown.ORIGIN, 2)):
        at = list(Breakdown).index(kind)
        QTest.mouseClick(panes.breakdown.tabs.buttons[at], Qt.MouseButton.LeftButton)
        assert panes.breakdown.table.figures.rowCount() >= rows, kind
    drift = list(Breakdown).index(Breakdown.DRIFT)
    QTest.mouseClick(panes.breakdown.tabs.buttons[drift], Qt.MouseButton.LeftButton)
    assert "again" in panes.breakdown.note.text()
    assert len(panes.gold.people.buttons) == 4
    QTest.mouseClick(panes.gold.people.buttons[3], Qt.MouseButton.LeftButton)
    assert panes.gold.matrix.painting.shown.column_name == "Alva Lind"
    assert panes.gold.matrix.painting.shown.row_name == "Gold"
    labels = [one.label for one in panes.gold.calibration.painting.lines]
    assert labels == ["Confidence: Low", "Confidence: Medium", "Confidence: High"]


def test_a_choice_of_batches_and_people(four):
    bar = four.screen.bar
    bar.parts.setFocus()
    four.press(Qt.Key.Key_Space)
    menu = bar.parts.menu_
    menu.setActiveAction(next(one for one in menu.actions() if "Batch 2" in one.text()))
    QTest.keyClick(menu, Qt.Key.Key_Space)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    QApplication.processEvents()
    four.done()
    assert four.screen.presenter.report.overall.articles == 8
    assert bar.parts.text() == "Batch 2"
    whole, main, *batches = bar.parts.entries
    assert [one.words for one in (whole, main) if one.chosen] == []
    assert [one.words for one in batches if one.chosen] == ["Main, Batch 2"]
    bar.parts.setFocus()
    four.press(Qt.Key.Key_Space)
    menu = bar.parts.menu_
    menu.setActiveAction(next(one for one in menu.actions() if one.text() == "Main, all batches"))
    QTest.keyClick(menu, Qt.Key.Key_Space)
    ticked = [one.text() for one in menu.actions() if one.isChecked()]
    assert ticked == ["Main, all batches"]
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert [one for one in menu.actions() if one.isChecked()] == menu.actions()[:1]
    QTest.keyClick(menu, Qt.Key.Key_Space)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    QApplication.processEvents()
    four.done()
    assert four.screen.presenter.report.overall.articles == 48
    bar.people.setFocus()
    four.press(Qt.Key.Key_Space)
    menu = bar.people.menu_
    for name in ("Chidi Okoye", "Alva Lind"):
        menu.setActiveAction(next(one for one in menu.actions() if one.text() == name))
        QTest.keyClick(menu, Qt.Key.Key_Space)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    four.done()
    assert len(four.screen.presenter.report.overall.annotators) == 2
    assert bar.people.text() == "2 annotators"


def test_points_come_first_and_stop_keeps_them(four):
    presenter = four.screen.presenter
    stages = []
    presenter.changed.connect(lambda: stages.append(presenter.stage))
    four.screen.choosing.method((IntervalMethod.BOOTSTRAP, 5_000))
    four.qtbot.waitUntil(lambda: presenter.stage is Stage.INTERVALS, timeout=20_000)
    assert presenter.report.overall.attribute("stance").figures["percent"].interval is None
    assert four.screen.strip.stop.isVisible()
    assert four.screen.panes.cards[0].badge.words == "No interval"
    assert "on their way" in four.screen.bar.settings.text()
    assert "samples" not in four.screen.bar.settings.text()
    QTest.mouseClick(four.screen.strip.stop, Qt.MouseButton.LeftButton)
    four.qtbot.waitUntil(lambda: not presenter.running, timeout=20_000)
    QApplication.processEvents()
    assert presenter.stage is Stage.STOPPED
    assert presenter.report.overall.matching.overlap.f1.value is not None
    assert "not judged" in four.screen.strip.words.text()
    four.press(Qt.Key.Key_F5)
    four.done()
    assert presenter.report.overall.matching.overlap.f1.interval is not None
    assert stages[0] is Stage.READING


def test_the_status_bar_tells_of_the_figures(desk):
    bar = desk.window.status_bar
    assert bar._done.text().startswith("Figures computed ")
    assert bar._done.text().endswith("from 3 articles")
    assert not bar._progress.isVisible()
    desk.window.show_screen("annotate")
    assert bar._progress.isVisible()
    assert "done" in bar._done.text()


def test_the_keyboard_waits_for_the_chips_and_not_on_stop(enter_as):
    desk = enter_as()
    assert not desk.screen.strip.stop.hasFocus()
    desk.done()
    assert desk.screen.bar.attribute.hasFocus()


def test_tabs_below_are_reached_by_f6(four):
    panes = four.screen.panes
    seen = set()
    four.screen.bar.attribute.setFocus()
    for _ in range(12):
        seen.add(four.window.focusWidget())
        four.press(Qt.Key.Key_F6)
    assert panes.breakdown.tabs.stop in seen
    assert panes.gold.people.stop in seen
    assert "Gold of" in panes.gold.foot.text()


def test_settings_stay_in_sight_in_a_narrow_window(four):
    four.window.resize(1024, 768)
    QApplication.processEvents()
    words = four.screen.bar.settings
    assert words.isVisible()
    assert "seed" in words.text()
    assert words.width() >= words.fontMetrics().horizontalAdvance(words.text())


def test_without_intervals(four):
    four.screen.choosing.method((IntervalMethod.NONE, 0))
    four.done()
    assert four.screen.presenter.report.overall.matching.overlap.f1.interval is None
    assert "no intervals" in four.screen.bar.settings.text()


def test_closing_meanwhile_leaves_nothing_running(four):
    four.screen.presenter.begin()
    four.window.close_project()
    assert four.window.agreement_screen is None


def test_what_was_on_its_way_is_not_shown_to_somebody_else(four):
    from annotator.services.managing.people import people

    opened, presenter = four.window.opened, four.screen.presenter
    presenter.begin()
    opened.become(next(one for one in people(opened.project) if one.name == "Jonas Reit"))
    four.qtbot.wait(300)
    assert presenter.report is None
    assert presenter.stage is Stage.NOTHING
    assert not presenter.running


def test_work_that_took_long_is_computed_anew_on_request_only(desk):
    presenter, world = desk.screen.presenter, desk.world
    presenter._took = 60.0  # as with ten thousand articles
    before = presenter.report
    from annotator.services import article_work

    place = (world.project, world.maker, world.articles[0], world.round_id)
    article_work.set_article_value(*place, "relevance", "relevant")
    article_work.mark_done(*place)
    desk.qtbot.waitUntil(lambda: presenter.outdated, timeout=8_000)
    QApplication.processEvents()
    assert presenter.report is before
    assert "changed since" in desk.screen.strip.words.text()
    QTest.mouseClick(desk.screen.strip.anew, Qt.MouseButton.LeftButton)
    desk.done()
    assert len(presenter.report.overall.annotators) == 3


def test_somebody_else_sees_nothing(desk):
    from annotator.services.managing.people import people

    opened = desk.window.opened
    jonas = next(one for one in people(opened.project) if one.name == "Jonas Reit")
    opened.become(jonas)
    assert desk.window.screens.currentWidget() is desk.window.annotate_screen
    assert desk.screen.presenter.report is None
    assert isinstance(opened.person.id, uuid.UUID)


@pytest.mark.parametrize(("scale", "contrast"), [(2.0, "normal"), (1.0, "high")])
def test_large_letters_and_high_contrast_fit(four, theme, scale, contrast):
    theme.contrast = contrast
    theme.text_scale = scale
    four.window.resize(1280, 800)
    QApplication.processEvents()
    four.qtbot.wait(50)
    page = four.screen.panes.page
    panes = [one for one in page.children() if hasattr(one, "geometry") and one.isVisible()]
    assert page.width() <= four.screen.panes.area.viewport().width()
    for one in panes:
        assert page.rect().contains(one.geometry()), one
        for other in panes:
            assert one is other or not one.geometry().intersects(other.geometry())
