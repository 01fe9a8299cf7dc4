"""What a window shows of the codebook: the screen for reading it, and the rule on F1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.domain.codebook import Codebook
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.ui.dialogs.codebook_rule import CodebookRule
    from annotator.ui.windows.codebook_screen import CodebookScreen
    from annotator.ui.windows.main_window import MainWindow


class WindowCodebook(QObject):
    """Makes screen and rule when they are first wanted; they go with the project."""

    def __init__(self, window: MainWindow, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self.screen: CodebookScreen | None = None
        self.rule: CodebookRule | None = None

    def codebook(self) -> Codebook | None:
        """Return the codebook by which the shown round is coded."""
        from annotator.services.codebooks import current_codebook

        opened = self._window.opened
        return current_codebook(opened.project, opened.round.id) if opened else None

    def ready_screen(self) -> CodebookScreen:
        """Return the screen, with the codebook of the project."""
        from annotator.ui.windows.codebook_screen import CodebookScreen

        if self.screen is None:
            self.screen = CodebookScreen(self._theme, self._window)
            self._window.screens.addWidget(self.screen)
            annotate = self._window.annotate_screen
            if annotate is not None:
                self.screen.follow_pane_key(annotate.commands.next_pane)
        codebook = self.codebook()
        if codebook is not None:
            self.screen.set_codebook(codebook)
        return self.screen

    def show_rule(self, attribute_key: str, value_key: str | None) -> None:
        """Show the rule for an attribute and its value beside the work."""
        from annotator.ui.dialogs.codebook_rule import CodebookRule

        codebook = self.codebook()
        if codebook is None:
            return
        if self.rule is None:
            self.rule = CodebookRule(self._theme, self._window)
            self.rule.codebook_requested.connect(self.show_in_codebook)
        self.rule.show_rule(codebook, attribute_key, value_key)

    def close(self) -> None:
        """Let go of screen and rule."""
        for widget in (self.screen, self.rule):
            if widget is not None:
                self._window.screens.removeWidget(widget)
                widget.close()
                widget.deleteLater()
        self.screen = self.rule = None

    def show_in_codebook(self, attribute_key: str, value_key: str | None) -> None:
        """Show an attribute and its value on the codebook's own screen."""
        self._window.show_screen("codebook")
        self.ready_screen().show_value(attribute_key, value_key)
