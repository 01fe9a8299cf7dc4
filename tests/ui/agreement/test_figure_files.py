"""Saved figures: the same picture in three formats, and never half of the files."""

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer

from annotator.domain.agreement.verdicts import Targets
from annotator.domain.errors import FormatError
from annotator.services.codebooks import default_codebook
from annotator.ui.agreement.agreement_filling import Selection
from annotator.ui.agreement.figure_files import (
    FORMATS,
    FileToWrite,
    bytes_file,
    paper_theme,
    picture_file,
    write_all,
)
from annotator.ui.agreement.figure_pictures import pictures, with_pseudonyms
from annotator.ui.agreement.labels import Labels
from tests.ui.agreement.reports import report


@pytest.fixture
def found(qapp):
    made = report()
    chosen = Selection("stance", (made.pairs[0].a, made.pairs[0].b))
    return pictures(made, chosen, Labels(made.names, default_codebook()), Targets())


def test_every_chart_is_there(found):
    names = [one.name for one in found]
    assert len(set(names)) == len(names)
    assert names[:3] == ["agreement-figures", "agreement-pairs", "agreement-confusion-stance"]
    assert "agreement-trend" in names
    assert "agreement-calibration-4" in names
    two = report(2, batches=0, gold=False)
    fewer = pictures(two, Selection("stance"), Labels(two.names, default_codebook()), Targets())
    assert "agreement-pair" in [one.name for one in fewer]
    assert "agreement-trend" not in [one.name for one in fewer]


def test_three_formats_of_the_same_size(found, tmp_path):
    picture = next(one for one in found if one.name == "agreement-confusion-stance")
    theme = paper_theme()
    files = [picture_file(picture, one, tmp_path / f"m.{one}", theme) for one in FORMATS]
    assert write_all(files) == 3
    svg = QSvgRenderer(str(tmp_path / "m.svg"))
    assert svg.isValid()
    assert b"Mira Sorel" in (tmp_path / "m.svg").read_bytes()
    png = QImage(str(tmp_path / "m.png"))
    assert png.width() == pytest.approx(2 * svg.viewBoxF().width(), abs=2)
    assert png.height() == pytest.approx(2 * svg.viewBoxF().height(), abs=2)
    pdf = (tmp_path / "m.pdf").read_bytes()
    assert pdf.startswith(b"%PDF")
    assert pdf.rstrip().endswith(b"%%EOF")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["m.pdf", "m.png", "m.svg"]


def test_paper_is_light_whatever_the_screen_wears(found, tmp_path):
    picture = found[0]
    write_all([picture_file(picture, "png", tmp_path / "m.png", paper_theme())])
    corner = QImage(str(tmp_path / "m.png")).pixelColor(2, 2)
    assert corner.lightness() == 255
    assert corner.alpha() == 255


def test_after_a_failure_no_file_is_left_and_none_is_replaced(found, tmp_path):
    kept = tmp_path / "a.csv"
    kept.write_bytes(b"before")

    def fail(_out):
        raise OSError(28, "No space left on device")

    files = [
        bytes_file(b"after", kept),
        picture_file(found[0], "svg", tmp_path / "b.svg", paper_theme()),
        FileToWrite(tmp_path / "c.pdf", fail),
    ]
    with pytest.raises(FormatError) as caught:
        write_all(files)
    assert caught.value.code == "export_failed"
    assert caught.value.fields["file"] == "c.pdf"
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]
    assert kept.read_bytes() == b"before"


def test_after_stop_no_file_is_left(found, tmp_path):
    files = [bytes_file(b"x", tmp_path / name) for name in ("a.csv", "b.csv")]
    assert write_all(files, lambda done: done < 2) == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", FORMATS)
def test_a_folder_that_cannot_be_written_is_told(found, tmp_path, ending, qtlog):
    gone = tmp_path / "gone"
    with qtlog.disabled(), pytest.raises(FormatError) as caught:
        write_all([picture_file(found[0], ending, gone / f"m.{ending}", paper_theme())])
    assert caught.value.code == "export_failed"


def test_a_valid_svg_is_text_not_outlines(found, tmp_path):
    write_all([picture_file(found[0], "svg", tmp_path / "m.svg", paper_theme())])
    content = (tmp_path / "m.svg").read_bytes()
    assert QSvgRenderer(QByteArray(content)).isValid()
    assert b"Krippendorff" in content


def test_captions_say_what_bars_are_and_pseudonyms_hide_names(found, tmp_path):
    captions = {one.name: one.caption for one in found}
    assert "95 % CI" in captions["agreement-figures"]
    assert "95 % CI" in captions["agreement-trend"]
    assert "516 units" in captions["agreement-gold-1"]
    made = with_pseudonyms(report())
    hidden = pictures(made, Selection("stance"), Labels(made.names, default_codebook()), Targets())
    theme = paper_theme()
    files = [picture_file(one, "svg", tmp_path / f"{one.name}.svg", theme) for one in hidden]
    write_all(files)
    for one in files:
        content = one.path.read_text()
        assert "Mira" not in content, one.path.name
    assert "Coder 1" in (tmp_path / "agreement-gold-1.svg").read_text()
    figures = (tmp_path / "agreement-figures.svg").read_text()
    assert "target .60" in figures
    assert "104 stand alone" in figures
