"""Fields follow from the codebook: which widget, what it emits, what it hides."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui.widgets.inspector import ArticleValueChange, ValueChange
from annotator.ui.widgets.inspector.boolean_field import BooleanField, YesNoField
from annotator.ui.widgets.inspector.chips import ChipField
from annotator.ui.widgets.inspector.segments import SegmentField
from annotator.ui.widgets.inspector.text_field import TextField

Left = Qt.MouseButton.LeftButton


@pytest.fixture
def other(make_bench, bridges, samples):
    bench = make_bench(bridges)
    bench.inspector.show_attribution(samples.attribution(), number=1, total=1)
    bench.inspector.show_article(samples.work())
    bench.settle()
    return bench


def button(bench, key: str, value: str):
    rows = bench.form.rows
    return next(one for one in rows.field(key).buttons if one.value.key == value)


def changes(bench) -> list[tuple[str, object]]:
    return [(one.key, one.value) for one in bench.heard.of("value_changed")]


def test_every_attribute_gets_its_kind_of_field(bench, other) -> None:
    kinds = {key: type(bench.form.rows.field(key)) for key in ("stance", "confidence", "object")}
    assert kinds == {"stance": SegmentField, "confidence": SegmentField, "object": ChipField}
    assert type(bench.form.rows.field("conditional")) is BooleanField
    kinds = {
        key: type(other.form.rows.field(key))
        for key in ("verdict", "materials", "toll", "toll_reason", "safe", "length")
    }
    assert kinds == {
        "verdict": SegmentField,
        "materials": ChipField,
        "toll": BooleanField,
        "toll_reason": TextField,
        "safe": YesNoField,
        "length": SegmentField,
    }
    assert other.form.rows.field("stance") is None


def test_nothing_is_chosen_beforehand(bench, samples) -> None:
    bench.inspector.show_attribution(samples.attribution(), number=1, total=1)
    for key in ("stance", "confidence", "object", "type"):
        assert not any(one.isChecked() for one in bench.form.rows.field(key).buttons)
    assert bench.heard.all == []


def test_a_click_chooses_and_a_second_one_clears_what_is_not_required(bench, samples) -> None:
    one = samples.attribution()
    bench.inspector.show_attribution(one, number=1, total=1)
    bench.settle()
    chip = button(bench, "object", "recognition")
    QTest.mouseClick(chip, Left)
    assert chip.isChecked()
    QTest.mouseClick(chip, Left)
    assert not chip.isChecked()
    assert bench.heard.of("value_changed") == [
        ValueChange(one.id, "object", "recognition"),
        ValueChange(one.id, "object", None),
    ]


def test_a_required_choice_is_exchanged_but_not_cleared(bench, samples) -> None:
    bench.inspector.show_attribution(samples.attribution(), number=1, total=1)
    bench.settle()
    for value in ("supports", "opposes", "opposes"):
        QTest.mouseClick(button(bench, "stance", value), Left)
    assert changes(bench)[:2] == [("stance", "supports"), ("stance", "opposes")]
    assert ("stance", None) not in changes(bench)
    assert button(bench, "stance", "opposes").isChecked()
    assert not button(bench, "stance", "supports").isChecked()


def test_a_click_leaves_the_keyboard_where_it_was(bench, samples) -> None:
    bench.inspector.show_attribution(samples.attribution(), number=1, total=1)
    bench.settle()
    QTest.mouseClick(button(bench, "confidence", "low"), Left)
    assert QApplication.focusWidget() is bench.elsewhere


def test_arrows_move_without_choosing_and_space_chooses(bench, samples) -> None:
    bench.inspector.show_attribution(samples.attribution(), number=1, total=1)
    assert bench.inspector.focus_attribute("confidence")
    assert QApplication.focusWidget() is button(bench, "confidence", "low")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert QApplication.focusWidget() is button(bench, "confidence", "high")
    assert bench.heard.all == []
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert changes(bench) == [("confidence", "high")]
    assert bench.inspector.current_attribute() == "confidence"


def test_tab_stops_once_at_each_group(bench, samples) -> None:
    bench.inspector.show_attribution(
        samples.attribution(values={"stance": "opposes"}), number=1, total=1
    )
    bench.inspector.focus_speaker()
    QTest.keyClick(bench.form.speaker, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is button(bench, "stance", "opposes")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is bench.form.rows.field("conditional").box


def test_several_values_come_in_the_codebooks_order(other) -> None:
    for value in ("wood", "steel", "stone", "wood", "stone", "steel"):
        QTest.mouseClick(button(other, "materials", value), Left)
    assert [value for _, value in changes(other)] == [
        ("wood",),
        ("steel", "wood"),
        ("steel", "stone", "wood"),
        ("steel", "stone"),
        ("steel",),
        None,
    ]


def test_a_box_gives_true_or_takes_the_value_away(other) -> None:
    box = other.form.rows.field("toll").box
    other.inspector.focus_attribute("toll")
    QTest.keyClick(box, Qt.Key.Key_Space)
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert changes(other) == [("toll", True), ("toll", None)]


def test_a_required_yes_or_no_has_no_default(other) -> None:
    assert not any(one.isChecked() for one in other.form.rows.field("safe").buttons)
    QTest.mouseClick(button(other, "safe", "false"), Left)
    QTest.mouseClick(button(other, "safe", "true"), Left)
    assert changes(other) == [("safe", False), ("safe", True)]


def test_a_condition_shows_and_hides_at_once(other) -> None:
    reason = other.form.rows.field("toll_reason")
    box = other.form.rows.field("toll").box
    assert not reason.isVisible()
    QTest.mouseClick(box, Left, pos=QPoint(8, box.height() // 2))
    assert reason.isVisible()
    QTest.mouseClick(box, Left, pos=QPoint(8, box.height() // 2))
    assert not reason.isVisible()
    assert not other.inspector.focus_attribute("toll_reason")


def test_what_is_shown_follows_the_attribution(other, samples) -> None:
    shown = samples.attribution(2, {"toll": True, "toll_reason": "upkeep"})
    other.inspector.show_attribution(shown, number=2, total=2)
    assert other.form.rows.field("toll_reason").isVisible()
    assert other.form.rows.field("toll_reason").edit.toPlainText() == "upkeep"
    other.inspector.show_attribution(samples.attribution(3), number=1, total=2)
    assert not other.form.rows.field("toll_reason").isVisible()
    assert other.heard.all == []


def test_article_values_carry_article_and_round(other, samples) -> None:
    article = other.inspector.article_form
    assert article.isVisible()
    QTest.keyClicks(article.rows.field("summary").edit, "Two bridges")
    other.inspector.flush()
    assert other.heard.of("article_value_changed") == [
        ArticleValueChange(samples.article_id, samples.round_id, "summary", "Two bridges")
    ]


def test_a_derived_value_is_marked_confirmed_and_reset(bench, samples) -> None:
    derived = samples.attribution(values={"type": "direct"}, derived=("type",))
    bench.inspector.show_attribution(derived, number=1, total=1)
    bench.settle()
    row = bench.form.rows._rows["type"]
    assert row.label.caption == "from the marks"
    assert not row.reset.isVisible()
    QTest.mouseClick(button(bench, "type", "direct"), Left)
    assert changes(bench) == [("type", "direct")]
    assert row.label.caption == ""
    bench.settle()
    assert row.reset.isVisible()
    QTest.mouseClick(row.reset, Left)
    assert changes(bench)[-1] == ("type", None)
    assert not any(one.isChecked() for one in bench.form.rows.field("type").buttons)


def test_definitions_are_tooltips(bench, shipped) -> None:
    value = shipped.primary.value("opposes")
    assert value.definition.split(";")[0] in button(bench, "stance", "opposes").toolTip()
    assert button(bench, "stance", "opposes").accessibleName() == "Opposes"


def test_tooltips_take_no_markup_from_the_codebook(make_bench, bridges, samples) -> None:
    from dataclasses import replace

    odd = replace(bridges.attributes[5], definition="<b>x</b> & <y>")
    bench = make_bench(replace(bridges, attributes=(*bridges.attributes[:5], odd)))
    tooltip = bench.form.rows._rows["length"].label.toolTip()
    assert "&lt;b&gt;x&lt;/b&gt; &amp; &lt;y&gt;" in tooltip
