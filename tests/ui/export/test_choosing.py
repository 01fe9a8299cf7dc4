"""What can be chosen about an export, and what the dialog says of it before anything is written."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from annotator.domain.annotation_sets import SetState
from annotator.services.interchange.export_options import Counted, NameMode, TextMode
from annotator.services.interchange.exporting import exportable
from annotator.ui.dialogs.export.format_delegate import ENDING, PURPOSE
from tests.ui.export.conftest import Exporting
from tests.ui.windows.test_accessibility import nameless


def test_each_format_says_what_it_is_for_what_it_leaves_out_and_what_it_counts_in(exporting):
    dialog = exporting().dialog
    known = {one.label: one for one in exportable()}
    assert dialog.formats.count() == len(known)
    for row in range(dialog.formats.count()):
        item = dialog.formats.item(row)
        one = known[item.text()]
        assert item.data(PURPOSE) == one.description
        assert item.data(ENDING) == ("folder" if one.is_folder else one.endings[0])
        dialog.formats.setCurrentRow(row)
        about = dialog.side.about.text()
        assert one.cannot_hold in about
        assert "no places" in about if one.offset_unit == "none" else one.offset_unit in about


def test_a_layer_says_how_much_is_in_it_and_what_is_still_open(exporting):
    at = exporting()
    assert at.dialog.form.layer.counts.text().startswith("Both: 931 attributions, 48 articles")
    QTest.mouseClick(at.dialog.form.layer.layers.buttons[0], Qt.MouseButton.LeftButton)
    at.settle()
    words = at.dialog.form.layer.counts.text()
    assert words.startswith("Gold: 60 attributions")
    assert "36 articles not settled yet are left out." in words
    assert at.dialog.pane.about.text().startswith("first 5 of 60 rows, shown as a table; Raw file")
    QTest.mouseClick(at.dialog.form.layer.layers.buttons[1], Qt.MouseButton.LeftButton)
    at.settle()
    assert (
        at.dialog.form.layer.counts.text() == "Per annotator: 871 attributions, 48 articles in all."
    )


def test_the_preview_is_a_table_with_shapes_or_the_file_itself(exporting):
    at = exporting()
    dialog, model = at.dialog, at.dialog.preview
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    stance = heads.index("stance")
    assert model.rowCount() == 5
    assert model.index(0, stance).data(Qt.ItemDataRole.DecorationRole) is not None
    assert model.index(0, 0).data(Qt.ItemDataRole.DecorationRole) is None
    table, raw = dialog.pane.tabs.buttons
    table.setFocus()
    at.press(Qt.Key.Key_Right)
    assert raw.hasFocus()
    at.press(Qt.Key.Key_Space)
    assert dialog.pane.raw.isVisible()
    assert not dialog.table.isVisible()
    assert dialog.pane.raw.toPlainText().startswith('{"format":')
    dialog.side.choose("xlsx")
    at.settle()
    assert dialog.pane.raw.toPlainText() == "This file is not made of text."
    dialog.side.choose("brat")
    at.settle()
    assert dialog.pane.raw.toPlainText().splitlines()[0].endswith((".jsonl", ".ann"))


def test_everything_chosen_reaches_the_options(exporting):
    dialog = exporting().dialog
    form = dialog.form
    form.layer.layers.choose("annotators")
    form.include.texts.choose("quotes")
    for box in (form.include.notes, form.include.rationale):
        box.box.setChecked(False)
    for box in (
        *(form.include.speaker_ids, form.include.pseudonyms),
        *(form.include.soft_labels, form.include.card),
    ):
        box.box.setChecked(True)
    form.counted.choice.setCurrentIndex(form.counted.choice.findData("week"))
    form.split.kinds.choose("folds")
    form.split.folds.setValue(4)
    form.split.seed.setText("7")
    form.split.balance.box.setChecked(False)
    form.split.speakers_apart.box.setChecked(True)
    filters = form.filters
    filters.words.setText("pass")
    filters.begin.setText("2025-03-02")
    filters.end.setText("2025-03-20")
    for ticks, row in ((filters.annotators, 1), (filters.batches, 2), (filters.states, 2)):
        ticks.item(row).setCheckState(Qt.CheckState.Checked)
    filters.outlets.item(0).setCheckState(Qt.CheckState.Checked)
    options = form.options
    assert (options.layer, options.annotators) == ("annotators", ("Mira Sorel",))
    assert options.text is TextMode.QUOTES
    assert (options.notes, options.rationale) == (False, False)
    assert (options.speaker_ids, options.soft_labels, options.card) == (True, True, True)
    assert options.names is NameMode.PSEUDONYMS
    assert options.counted is Counted.WEEK
    assert options.split is not None
    assert (options.split.folds, options.split.seed) == (4, 7)
    assert (options.split.balance, options.split.keep_speakers_apart) == (False, True)
    assert (options.words, options.outlets) == ("pass", ("Eastgate Wire",))
    assert (options.batches, options.states) == (("Batch 3",), (SetState.DONE,))
    assert str(options.published_from) == "2025-03-02"
    assert str(options.published_until) == "2025-03-20"
    assert filters.opener.text() == "Filters: 7 in use"
    again = exporting().dialog
    again.form.choose(options)
    assert again.form.options == options
    assert again.form.filters.opener.isChecked()
    form.layer.layers.choose("gold")
    assert form.options.annotators == ()


def test_filters_open_by_keyboard_and_make_the_export_smaller(exporting):
    at = exporting()
    filters = at.dialog.form.filters
    assert not filters.outlets.isVisible()
    filters.opener.setFocus()
    at.press(Qt.Key.Key_Space)
    assert filters.outlets.isVisible()
    filters.outlets.setFocus()
    at.press(Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert filters.outlets.ticked == ("Harbour Post",)
    at.settle()
    assert "12 articles" in at.dialog.form.layer.counts.text()
    filters.begin.setFocus()
    QTest.keyClicks(filters.begin, "2025-3")
    assert not at.dialog.start.isEnabled()
    assert "is not a day" in at.dialog.outcome.text()
    filters.begin.clear()
    QTest.keyClicks(filters.begin, "2025-03-10")
    assert at.dialog.start.isEnabled()
    at.settle()
    assert "12 articles" not in at.dialog.form.layer.counts.text()
    QTest.keyClicks(filters.end, "2025-03-01")
    assert at.dialog.outcome.text() == "The last day is before the first one."


def test_a_split_says_how_it_would_turn_out_and_follows_its_seed(exporting):
    at = exporting()
    split = at.dialog.form.split
    assert not split.bar.isVisible()
    split.kinds.buttons[0].setFocus()
    at.press(Qt.Key.Key_Right)
    assert split.kinds.key == "shares"
    assert split.bar.isVisible()
    at.settle()
    assert split.families.text() == "no story has several articles"
    assert split.balance.hint.text().startswith("largest gap: ")
    first = split._sizes.text()
    assert first.startswith("Articles: train 3")
    split.seed.setFocus()
    split.seed.selectAll()
    QTest.keyClicks(split.seed, "99")
    at.settle()
    split.seed.selectAll()
    QTest.keyClicks(split.seed, "0")
    at.settle()
    assert split._sizes.text() == first
    split.shares[1].setValue(0)
    split.shares[0].setValue(85)
    at.settle()
    assert split._sizes.text().count("·") == 1
    assert at.dialog.form.options.split.parts == ("train", "test")


def test_shares_that_do_not_make_100_are_refused(exporting):
    at = exporting()
    dialog, split = at.dialog, at.dialog.form.split
    split.kinds.choose("shares")
    at.settle()
    assert dialog.start.isEnabled()
    dev = split.shares[1]
    dev.setFocus()
    dev.selectAll()
    QTest.keyClicks(dev, "3")
    at.settle()
    assert not dialog.start.isEnabled()
    assert dialog.outcome.text() == "Train, dev and test make 88 percent, not 100."
    assert dialog.outcome.property("kind") == "error"
    assert split._sizes.text() == ""
    dev.selectAll()
    QTest.keyClicks(dev, "0")
    assert dialog.outcome.text() == "Train and test make 85 percent, not 100."
    split.shares[2].setValue(30)
    at.settle()
    assert dialog.start.isEnabled()
    assert dialog.outcome.text() == ""
    assert split._sizes.text().startswith("Articles: train 3")
    split.shares[2].setValue(31)
    assert not dialog.start.isEnabled()
    split.kinds.choose("folds")
    assert dialog.start.isEnabled()


def test_what_a_format_cannot_do_is_said_before_anything_is_written(exporting):
    at = exporting()
    at.dialog.side.choose("conll")
    at.dialog.form.include.texts.choose("none")
    at.settle()
    assert not at.dialog.start.isEnabled()
    assert "cannot be written without" in at.dialog.outcome.text()
    at.dialog.form.include.texts.choose("full")
    at.settle()
    assert at.dialog.start.isEnabled()
    assert at.dialog.outcome.text() == ""


def test_the_place_follows_the_format_until_one_is_typed(exporting, tmp_path, monkeypatch):
    at = exporting()
    dialog = at.dialog
    assert dialog.path.text() == str(tmp_path / "border-talks.jsonl")
    dialog.side.choose("csv")
    assert dialog.path.text() == str(tmp_path / "border-talks.csv")
    dialog.side.choose("brat")
    assert dialog.path.text() == str(tmp_path / "border-talks-brat")
    dialog.side.choose("csv")
    dialog.form.include.card.box.setChecked(True)
    assert dialog.path.text() == str(tmp_path / "border-talks-csv")
    asked = []

    def ask(_parent, _title, _path, kinds, options):
        asked.append((kinds, options))
        return str(tmp_path / "mine"), kinds.split(";;")[1]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    dialog.save.browse.click()
    assert dialog.path.text() == str(tmp_path / "mine.zip")
    assert asked[0][1] == QFileDialog.Option.DontConfirmOverwrite
    dialog.side.choose("parquet")
    assert dialog.path.text() == str(tmp_path / "mine.zip")
    Path(tmp_path / "a-file").touch()
    dialog.path.setText(str(tmp_path / "a-file"))
    assert not dialog.start.isEnabled()


def test_an_annotator_chooses_only_what_is_theirs(mira, theme, tmp_path, qtbot):
    at = Exporting(mira, theme, tmp_path, qtbot)
    form = at.dialog.form
    form.filters.opener.setChecked(True)
    for hidden in (
        *(form.layer.layers, form.include.pseudonyms, form.include.rationale),
        *(form.include.soft_labels, form.filters.annotators),
    ):
        assert not hidden.isVisible()
    assert form.layer.counts.text().startswith("Your own. Nobody sees another’s")
    assert "open" not in form.layer.counts.text()
    at.export()
    words = (tmp_path / "border-talks.jsonl").read_text(encoding="utf-8")
    assert "Mira Sorel" in words
    assert "Jonas Reit" not in words
    assert "Alva Lind" not in words


def test_all_is_named_reached_by_tab_and_in_the_window_at_twice_the_text(
    exporting, theme, monkeypatch
):
    theme.text_scale = 2.0
    at = exporting()
    dialog = at.dialog
    dialog.resize(1232, 752)
    dialog.form.split.kinds.choose("folds")
    dialog.form.filters.opener.setChecked(True)
    at.settle()
    assert (dialog.width(), dialog.height()) == (1232, 752)
    least = dialog.minimumSizeHint()
    assert least.width() <= 720
    assert least.height() <= 640
    assert nameless(dialog) == []
    form = dialog.form
    page = form.widget()
    for stop in (*form.stops, dialog.path, dialog.save.browse):
        if not stop.isVisible():
            continue
        right = stop.mapTo(dialog, stop.rect().topRight()).x()
        assert right <= dialog.width(), stop.accessibleName()
    assert page.width() <= form.viewport().width()
    seen = set()
    for _ in range(60):
        at.press(Qt.Key.Key_Tab)
        here = dialog.focusWidget()
        seen.add(here)
        if here is dialog.formats:
            break
        if page.isAncestorOf(here):
            where = here.mapTo(form.viewport(), here.rect().center()).y()
            assert 0 <= where <= form.viewport().height(), here.accessibleName()
    assert {form.split.folds, form.filters.outlets, form.counted.choice, dialog.start} <= seen
    assert form.layer.layers.buttons[0] not in seen  # one stop a row: arrows go on


def test_gold_is_nobodys_so_that_no_annotator_chooses_of_it(exporting):
    at = exporting()
    form, filters = at.dialog.form, at.dialog.form.filters
    gold, per_annotator, both = form.layer.layers.buttons
    filters.opener.setChecked(True)
    assert not filters.about_annotators.isVisible()
    filters.annotators.setFocus()
    at.press(Qt.Key.Key_Down, Qt.Key.Key_Space)
    at.settle()
    assert filters.annotators.ticked == ("Mira Sorel",)
    assert "Gold comes beside their work" in filters.about_annotators.text()
    assert filters.about_annotators.isVisible()
    assert filters.opener.text() == "Filters: 1 in use"
    QTest.mouseClick(per_annotator, Qt.MouseButton.LeftButton)
    assert not filters.about_annotators.isVisible()
    assert form.options.annotators == ("Mira Sorel",)
    QTest.mouseClick(gold, Qt.MouseButton.LeftButton)
    at.settle()
    assert not filters.annotators.isEnabled()
    assert "Gold is nobody’s work" in filters.about_annotators.text()
    assert filters.opener.text() == "Filters: all articles and all work"
    assert form.options.annotators == ()
    assert at.dialog.start.isEnabled()
    QTest.mouseClick(both, Qt.MouseButton.LeftButton)
    assert filters.annotators.isEnabled()
    assert form.options.annotators == ("Mira Sorel",)


def test_what_matches_nothing_is_said_and_not_written(exporting):
    at = exporting()
    filters, split = at.dialog.form.filters, at.dialog.form.split
    filters.opener.setChecked(True)
    filters.words.setFocus()
    QTest.keyClicks(filters.words, "no such words")
    at.settle()
    assert not at.dialog.start.isEnabled()
    assert "no article matches" in at.dialog.outcome.text()
    assert "days, progress, rounds" in at.dialog.outcome.text()
    assert at.dialog.form.layer.counts.text() == "Nothing matches."
    assert at.dialog.pane.about.text() == "nothing matches"
    counted = at.dialog.form.counted.choice
    counted.setCurrentIndex(counted.findData("day"))
    at.settle()
    assert at.dialog.form.layer.counts.text() == "Nothing matches."
    split.kinds.choose("shares")
    at.settle()
    assert not at.dialog.start.isEnabled()
    assert "no article matches" in at.dialog.outcome.text()
    assert at.dialog.pane.about.text() == "nothing matches"
    filters.words.clear()
    at.settle()
    assert at.dialog.start.isEnabled()
    assert at.dialog.outcome.text() == ""
    assert split._sizes.text().startswith("Articles: train")
