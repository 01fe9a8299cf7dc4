"""What the dialog tells of repeats, of leaks, of what it shows, and of exports that failed."""

from types import SimpleNamespace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.domain.splitting.leaks import Leak, LeakReport
from annotator.services.interchange.export_report import ExportReport, Loss
from annotator.ui.dialogs.export.export_words import countable, report_lines, rows_words


def test_repeats_are_told_before_and_after(exporting):
    at = exporting()
    form = at.dialog.form
    form.layer.layers.choose("annotators")
    form.counted.choice.setCurrentIndex(form.counted.choice.findData("day"))
    at.settle()
    assert form.layer.counts.text().startswith("Per annotator: at most 871 attributions")
    assert "there can be fewer" in form.counted.about.text()
    at.export()
    report = at.dialog.report
    (lost,) = [one for one in report.losses if one.code == "statement_repeated"]
    assert lost.count > 0
    assert report.rows == 871 - lost.count
    words = at.dialog.pane.report.words
    assert any("repeat" in one and str(lost.count) in one for one in words)
    assert "Nothing was lost that this format can hold." not in words
    form.counted.choice.setCurrentIndex(form.counted.choice.findData("appearance"))
    at.settle()
    assert "at least 871" in form.layer.counts.text()


@pytest.mark.parametrize(
    ("share", "kind"), [(0.0, "ok"), (0.1, "ok"), (0.11, "warning"), (0.33, "warning")]
)
def test_a_leak_is_good_news_only_while_quotes_explain_it(tmp_path, share, kind):
    titles = ("Talks resume", "Talks go on")
    leak = Leak(share, UUID(int=1), "test", UUID(int=2), "train", *titles)
    leaks = LeakReport(8, 48, (leak,) if share else (), 0, 3)
    report = ExportReport(tmp_path / "x", 48, 10, 10, 1, leaks=leaks)
    one = SimpleNamespace(offset_unit="none", cannot_hold="")
    lines = report_lines(report, one)
    assert [kind_ for kind_, words in lines if words.startswith("Leak check")] == [kind]
    advice = [words for _, words in lines if words.startswith("More than 10 %")]
    assert bool(advice) is (kind == "warning")
    assert all("story" in words for words in advice)
    pair = [
        w for _, w in lines if "Most of all “Talks resume” (test) in “Talks go on” (train)" in w
    ]
    assert bool(pair) is (kind == "warning")


@pytest.mark.parametrize("separable", [True, False])
def test_speakers_in_several_parts_are_told_with_what_helps_if_it_can(tmp_path, separable):
    leaks = LeakReport(8, 48, (), 0, 5, separable=separable)
    report = ExportReport(tmp_path / "x", 48, 10, 10, 1, leaks=leaks)
    lines = report_lines(report, SimpleNamespace(offset_unit="none", cannot_hold=""))
    (told,) = [words for _, words in lines if words.startswith("5 named speakers are in more")]
    assert ("“Keep one speaker in one part”" in told) is separable
    assert told.endswith("more than one part.") is not separable


def test_the_preview_says_whether_such_rows_are_written(exporting):
    at = exporting()
    for name, said in (
        ("csv", "as they will be written"),
        ("html", "shown as a table; Raw file has what is written"),
        ("refi-qda", "shown as a table"),
    ):
        at.dialog.side.choose(name)
        at.settle()
        assert at.dialog.pane.about.text() == f"first 5 of 931 rows, {said}"
    empty = SimpleNamespace(rows=(), lines=(), attributions=0, refusal=None)
    assert rows_words(empty, as_coded=True) == "no attributions yet"


def test_a_report_is_gone_once_another_export_ends_otherwise(exporting):
    at = exporting()
    at.export()
    pane = at.dialog.pane
    assert pane.report.isVisible()
    QTest.mouseClick(at.dialog.start, Qt.MouseButton.LeftButton)
    assert not pane.report.isVisible()
    at.press(Qt.Key.Key_Escape)
    at.qtbot.waitUntil(lambda: not at.dialog.running, timeout=20_000)
    assert not pane.report.isVisible()
    assert "Report" not in [one.text() for one in pane.tabs.buttons]
    assert at.dialog.outcome.text() == "Stopped. No file was left behind."


def test_gold_tells_what_came_up_after_it_was_settled(exporting):
    at = exporting()
    preview = SimpleNamespace(
        attributions=60,
        articles=12,
        open_disagreements=71,
        refusal=None,
        left_out=(Loss("gold_not_settled", 36), Loss("gold_reopened", 71)),
    )
    at.dialog.form.layer.layers.choose("gold")
    at.dialog.form.layer.tell(preview)
    words = at.dialog.form.layer.counts.text()
    assert words.count("71") == 1
    assert "71 disagreements came up later" in words


def test_reading_for_agreement_is_counted_no_further(exporting):
    at = exporting()
    row = at.dialog.running_row
    assert countable("agreement_reading", 48) is None
    assert countable("agreement_points", 48) == 48
    at.dialog._show_progress(48, 48, "agreement_reading")
    assert (row._bar.minimum(), row._bar.maximum()) == (0, 0)
    assert row._percent.text() == ""
    assert row.words == "Reading for agreement …"
    at.dialog._show_progress(24, 48, "write x.csv")
    assert (row._bar.value(), row._bar.maximum()) == (24, 48)
