"""The first screen: begin, open, try the sample, go on with a recent project."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator import __version__
from annotator.ui.dialogs.dialog_parts import tab_order
from annotator.ui.icons import app_icon, icon
from annotator.ui.preferences import Preferences
from annotator.ui.shortcuts import ShortcutTable
from annotator.ui.theme import Theme
from annotator.ui.widgets.action_card import ActionCard
from annotator.ui.widgets.drop_area import DropArea
from annotator.ui.widgets.reading_area import ReadingArea
from annotator.ui.widgets.recent_projects import RecentLook, RecentProjects
from annotator.ui.widgets.welcome_example import WelcomeExample
from annotator.words import tr


class WelcomePage(QWidget):
    """Reports what is wanted; the window does it."""

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    keyboard_map_wanted = Signal()
    settings_wanted = Signal()
    project_wanted = Signal(object)
    """Carries the path of a recent project."""
    locate_wanted = Signal(object)
    articles_dropped = Signal(object)
    choose_articles_wanted = Signal()

    def __init__(
        self,
        preferences: Preferences,
        keys: ShortcutTable,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._keys = keys
        self._theme = theme
        self._looks: Mapping[Path, RecentLook] = {}
        self.recent = RecentProjects(theme, self)
        self.recent_head = QWidget(self)
        self._margins: list[tuple[QVBoxLayout, tuple[int, int, int, int]]] = []
        self._facts: list[tuple[QLabel, str]] = []
        self._links: list[tuple[QPushButton, str]] = []
        self._cards: list[ActionCard] = []
        self._after_recent: list[QPushButton] = []
        self._logo = QLabel(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left(), 39)
        row.addWidget(self._right(), 61)
        self.recent.open_wanted.connect(self.project_wanted)
        self.recent.locate_wanted.connect(self.locate_wanted)
        self.recent.forget_wanted.connect(preferences.forget)
        self.recent.rebuilt.connect(self._order)
        for button in self.findChildren(QPushButton):
            # Outside of dialogs only such buttons are pressed by Enter.
            button.setAutoDefault(True)
        preferences.changed.connect(self._preference_changed)
        theme.changed.connect(self._dress)
        self._dress()
        self.refresh()

    def refresh(self) -> None:
        """Show the recent projects as the preferences have them."""
        entries = self._preferences.recent()
        self.recent.show_projects(entries, self._looks)
        self.recent.setVisible(bool(entries))
        self.recent_head.setVisible(bool(entries))

    def take_keyboard(self) -> None:
        """Put the keyboard where one most likely begins: the last project, else a new one."""
        rows = self.recent.rows()
        first = rows[0] if rows and not self.recent.isHidden() else self._cards[0]
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def show_looks(self, looks: Mapping[Path, RecentLook]) -> None:
        """Show what was found in the files of the recent projects."""
        self._looks = looks
        self.refresh()

    def _left(self) -> QWidget:
        side = QFrame(self)
        side.setProperty("kind", "panel")
        name = QLabel(tr("Stance Annotator"), side)
        name.setProperty("kind", "figure")
        name.setWordWrap(True)
        purpose = QLabel(
            tr("Mark who says what in news articles, label the stance, and export the dataset."),
            side,
        )
        purpose.setWordWrap(True)
        self._purpose = purpose
        column = QVBoxLayout(side)
        self._margins.append((column, (56, 40, 56, 32)))
        column.setSpacing(10)
        column.addStretch(2)
        column.addWidget(self._logo)
        column.addSpacing(8)
        column.addWidget(name)
        column.addWidget(purpose)
        column.addSpacing(18)
        column.addWidget(WelcomeExample(self._theme, side))
        column.addSpacing(14)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(1, 1)
        facts = (
            (
                "articles",
                tr("Bring in articles"),
                tr("Text files and JSON Lines, with every character kept."),
            ),
            (
                "annotate",
                tr("Annotate blind"),
                tr("Nobody sees another’s marks while coding."),
            ),
            ("undo", tr("Nothing is lost"), tr("Each change is stored at once and can be undone.")),
            ("export", tr("Export"), tr("JSON Lines and CSV, read back and checked.")),
        )
        for at, (picture, title, words) in enumerate(facts):
            mark = QLabel(side)
            mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._facts.append((mark, picture))
            text = QVBoxLayout()
            text.setSpacing(0)
            head, body = QLabel(title, side), QLabel(words, side)
            head.setStyleSheet("font-weight: 600;")
            body.setProperty("kind", "secondary")
            body.setWordWrap(True)
            text.addWidget(head)
            text.addWidget(body)
            grid.addWidget(mark, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(text, at, 1)
        column.addLayout(grid)
        column.addStretch(3)
        quiet = QLabel(tr("Everything stays on this computer. Nothing is sent."), side)
        quiet.setProperty("kind", "caption")
        quiet.setWordWrap(True)
        column.addWidget(quiet)
        area = ReadingArea(self._theme, self)
        area.setAccessibleName(tr("About this program"))
        area.setWidget(side)
        ground = QFrame(self)
        ground.setProperty("kind", "panel")
        around = QVBoxLayout(ground)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(area)
        return ground

    def _right(self) -> QWidget:
        side = QFrame(self)
        side.setProperty("kind", "surface")
        column = QVBoxLayout(side)
        self._margins.append((column, (64, 40, 64, 28)))
        column.setSpacing(8)
        column.addStretch(2)
        cards = (
            (
                "plus",
                tr("New project"),
                tr("Choose a file and a codebook"),
                "new",
                self.new_wanted,
            ),
            (
                "folder",
                tr("Open project"),
                tr("A .stance file from disk or a shared drive"),
                "open",
                self.open_wanted,
            ),
            (
                "sample",
                tr("Try the sample"),
                tr("Invented articles, coded by two invented annotators"),
                "sample",
                self.sample_wanted,
            ),
        )
        for picture, title, words, key, signal in cards:
            card = ActionCard(
                picture,
                title,
                words,
                self._keys.first_key(key),
                self._theme,
                primary=key == "new",
                parent=side,
            )
            card.setObjectName(f"card_{key}")
            card.clicked.connect(signal)
            column.addWidget(card)
            self._cards.append(card)
        head = QHBoxLayout(self.recent_head)
        head.setContentsMargins(0, 14, 0, 0)
        label = QLabel(tr("Recent projects"), side)
        label.setProperty("kind", "section")
        clear = QPushButton(tr("Clear list"), side)
        clear.setProperty("kind", "flat")
        clear.clicked.connect(self._preferences.forget_all)
        head.addWidget(label, 1)
        head.addWidget(clear)
        column.addWidget(self.recent_head)
        column.addWidget(self.recent)
        column.addSpacing(8)
        drop = DropArea(
            tr("Drag articles here"),
            tr("A new project starts with them. Text files, JSON Lines or a whole folder."),
            self._theme,
            side,
        )
        drop.dropped.connect(self.articles_dropped)
        drop.choose_wanted.connect(self.choose_articles_wanted)
        column.addWidget(drop)
        column.addStretch(3)
        foot = QHBoxLayout()
        foot.setSpacing(4)
        for picture, words, signal in (
            ("keyboard", tr("Keyboard map"), self.keyboard_map_wanted),
            ("text-size", tr("Text size and theme"), self.settings_wanted),
        ):
            link = QPushButton(words, side)
            link.setProperty("kind", "flat")
            link.clicked.connect(signal)
            self._links.append((link, picture))
            foot.addWidget(link)
        foot.addStretch(1)
        version = QLabel(tr("Version {version}", version=__version__), side)
        version.setProperty("kind", "caption")
        foot.addWidget(version)
        column.addLayout(foot)
        self._after_recent = [clear, drop.button, *(link for link, _ in self._links)]
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        # Tab brings into view what it reaches; the area itself would be a stop that shows nothing.
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(side)
        return area

    def _order(self) -> None:
        """Let Tab go down the page, whenever the list in its middle was built anew."""
        rows = [part for row in self.recent.rows() for part in (row, row.locate, row.forget)]
        tab_order(*self._cards, *rows, *self._after_recent)

    def _preference_changed(self, name: str) -> None:
        if name == "recent":
            self.refresh()

    def _dress(self) -> None:
        theme, tokens = self._theme, self._theme.tokens
        for column, margins in self._margins:
            # The larger the words, the more of the width they need.
            column.setContentsMargins(*(round(one / theme.text_scale**2) for one in margins))
        self._logo.setPixmap(app_icon().pixmap(theme.px(44), theme.px(44)))
        self._purpose.setStyleSheet(f"color: {tokens.text2.name()}; font-size: {theme.px(15)}px;")
        side, inner = theme.px(32), theme.px(18)
        for mark, picture in self._facts:
            mark.setFixedSize(side, side)
            mark.setPixmap(icon(picture, theme, tokens.accent_text).pixmap(inner, inner))
            mark.setStyleSheet(
                f"background: {tokens.surface.name()}; border-radius: {theme.px(6)}px;"
                f" border: 1px solid {tokens.hairline.name()};"
            )
        for link, picture in self._links:
            link.setIcon(icon(picture, theme, tokens.accent_text))
            link.setIconSize(QSize(theme.px(16), theme.px(16)))
