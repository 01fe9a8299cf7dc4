"""Settings: look, size of text, keys. Each takes effect at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QWidget,
)

from annotator.ui.dialogs.dialog_parts import caption, close_box, column, explanation
from annotator.ui.dialogs.fitted_dialog import FittedDialog
from annotator.ui.dialogs.key_table import KeyTable
from annotator.ui.preferences import (
    LARGEST_ZOOM,
    SMALLEST_ZOOM,
    TEXT_SIZES,
    ContrastChoice,
    Preferences,
    ThemeChoice,
)
from annotator.ui.theme import Theme
from annotator.ui.widgets.still_boxes import StillComboBox, StillSlider
from annotator.words import tr


class SettingsDialog(FittedDialog):
    """Writes to the preferences; the program follows these."""

    keyboard_map_wanted = Signal()

    def __init__(
        self, preferences: Preferences, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.setWindowTitle(tr("Settings"))
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(self._appearance(), tr("Look and text"))
        self.tabs.addTab(self._keys(), tr("Keys"))
        layout = column(self, margins=16, spacing=10)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(close_box(self))
        self.resize(theme.px(620), theme.px(560))

    def _appearance(self) -> QWidget:
        page = QWidget(self)
        self.theme = StillComboBox(page)
        for choice, words in (
            (ThemeChoice.SYSTEM, tr("As the system")),
            (ThemeChoice.LIGHT, tr("Light")),
            (ThemeChoice.DARK, tr("Dark")),
        ):
            self.theme.addItem(words, choice)
        self.theme.setCurrentIndex(self.theme.findData(self._preferences.theme))
        self.theme.activated.connect(self._take_theme)
        self.contrast = StillComboBox(page)
        for contrast, words in (
            (ContrastChoice.SYSTEM, tr("As the system")),
            (ContrastChoice.NORMAL, tr("Normal")),
            (ContrastChoice.HIGH, tr("High")),
        ):
            self.contrast.addItem(words, contrast)
        self.contrast.setCurrentIndex(self.contrast.findData(self._preferences.contrast))
        self.contrast.activated.connect(self._take_contrast)
        self.text_size = StillComboBox(page)
        for percent in TEXT_SIZES:
            self.text_size.addItem(tr("{percent} %", percent=percent), percent)
        self.text_size.setCurrentIndex(max(0, self.text_size.findData(self._preferences.text_size)))
        self.text_size.activated.connect(self._take_text_size)
        self.zoom = StillSlider(Qt.Orientation.Horizontal, page)
        self.zoom.setRange(SMALLEST_ZOOM // 10, LARGEST_ZOOM // 10)
        self.zoom.setPageStep(2)
        self.zoom.setValue(self._preferences.zoom // 10)
        self._percent = QLabel(page)
        self.zoom.valueChanged.connect(self._take_zoom)
        self._show_percent()
        grid = QGridLayout()
        grid.setVerticalSpacing(10)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        rows = (
            (tr("Look"), self.theme),
            (tr("Contrast"), self.contrast),
            (tr("Text of the program"), self.text_size),
            (tr("Text of the article"), self.zoom),
        )
        for at, (words, field) in enumerate(rows):
            grid.addWidget(caption(words, page, field), at, 0)
            grid.addWidget(field, at, 1)
        grid.addWidget(self._percent, len(rows) - 1, 2)
        layout = column(page)
        layout.addLayout(grid)
        layout.addStretch(1)
        return page

    def _keys(self) -> QWidget:
        page = QWidget(self)
        self.single = QCheckBox(tr("Keys without Ctrl or Alt act on the text (1, S, J …)"), page)
        self.single.setChecked(self._preferences.single_keys)
        self.single.toggled.connect(self._take_single)
        note = explanation(
            tr("Digits follow the place of the key, on every keyboard. They are not changed here."),
            page,
            "caption",
        )
        self.table = KeyTable(self._preferences, page)
        self.clash = explanation("", page, "error")
        self.clash.hide()
        self.table.clashed.connect(self._show_clash)
        usual = QPushButton(tr("Usual keys for all"), page)
        usual.clicked.connect(self.table.reset_all)
        whole = QPushButton(tr("Keyboard map …"), page)
        whole.clicked.connect(self.keyboard_map_wanted)
        layout = column(page)
        for widget in (self.single, note, self.table, self.clash):
            layout.addWidget(widget, 1 if widget is self.table else 0)
        grid = QGridLayout()
        grid.addWidget(usual, 0, 0)
        grid.addWidget(whole, 0, 1)
        grid.setColumnStretch(2, 1)
        layout.addLayout(grid)
        return page

    def _take_theme(self) -> None:
        self._preferences.theme = ThemeChoice(self.theme.currentData())

    def _take_contrast(self) -> None:
        self._preferences.contrast = ContrastChoice(self.contrast.currentData())

    def _take_text_size(self) -> None:
        self._preferences.text_size = int(self.text_size.currentData())

    def _take_zoom(self, tenths: int) -> None:
        self._preferences.zoom = tenths * 10
        self._show_percent()

    def _show_percent(self) -> None:
        words = tr("{percent} %", percent=self._preferences.zoom)
        self._percent.setText(words)
        self.zoom.setAccessibleDescription(words)

    def _take_single(self, wanted: bool) -> None:
        self._preferences.single_keys = wanted

    def _show_clash(self, command: str) -> None:
        self.clash.setText(
            tr("That key belongs to “{command}”. Change that one first.", command=command)
        )
        self.clash.setVisible(bool(command))
