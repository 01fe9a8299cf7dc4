"""A text field whose text is one step when it is left, or after one second of rest."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from annotator.ui.theme.theme import Theme

REST_MS = 1000
_LEAST_LINES, _MOST_LINES = 2, 8


class RestingTextEdit(QPlainTextEdit):
    """Plain text that grows with its lines. Tab leaves it; Escape asks to return to the article."""

    rested = Signal(str)
    """The text differs from what was shown or last emitted, and the typing came to rest."""
    leave_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._known = ""
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self.flush)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.document().clearUndoRedoStacks()  # setting the margin counts as something to undo
        self.textChanged.connect(self._typed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def pending(self) -> bool:
        """Tell whether there is typing that nobody was told of yet."""
        return self.toPlainText() != self._known

    def show_text(self, text: str) -> None:
        """Show a text without emitting; what is half typed stays, unless the text is another one.

        Callers `flush` before they show a text that belongs to something else.
        """
        if text == self._known:
            return
        self._known = text
        self._timer.stop()
        if text != self.toPlainText():
            self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(False)
            self._fit()

    def flush(self) -> None:
        """Emit the text now if it is new."""
        self._timer.stop()
        if self.pending:
            self._known = self.toPlainText()
            self.rested.emit(self._known)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field ends a step."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return room for its lines."""
        return QSize(self._theme.px(120), self.height())

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest useful size."""
        return QSize(self._theme.px(80), self.minimumHeight())

    def _typed(self) -> None:
        if self.pending:
            self._timer.start()
        else:
            self._timer.stop()

    def _fit(self) -> None:
        lines = int(self.document().size().height())
        shown = max(_LEAST_LINES, min(lines, _MOST_LINES))
        frame = 2 * self._theme.px(4) + 2 * int(self.document().documentMargin()) + 2
        tall = shown * self.fontMetrics().lineSpacing() + frame
        more = lines > _MOST_LINES
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if more else policy.ScrollBarAlwaysOff
        )
        if tall != self.minimumHeight() or tall != self.maximumHeight():
            self.setFixedHeight(tall)
