"""The codebook for reading: what is marked, which attributes there are, what their values mean."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.codebook import Attribute, Codebook
from annotator.ui.models.codebook_sections_model import (
    ABOUT,
    CANNOT_CODE,
    KEY_ROLE,
    SECOND_LINE_ROLE,
    CodebookSectionsModel,
    sections_of,
)
from annotator.ui.theme.fonts import SECONDARY, SECTION, TITLE
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.codebook_text import paragraph, value_block
from annotator.ui.widgets.inspector.tone_label import ToneLabel
from annotator.ui.widgets.keycap import Keycap
from annotator.ui.widgets.reading_area import ReadingArea
from annotator.ui.widgets.two_line_delegate import TwoLineDelegate
from annotator.words import tr

_READING_WIDTH = 720


class CodebookScreen(QWidget):
    """Sections on the left, the chosen one on the right. Nothing can be changed here."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._codebook: Codebook | None = None
        self._blocks: dict[str, QWidget] = {}
        self._name = ToneLabel(theme, self, tone="text1", size=SECTION, bold=True)
        self._version = ToneLabel(theme, self, tone="text2", size=SECONDARY)
        self.model = CodebookSectionsModel(self)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(TwoLineDelegate(theme, SECOND_LINE_ROLE, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setStyleSheet("QListView { border: none; background: transparent; }")
        self.view.setAccessibleName(tr("Sections of the codebook"))
        self.view.selectionModel().currentChanged.connect(self._chosen)
        self._scroll = ReadingArea(theme, self)
        self._scroll.setAccessibleName(tr("Section"))
        self._pane_key: QAction | None = None
        self._next_pane = QAction(self)
        self._next_pane.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._next_pane.triggered.connect(self._focus_next_pane)
        self.addAction(self._next_pane)
        self._arrange()
        theme.changed.connect(self._restyle)

    def follow_pane_key(self, other: QAction) -> None:
        """Go from pane to pane with the keys of another screen's action."""
        self._pane_key = other
        other.changed.connect(self._take_pane_key)
        self._take_pane_key()

    def set_codebook(self, codebook: Codebook) -> None:
        """Show a codebook from its beginning; nothing happens when it is the one that is shown."""
        if codebook == self._codebook:
            return
        self._codebook = codebook
        self._name.setText(codebook.label)
        self._version.setText(tr("Version {version}", version=codebook.version))
        self.model.show_sections(sections_of(codebook))
        self.view.setCurrentIndex(self.model.index_of(ABOUT))

    def show_value(self, attribute_key: str, value_key: str | None = None) -> None:
        """Go to an attribute and, if one is named, to one of its values."""
        index = self.model.index_of(attribute_key)
        if not index.isValid():
            return
        self.view.setCurrentIndex(index)
        block = self._blocks.get(value_key) if value_key else None
        page = self._scroll.widget()
        if block is not None and page is not None:
            # The page has just been built: its blocks have no places before the layout is done.
            page.adjustSize()
            self._scroll.ensureWidgetVisible(block, 0, self._theme.px(40))

    @property
    def section(self) -> str | None:
        """Return the key of the shown section."""
        key: str | None = self.view.currentIndex().data(KEY_ROLE)
        return key

    def _take_pane_key(self) -> None:
        if self._pane_key is not None:
            self._next_pane.setShortcuts(self._pane_key.shortcuts())

    def _focus_next_pane(self) -> None:
        reads = self._scroll.hasFocus() or self._scroll.focusPolicy() is Qt.FocusPolicy.NoFocus
        following = self.view if reads else self._scroll
        following.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _arrange(self) -> None:
        px = self._theme.px
        side = QFrame(self)
        side.setProperty("kind", "panel")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, px(12), 0, 0)
        head = QVBoxLayout()
        head.setContentsMargins(px(16), 0, px(12), px(6))
        self._name.setWordWrap(True)
        head.addWidget(self._name)
        head.addWidget(self._version)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        page = QFrame(self)
        page.setProperty("kind", "surface")
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._scroll)
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._split.addWidget(side)
        self._split.addWidget(page)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([px(264), px(800)])
        self._split.setChildrenCollapsible(False)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)

    def _chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if self._codebook is None or not current.isValid():
            return
        key = current.data(KEY_ROLE)
        host = QWidget(self._scroll)
        outer = QHBoxLayout(host)
        outer.setContentsMargins(self._theme.px(24), self._theme.px(18), self._theme.px(24), 24)
        page = QWidget(host)
        page.setMaximumWidth(self._theme.px(_READING_WIDTH))
        outer.addWidget(page, 1)
        outer.addStretch(0)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(12))
        self._blocks = {}
        attribute = self._codebook.attribute(key)
        if attribute is not None:
            self._fill_attribute(attribute, column, page)
        elif key == CANNOT_CODE:
            self._fill_reasons(self._codebook, column, page)
        else:
            self._fill_about(self._codebook, column, page)
        column.addStretch(1)
        self._scroll.setWidget(host)
        host.setAutoFillBackground(False)

    def _fill_about(self, codebook: Codebook, column: QVBoxLayout, page: QWidget) -> None:
        column.addWidget(self._title(codebook.label, page))
        for head, text in (
            (tr("Target"), codebook.target),
            (tr("About"), codebook.description),
            (tr("What is one attribution"), codebook.unit_rule),
        ):
            if text:
                column.addWidget(self._head(head, page))
                column.addWidget(paragraph(text, self._theme, page))

    def _fill_attribute(self, attribute: Attribute, column: QVBoxLayout, page: QWidget) -> None:
        head = QHBoxLayout()
        head.setSpacing(self._theme.px(8))
        head.addWidget(self._title(attribute.label, page))
        if attribute.shortcut:
            head.addWidget(Keycap(attribute.shortcut, self._theme, page))
        head.addStretch(1)
        column.addLayout(head)
        for text, tone in ((attribute.question, "text2"), (self._facts(attribute), "text3")):
            if text:
                column.addWidget(
                    paragraph(text, self._theme, page, tone=tone)  # type: ignore[arg-type]
                )
        if attribute.definition:
            column.addWidget(paragraph(attribute.definition, self._theme, page))
        for value in attribute.values:
            block = value_block(attribute, value, self._theme, page)
            self._blocks[value.key] = block
            column.addWidget(block)

    def _fill_reasons(self, codebook: Codebook, column: QVBoxLayout, page: QWidget) -> None:
        column.addWidget(self._title(tr("Cannot code"), page))
        for reason in codebook.cannot_code:
            column.addWidget(self._head(reason.label, page))
            column.addWidget(paragraph(reason.definition, self._theme, page))

    def _facts(self, attribute: Attribute) -> str:
        """Return what an annotator may want to know of how an attribute works."""
        facts = [tr("Required") if attribute.required else tr("Optional")]
        if attribute.derived_from:
            facts.append(tr("set from the quotation marks"))
        condition = attribute.shown_when
        other = (
            self._codebook.attribute(condition.attribute) if self._codebook and condition else None
        )
        if condition and other:
            words = {"true": tr("yes"), "false": tr("no")}
            labels = [
                value.label if (value := other.value(key)) else words.get(key, key)
                for key in condition.values
            ]
            facts.append(
                tr("asked when {label} is {values}", label=other.label, values=", ".join(labels))
            )
        return " · ".join(facts)

    def _title(self, text: str, parent: QWidget) -> ToneLabel:
        label = ToneLabel(self._theme, parent, tone="text1", size=TITLE, bold=True)
        label.setWordWrap(True)
        label.setText(text)
        return label

    def _head(self, text: str, parent: QWidget) -> ToneLabel:
        label = ToneLabel(self._theme, parent, tone="text1", size=SECTION, bold=True)
        label.setWordWrap(True)
        label.setText(text)
        return label

    def _restyle(self) -> None:
        self.view.doItemsLayout()
        self._chosen(self.view.currentIndex(), QModelIndex())
