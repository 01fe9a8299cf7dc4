"""The context menu of the article: what can be done with a mark, or with the selected words."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from annotator.ui.annotating.coding_controller import CodingController
from annotator.ui.annotating.coding_presenter import CodingPresenter
from annotator.ui.annotating.screen_commands import ScreenCommands
from annotator.ui.theme import Theme
from annotator.ui.theme.glyphs import CHIP, value_icon
from annotator.ui.widgets.article_view import ArticleView, ContextMenuRequest
from annotator.words import tr


class MarkMenu(QObject):
    """Shows a menu wherever the article view is asked for one."""

    def __init__(
        self,
        view: ArticleView,
        presenter: CodingPresenter,
        controller: CodingController,
        commands: ScreenCommands,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._presenter = presenter
        self._controller = controller
        self._commands = commands
        self._theme = theme
        view.context_menu_requested.connect(self._show)

    def _show(self, request: ContextMenuRequest) -> None:
        if self._presenter.coding is None:
            return
        menu = QMenu(self._view)
        menu.setToolTipsVisible(True)
        menu.aboutToHide.connect(menu.deleteLater)
        if request.attribution_id is not None and not request.on_selection:
            # Else the entries would act on the selected words.
            self._view.clear_selection()
            self._presenter.select(request.attribution_id)
            self._offer_actions(menu)
        else:
            self._offer_words(menu)
        menu.popup(request.position)

    def _offer_actions(self, menu: QMenu) -> None:
        """Offer what can be done with the mark that is selected now."""
        commands = self._commands
        menu.setAccessibleName(tr("Attribution"))
        for action in (commands.flag, commands.duplicate, commands.reported_by, commands.rule):
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(commands.delete)

    def _offer_words(self, menu: QMenu) -> None:
        """Offer to copy the selected words, or to make an attribution of them."""
        coding, selected = self._presenter.coding, self._view.selection() is not None
        menu.setAccessibleName(tr("Text"))
        copy = menu.addAction(tr("&Copy"))
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setEnabled(selected)
        copy.triggered.connect(self._view.copy)
        if coding is None or not selected:
            return
        menu.addSection(tr("New attribution"))
        primary = coding.codebook.primary
        for value in primary.values:
            action = menu.addAction(
                value_icon(value, self._theme, CHIP, chip=True), value.label.replace("&", "&&")
            )
            action.setToolTip(value.definition)
            action.setEnabled(self._controller.may_edit())
            action.triggered.connect(
                lambda _checked=False, key=value.key: self._controller.choose(primary, key)
            )
