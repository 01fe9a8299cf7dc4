"""The one style sheet, generated from the tokens and the text scale.

A widget says what it is by the dynamic property ``kind``, set before it is first shown:

- push buttons: ``primary``, ``flat``, ``danger``
- tool buttons: ``segment`` (with ``place`` first, middle, last or only), ``chip``, ``tab``,
  ``rail``
- labels: ``caption``, ``secondary``, ``section``, ``title``, ``figure``, ``chip``, ``error``,
  ``warning``, ``ok``
- text edits: ``article`` (no frame)
- frames: ``card``, ``panel`` (the colour of side panels), ``surface``, ``bar`` (floating), ``line``
"""

from string import Template

from PySide6.QtGui import QColor

from annotator.shipped import resources_folder
from annotator.ui.theme import fonts
from annotator.ui.theme.tokens import Tokens, mixed


class _Sheet(Template):
    """Names in the sheet are ``@name``; the percent and dollar signs mean nothing."""

    delimiter = "@"


def style_sheet(tokens: Tokens, scale: float, *, dark: bool) -> str:
    """Return the application's style sheet."""
    colours = {
        name: value.name()
        for name in Tokens.__dataclass_fields__
        if isinstance(value := getattr(tokens, name), QColor)
    }
    sizes = {f"p{size}": f"{round(size * scale)}px" for size in _SIZES}
    pictures = (resources_folder() / "icons" / "controls").as_posix()
    return _Sheet(_RULES).substitute(
        colours,
        **sizes,
        hover=_over(tokens, 0.06),
        pressed=_over(tokens, 0.12),
        primary_hover=_mixed(tokens.accent, tokens.text1, 0.12),
        # Hairlines are dark in high contrast: no ground for words.
        idle=(tokens.surface if tokens.unset.outlined else tokens.hairline).name(),
        primary_ring=primary_ring(tokens),
        checked_ring=f"2px {_ring_line(tokens)} {tokens.text1.name()}",
        handle=_mixed(tokens.window, tokens.text3, 0.45),
        pictures=pictures,
        shade="dark" if dark else "light",
    )


def primary_ring(tokens: Tokens) -> str:
    """Return the border of a focused button that has the accent as its ground."""
    colour = tokens.on_accent if tokens.unset.outlined else tokens.text1
    return f"2px {_ring_line(tokens)} {colour.name()}"


def _ring_line(tokens: Tokens) -> str:
    """Return how the ring differs from a border that is there without focus."""
    # In high contrast accent and text may be one colour.
    return "dashed" if tokens.unset.outlined else "solid"


_SIZES = (
    *range(1, 11),
    *(fonts.CAPTION, fonts.SECONDARY, fonts.BODY, fonts.SECTION, fonts.TITLE, fonts.FIGURE),
    *(16, 20, 22, 24, 26, 44, 46, 56, 68),
)


def _mixed(one: QColor, other: QColor, share: float) -> str:
    return mixed(one, other, share).name()


def _over(tokens: Tokens, share: float) -> str:
    return _mixed(tokens.surface, tokens.text1, share)


