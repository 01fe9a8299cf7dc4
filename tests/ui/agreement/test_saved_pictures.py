"""Saved pictures stand alone: nothing is cut in them, and remarks of the screen are in them."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from annotator.domain.agreement.results import Figure
from annotator.domain.agreement.verdicts import Targets
from annotator.services.codebooks import default_codebook
from annotator.ui.agreement import chart_filling as charts
from annotator.ui.agreement.agreement_filling import Selection
from annotator.ui.agreement.figure_files import page_size, paper_theme, picture_file, write_all
from annotator.ui.agreement.figure_pictures import Picture, pictures
from annotator.ui.agreement.labels import Labels
from annotator.ui.widgets.agreement.figure_lines import FigureLines
from tests.ui.agreement.reports import report

ALPHA = "krippendorff_alpha_nominal"
REASON = "Everybody gave the same value throughout, so chance cannot be told from agreement."


def with_undefined(found):
    """Let two attributes have no alpha."""
    attributes = tuple(
        replace(one, figures={**one.figures, ALPHA: Figure(None, reason="one_value")})
        if one.key in ("quotation", "object")
        else one
        for one in found.overall.attributes
    )
    return replace(found, overall=replace(found.overall, attributes=attributes))


def made(found, labels=None) -> tuple[Picture, ...]:
    chosen = Selection("stance", (found.pairs[0].a, found.pairs[0].b))
    return pictures(found, chosen, labels or Labels(found.names, default_codebook()), Targets())


def svg(picture: Picture, folder) -> str:
    path = folder / f"{picture.name}.svg"
    write_all([picture_file(picture, "svg", path, paper_theme())])
    return path.read_text("utf-8")


@pytest.fixture
def undefined(qapp):
    return with_undefined(report())


def named(found: tuple[Picture, ...], name: str) -> Picture:
    return next(one for one in found if one.name == name)


def test_a_reason_is_written_in_full_on_several_lines(undefined, tmp_path):
    written = svg(named(made(undefined), "agreement-attributes"), tmp_path)
    assert "…" not in written
    for word in REASON.split():
        assert word in written


def test_a_row_grows_with_its_reason_and_rows_do_not_meet(undefined):
    theme = paper_theme()
    labels = Labels(undefined.names, default_codebook())
    lines = charts.attribute_lines(undefined.overall, labels, Targets(), theme, roomy=True)
    assert isinstance(lines, FigureLines)
    size = lines.natural_size()
    rect = QRectF(0, 0, size.width(), size.height())
    cells = [lines.cell_rect(at, 0, rect) for at in range(len(lines.lines))]
    long = next(at for at, one in enumerate(lines.lines) if one.reason)
    short = next(at for at, one in enumerate(lines.lines) if not one.reason)
    assert cells[long].height() > cells[short].height()
    for one, following in pairwise(cells):
        assert following.top() == pytest.approx(one.bottom())
    assert cells[-1].bottom() < rect.bottom()


def test_long_names_are_not_cut_in_any_picture(undefined, tmp_path):
    long = {
        one: f"{name} of the Northern Harbour Newspaper Archive, second group"
        for one, name in undefined.names.items()
    }
    found = replace(undefined, names=long)
    for picture in made(found):
        assert "…" not in svg(picture, tmp_path), picture.name


def test_the_trend_says_how_few_stories_it_rests_on(qapp, tmp_path):
    few = report()
    few = replace(few, by_batch=tuple(replace(one, stories=8) for one in few.by_batch))
    picture = named(made(few), "agreement-trend")
    assert picture.note == charts.few_parts_words(few.by_batch)
    assert picture.note.startswith("6 of 6 rest on fewer than 30 stories")
    written = svg(picture, tmp_path)
    for word in picture.note.split():
        assert word in written
    assert named(made(report()), "agreement-trend").note == ""


def test_a_remark_takes_room_of_its_own_below_the_picture(qapp, tmp_path):
    plain = named(made(report()), "agreement-trend")
    noted = replace(plain, note="What moves within the band may be chance. " * 12)
    theme = paper_theme()
    sizes = [page_size(one, one.paint(theme)) for one in (plain, noted)]
    assert sizes[1].width() == sizes[0].width()
    assert sizes[1].height() > sizes[0].height() + 30
    path = tmp_path / "m.png"
    write_all([picture_file(noted, "png", path, theme)])
    image = QImage(str(path))
    inked = [
        y
        for y in range(image.height())
        if any(image.pixelColor(x, y).lightness() < 128 for x in range(0, image.width(), 3))
    ]
    assert 2 * sizes[0].height() - 20 < max(inked) < image.height() - 8
