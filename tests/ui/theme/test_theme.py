"""The theme: exact colours, readable on every surface, light and dark, at every text size."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.domain.codebook import Colour, Glyph, Value
from annotator.ui.icons import app_icon, icon, icon_names
from annotator.ui.theme import DARK, LIGHT, Theme, Tokens, paint_chip, paint_glyph, value_icon
from annotator.ui.theme.high_contrast import contrast_ratio, high_contrast_tokens
from annotator.ui.theme.style_sheet import style_sheet


def system(page: str, text: str, chosen: str, on_chosen: str) -> QPalette:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor(page))
    palette.setColor(QPalette.ColorRole.Text, QColor(text))
    palette.setColor(QPalette.ColorRole.Highlight, QColor(chosen))
    palette.setColor(QPalette.ColorRole.HighlightedText, QColor(on_chosen))
    palette.setColor(QPalette.ColorRole.Link, QColor("#8080FF"))
    return palette


NIGHT = system("#000000", "#FFFFFF", "#1AEBFF", "#000000")
DESERT = system("#FFFAEF", "#3D3D3D", "#903909", "#FFF5E3")
FAINT = system("#F0F0F0", "#999999", "#DDDDDD", "#999999")
ALL = {
    "light": LIGHT,
    "dark": DARK,
    "high contrast, night": high_contrast_tokens(NIGHT, dark=True),
    "high contrast, desert": high_contrast_tokens(DESERT, dark=False),
    "high contrast, faint": high_contrast_tokens(FAINT, dark=False),
    "high contrast, dark against a light desktop": high_contrast_tokens(DESERT, dark=True),
}


def test_high_contrast_takes_the_colours_of_the_desktop() -> None:
    night = high_contrast_tokens(NIGHT, dark=True)
    assert night.surface == night.window == QColor("#000000")
    assert night.text1 == night.text3 == QColor("#FFFFFF")
    assert night.accent == night.text_selection == QColor("#1AEBFF")
    assert night.on_text_selection == QColor("#000000")
    assert all(one.outlined and one.fill == night.surface for one in night.stance.values())
    assert not any(one.outlined for one in (*LIGHT.stance.values(), *DARK.stance.values()))
    faint = high_contrast_tokens(FAINT, dark=False)
    assert (faint.surface, faint.text1) == (QColor("white"), QColor("black"))


def test_high_contrast_can_be_asked_for_and_tells(qtbot: QtBot) -> None:
    QApplication.setPalette(QPalette())  # the system's, whatever other tests dressed it in
    theme = Theme("dark")
    assert not theme.high_contrast
    with qtbot.waitSignal(theme.changed):
        theme.contrast = "high"
    assert theme.high_contrast
    assert theme.dark
    assert theme.tokens.surface == QColor("black")
    with qtbot.waitSignal(theme.changed):
        theme.mode = "light"
    assert theme.tokens.surface == QColor("white")
    with qtbot.assertNotEmitted(theme.changed):
        theme.contrast = "high"
    with qtbot.waitSignal(theme.changed):
        theme.contrast = "system"
    assert theme.tokens is LIGHT


@pytest.mark.parametrize("tokens", ALL.values(), ids=ALL.keys())
class TestContrast:
    def test_text_on_every_surface(self, tokens: Tokens) -> None:
        surfaces = (tokens.window, tokens.side, tokens.surface, tokens.selected_row)
        for surface in surfaces:
            assert contrast_ratio(tokens.text1, surface) >= 7
            assert contrast_ratio(tokens.text2, surface) >= 4.5
            assert contrast_ratio(tokens.text3, surface) >= 4.5
            assert contrast_ratio(tokens.accent_text, surface) >= 4.5
            assert contrast_ratio(tokens.control_border, surface) >= 3
        assert contrast_ratio(tokens.on_accent, tokens.accent) >= 4.5

    def test_words_on_fills_and_glyphs_on_chips(self, tokens: Tokens) -> None:
        assert set(tokens.stance) == set(Colour)
        for colours in tokens.stance.values():
            assert contrast_ratio(tokens.text1, colours.fill) >= 8.4
            assert contrast_ratio(colours.strong, colours.fill) >= 4.5
            assert contrast_ratio(colours.chip_glyph, colours.strong) >= 5.8
        assert contrast_ratio(tokens.on_text_selection, tokens.text_selection) >= 7

    def test_only_violet_is_hatched(self, tokens: Tokens) -> None:
        hatched = [slot for slot, colours in tokens.stance.items() if colours.hatched]
        outlined = any(colours.outlined for colours in tokens.stance.values())
        assert hatched == ([] if outlined else [Colour.VIOLET])


def test_a_value_without_colour_is_grey_and_no_value_looks_unset() -> None:
    assert LIGHT.colours_of(Value("x", "X")) is LIGHT.stance[Colour.GREY]
    assert LIGHT.colours_of(None) is LIGHT.unset


def test_mode_and_text_scale_tell_once_and_restyle_the_application(
    qtbot: QtBot, qapp: QApplication
) -> None:
    before = qapp.styleSheet(), qapp.palette(), qapp.font(), qapp.style().objectName()
    theme = Theme("light")
    try:
        theme.apply(qapp)
        light = qapp.styleSheet()
        theme.icon_cache[("kept",)] = app_icon()
        with qtbot.waitSignal(theme.changed):
            theme.mode = "dark"
        assert theme.dark
        assert theme.tokens is DARK
        assert qapp.palette().window().color() == DARK.window
        assert qapp.styleSheet() != light
        assert not theme.icon_cache
        with qtbot.assertNotEmitted(theme.changed):
            theme.mode = "dark"
        with qtbot.waitSignal(theme.changed):
            theme.text_scale = 1.5
        assert theme.px(28) == 42
        assert qapp.font().pixelSize() == 20
        theme.text_scale = 9
        assert theme.text_scale == 2.0
    finally:
        QGuiApplication.styleHints().unsetColorScheme()
        qapp.setStyleSheet(before[0])
        qapp.setPalette(before[1])
        qapp.setFont(before[2])
        qapp.setStyle(before[3])


def test_an_unknown_colour_scheme_of_the_system_is_light(qapp: QApplication) -> None:
    if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Unknown:
        assert not Theme("system").dark


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_controls_keep_their_height_when_focused(qtbot: QtBot, scale: float) -> None:
    theme = Theme("light", scale)
    window = QWidget()
    qtbot.addWidget(window)
    window.setStyleSheet(style_sheet(theme.tokens, scale, dark=False))
    window.setFont(theme.font())
    rows = QVBoxLayout(window)
    field, button, label = QLineEdit("Ingrid Valmont"), QPushButton("Done"), QLabel("Caption")
    label.setProperty("kind", "caption")
    for one in (field, button, label):
        rows.addWidget(one)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    button.setFocus()
    plain = field.height()
    assert abs(plain - 28 * scale) <= 4
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    window.layout().activate()
    assert abs(field.height() - plain) <= 1
    assert abs(button.height() - 28 * scale) <= 4
    assert label.fontInfo().pixelSize() == round(11 * scale)


def painted(image: QImage) -> int:
    return sum(
        image.pixelColor(x, y).alpha() > 128
        for x in range(image.width())
        for y in range(image.height())
    )


def blank(side: int) -> QImage:
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    return image


def test_every_glyph_is_a_shape_of_its_own(qapp: QApplication) -> None:
    seen = set()
    for glyph in Glyph:
        image = blank(32)
        painter = QPainter(image)
        paint_glyph(painter, glyph, QRectF(0, 0, 32, 32), QColor("black"))
        painter.end()
        assert 100 < painted(image) < 1000, glyph
        seen.add(bytes(image.constBits()))
    assert len(seen) == len(Glyph)


def test_a_chip_without_value_is_empty(qapp: QApplication) -> None:
    counts = []
    for value in (None, Value("x", "X", glyph=Glyph.CIRCLE, colour=Colour.RED)):
        image = blank(17)
        painter = QPainter(image)
        paint_chip(painter, QRectF(0, 0, 17, 17), value, LIGHT.colours_of(value))
        painter.end()
        counts.append(painted(image))
    assert counts[0] < counts[1] / 3


def test_icons_are_tinted_and_kept(qapp: QApplication) -> None:
    theme = Theme("light")
    image = icon("plus", theme).pixmap(24, 24).toImage()
    assert image.pixelColor(12, 12).name() == LIGHT.text2.name()
    assert icon("plus", theme) is icon("plus", theme)
    red = icon("plus", theme, LIGHT.error).pixmap(24, 24).toImage()
    assert red.pixelColor(12, 12).name() == LIGHT.error.name()
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon", theme)


def test_every_drawing_renders(qapp: QApplication) -> None:
    theme = Theme("dark")
    assert len(icon_names()) > 40
    for name in icon_names():
        image = icon(name, theme).pixmap(24, 24).toImage()
        assert painted(image.convertToFormat(QImage.Format.Format_ARGB32)) > 3, name


def test_value_icons(qapp: QApplication) -> None:
    theme = Theme("light")
    value = Value("x", "X", glyph=Glyph.SQUARE, colour=Colour.BLUE)
    plain = value_icon(value, theme, 16).pixmap(16, 16).toImage()
    assert plain.pixelColor(8, 8).name() == LIGHT.stance[Colour.BLUE].strong.name()
    chip = value_icon(value, theme, 17, chip=True).pixmap(17, 17).toImage()
    assert chip.pixelColor(8, 8).name() == "#ffffff"


def test_a_focused_primary_button_differs_in_high_contrast(qapp: QApplication) -> None:
    theme = Theme("light")
    theme.contrast = "high"
    sheet = style_sheet(theme.tokens, 1.0, dark=False)
    ring = f'kind="primary"]:focus {{ border: 2px dashed {theme.tokens.on_accent.name()}'
    assert ring in sheet
    assert f"background: {theme.tokens.surface.name()}; border-color" in sheet