_RULES = """
QToolTip { color: @text1; background: @surface; border: 1px solid @control_border; padding: @p4; }

QLabel { background: transparent; }
QLabel[kind="caption"] { color: @text3; font-size: @p11; }
QLabel[kind="secondary"] { color: @text2; font-size: @p12; }
QLabel[kind="section"] { font-size: @p14; font-weight: 600; }
QLabel[kind="title"] { font-size: @p18; font-weight: 600; }
QLabel[kind="figure"] { font-size: @p28; font-weight: 600; }
QLabel[kind="error"] { color: @error; }
QLabel[kind="warning"] { color: @warning; }
QLabel[kind="ok"] { color: @ok; }
QLabel[kind="chip"] {
  color: @text2; background: @window; border-radius: @p4; padding: @p1 @p6; font-size: @p11;
}

QFrame[kind="panel"] { background: @side; border: none; }
QFrame[kind="surface"] { background: @surface; border: none; }
QFrame[kind="card"] { background: @surface; border: 1px solid @hairline; border-radius: @p8; }
QFrame[kind="bar"] { background: @surface; border: 1px solid @control_border; border-radius: @p8; }
QFrame[kind="line"] { background: @hairline; border: none; max-height: 1px; min-height: 1px; }

QPushButton {
  color: @text1; background: @surface; border: 1px solid @control_border; border-radius: @p5;
  min-height: @p26; padding: 0 @p10;
}
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @pressed; }
QPushButton:focus { border: 2px solid @accent; padding: 0 @p9; min-height: @p24; }
QPushButton:disabled { color: @control_border; border-color: @hairline; background: @window; }
QPushButton[kind="primary"] {
  color: @on_accent; background: @accent; border: 1px solid @accent; font-weight: 600;
}
QPushButton[kind="primary"]:hover { background: @primary_hover; border-color: @primary_hover; }
QPushButton[kind="primary"]:pressed { background: @accent_text; }
QPushButton[kind="primary"]:focus { border: @primary_ring; }
QPushButton[kind="primary"]:disabled {
  color: @control_border; background: @idle; border-color: @hairline;
}
QPushButton[kind="flat"] {
  color: @accent_text; background: transparent; border-color: transparent;
}
QPushButton[kind="flat"]:hover { background: @hover; }
QPushButton[kind="flat"]:focus { border: 2px solid @accent; }
QPushButton[kind="danger"] { color: @error; }

QToolButton {
  color: @text1; background: transparent; border: 2px solid transparent; border-radius: @p5;
  min-height: @p22; min-width: @p20; padding: 0 @p2;
}
QToolButton:hover { background: @hover; }
QToolButton:pressed { background: @pressed; }
QToolButton:checked { color: @accent_text; background: @selected_row; }
QToolButton:focus { border-color: @accent; }
QToolButton:disabled { color: @control_border; }
QToolButton::menu-indicator { image: none; width: 0; }

QToolButton[kind="segment"] {
  background: @surface; border: 1px solid @control_border; border-left-width: 0; border-radius: 0;
  min-height: @p24; padding: @p1 @p6;
}
QToolButton[kind="segment"]:hover { background: @hover; }
QToolButton[kind="segment"][place="first"] {
  border-left-width: 1px; border-top-left-radius: @p5; border-bottom-left-radius: @p5;
}
QToolButton[kind="segment"][place="last"] {
  border-top-right-radius: @p5; border-bottom-right-radius: @p5;
}
QToolButton[kind="segment"][place="only"] { border-left-width: 1px; border-radius: @p5; }
QToolButton[kind="segment"]:checked {
  color: @accent_text; background: @selected_row; font-weight: 600; border: 2px solid @accent;
  border-radius: @p5; padding: 0 @p5;
}
QToolButton[kind="segment"]:focus { border: 2px solid @accent; padding: 0 @p5; }
QToolButton[kind="segment"]:checked:focus { border: @checked_ring; }

QToolButton[kind="chip"] {
  color: @text2; background: @surface; border: 1px solid @control_border; border-radius: @p10;
  min-height: @p20; padding: 0 @p8; font-size: @p12;
}
QToolButton[kind="chip"]:hover { background: @hover; }
QToolButton[kind="chip"]:checked {
  color: @accent_text; background: @selected_row; border-color: @accent; font-weight: 600;
}
QToolButton[kind="chip"]:focus { border: 2px solid @accent; padding: 0 @p7; min-height: @p20; }

QToolButton[kind="tab"] { color: @text2; min-height: @p20; padding: 0 @p6; font-size: @p12; }
QToolButton[kind="tab"]:checked {
  color: @accent_text; background: @selected_row; font-weight: 600;
}
QToolButton[kind="rail"] {
  color: @text2; border-radius: @p8; min-width: @p56; min-height: @p46; padding: @p3 0;
  font-size: @p11;
}
QToolButton[kind="rail"]:checked {
  color: @accent_text; background: @selected_row; font-weight: 600;
}
QToolButton[kind="rail"]:focus { border-color: @accent; }

QLineEdit, QPlainTextEdit, QTextEdit {
  color: @text1; background: @surface; border: 1px solid @control_border; border-radius: @p5;
  selection-color: @on_text_selection; selection-background-color: @text_selection;
}
QLineEdit { min-height: @p26; padding: 0 @p6; }
QLineEdit:focus { border: 2px solid @accent; padding: 0 @p5; min-height: @p24; }
QPlainTextEdit, QTextEdit { padding: @p3; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid @accent; padding: @p2; }
QTextEdit[kind="article"], QTextEdit[kind="article"]:focus {
  border: none; border-radius: 0; padding: 0;
}
QLineEdit:disabled, QPlainTextEdit:disabled { color: @text3; background: @window; }
QLineEdit:read-only { background: @side; }

QComboBox {
  combobox-popup: 0;
  color: @text1; background: @surface; border: 1px solid @control_border; border-radius: @p5;
  min-height: @p26; padding: 0 @p8;
}
QComboBox:hover { background: @hover; }
QComboBox:focus { border: 2px solid @accent; padding: 0 @p7; min-height: @p24; }
QComboBox:disabled { color: @control_border; border-color: @hairline; }
QComboBox::drop-down { border: none; width: @p22; }
QComboBox::down-arrow { image: url(@pictures/chevron-down-@shade.svg); width: @p10; height: @p10; }
QComboBox QLineEdit { border: none; min-height: 0; padding: 0; }
QComboBox QAbstractItemView {
  background: @surface; border: 1px solid @control_border; outline: none;
  selection-background-color: @selected_row; selection-color: @text1;
}
QComboBox QAbstractItemView::item { min-height: @p26; padding: 0 @p8; border: none; }
QComboBox QAbstractItemView::item:selected { color: @text1; background: @selected_row; }
QComboBox QAbstractItemView::item:disabled { color: @control_border; }
QAbstractSpinBox, QDateTimeEdit { min-height: @p24; }

QCheckBox, QRadioButton { spacing: @p8; min-height: @p24; }
QCheckBox::indicator, QRadioButton::indicator { width: @p16; height: @p16; border: none; }
QCheckBox::indicator:unchecked { image: url(@pictures/box-@shade.svg); }
QCheckBox::indicator:unchecked:focus { image: url(@pictures/box-focus-@shade.svg); }
QCheckBox::indicator:checked { image: url(@pictures/box-checked-@shade.svg); }
QCheckBox::indicator:checked:focus { image: url(@pictures/box-checked-focus-@shade.svg); }
QCheckBox::indicator:indeterminate { image: url(@pictures/box-partly-@shade.svg); }
QRadioButton::indicator:unchecked { image: url(@pictures/radio-@shade.svg); }
QRadioButton::indicator:unchecked:focus { image: url(@pictures/radio-focus-@shade.svg); }
QRadioButton::indicator:checked { image: url(@pictures/radio-checked-@shade.svg); }
QRadioButton::indicator:checked:focus { image: url(@pictures/radio-checked-focus-@shade.svg); }

QMenuBar { background: @window; }
QMenuBar::item { padding: @p4 @p8; border-radius: @p5; background: transparent; }
QMenuBar::item:selected { background: @selected_row; }
QMenu { background: @surface; border: 1px solid @control_border; padding: @p4; }
QMenu::item { padding: @p5 @p24 @p5 @p8; border-radius: @p5; color: @text1; }
QMenu::item:selected { background: @selected_row; }
QMenu::item:disabled { color: @control_border; }
QMenu::icon { padding-left: @p6; }
QMenu::separator { height: 1px; background: @hairline; margin: @p4 @p6; }

QAbstractItemView {
  background: @surface; alternate-background-color: @side; border: 1px solid @hairline;
  selection-background-color: @selected_row; selection-color: @text1;
}
QTableView { gridline-color: @hairline; }
QHeaderView { background: @side; border: none; }
QHeaderView::section {
  color: @text3; background: @side; border: none; border-bottom: 1px solid @hairline;
  padding: @p4 @p8; font-size: @p11; font-weight: normal;
}
QTableCornerButton::section { background: @side; border: none; }

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: @p10; }
QScrollBar:horizontal { height: @p10; }
QScrollBar::handle { background: @handle; border-radius: @p3; margin: @p2; }
QScrollBar::handle:vertical { min-height: @p24; }
QScrollBar::handle:horizontal { min-width: @p24; }
QScrollBar::handle:hover { background: @text3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollArea { background: transparent; border: none; }

QStatusBar { background: @window; border-top: 1px solid @hairline; color: @text2; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: @text2; font-size: @p12; }
QSplitter::handle { background: @hairline; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QProgressBar {
  background: @hairline; border: none; border-radius: @p3; max-height: @p6; text-align: center;
}
QProgressBar::chunk { background: @accent; border-radius: @p3; }
QGroupBox { border: 1px solid @hairline; border-radius: @p8; margin-top: @p10; padding: @p8; }
QGroupBox::title { subcontrol-origin: margin; left: @p8; color: @text2; }
QTabBar::tab { padding: @p5 @p10; border-bottom: 2px solid transparent; color: @text2; }
QTabBar::tab:selected { color: @accent_text; border-bottom-color: @accent; }
QTabWidget::pane { border: none; border-top: 1px solid @hairline; }
"""
