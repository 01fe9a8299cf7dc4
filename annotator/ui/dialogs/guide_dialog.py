"""The guide, in a window of its own that stays open beside the work."""

from __future__ import annotations

import re

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QWidget

from annotator.shipped import docs_folder
from annotator.ui.dialogs.dialog_parts import close_box, column
from annotator.ui.dialogs.fitted_dialog import FittedDialog
from annotator.ui.theme import Theme
from annotator.words import tr


class GuideDialog(FittedDialog):
    """Shows the guide; links lead to headings and to the other pages."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(tr("Guide"))
        self.pages = QTextBrowser(self)
        self.pages.setAccessibleName(tr("Guide"))
        self.pages.setSearchPaths([str(docs_folder())])
        self.pages.setOpenLinks(False)
        self.pages.anchorClicked.connect(self.follow)
        layout = column(self)
        layout.addWidget(self.pages, 1)
        layout.addWidget(close_box(self))
        self.resize(theme.px(760), theme.px(680))
        self.follow(QUrl("guide.md"))

    def follow(self, link: QUrl) -> None:
        """Go to a page, to a heading of it, or to both; links out of the guide stay shut."""
        if not link.isRelative():
            return
        if link.path() and link.path() != self.pages.source().path():
            self.pages.setSource(QUrl(link.path()))
            self._space_out()
        heading = self._heading(link.fragment())
        if heading is not None:
            # To the end first, so that the heading comes to the top.
            self.pages.moveCursor(QTextCursor.MoveOperation.End)
            self.pages.setTextCursor(QTextCursor(heading))

    def _space_out(self) -> None:
        """Give paragraphs room: what is read from Markdown has none."""
        px, document = self._theme.px, self.pages.document()
        document.setDocumentMargin(px(16))
        cursor, block = QTextCursor(document), document.begin()
        while block.isValid():
            cursor.setPosition(block.position())
            layout = block.blockFormat()
            if cursor.currentTable() is None and block.textList() is None:
                layout.setTopMargin(px(14 if layout.headingLevel() else 0))
                layout.setBottomMargin(px(6))
                cursor.setBlockFormat(layout)
            block = block.next()

    def _heading(self, slug: str) -> QTextBlock | None:
        block = self.pages.document().begin()
        while slug and block.isValid():
            if block.blockFormat().headingLevel() and _slug(block.text()) == slug:
                return block
            block = block.next()
        return None


def _slug(heading: str) -> str:
    """Return the name under which a heading is linked to, as Markdown readers make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")
