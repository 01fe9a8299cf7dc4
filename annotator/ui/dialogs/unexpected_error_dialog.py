"""Something unexpected happened: what, what was kept, and a report to copy."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QWidget

from annotator.ui.dialogs.dialog_parts import column, explanation, foot, primary_button, title
from annotator.ui.dialogs.fitted_dialog import FittedDialog
from annotator.ui.icons import icon
from annotator.ui.theme import Theme
from annotator.words import tr


class UnexpectedErrorDialog(FittedDialog):
    """Accepted means to go on, rejected through its second button to close safely."""

    def __init__(self, report: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.close_safely = False
        self._report = report
        self.setWindowTitle(tr("Something unexpected happened"))
        self.setModal(True)
        picture = QLabel(self)
        side = theme.px(28)
        picture.setPixmap(icon("error", theme, theme.tokens.error).pixmap(side, side))
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(title(tr("Something unexpected happened"), self), 1)
        what = explanation(
            tr("The program met an error of its own. What you were just doing may not be done."),
            self,
        )
        kept = explanation(
            tr("All changes that were shown as saved are stored in the project."), self, "ok"
        )
        self.text = QPlainTextEdit(report, self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("Report"))
        self.text.setMinimumHeight(theme.px(200))
        note = explanation(
            tr("The report holds no words of your articles and no names."), self, "caption"
        )
        layout = column(self, margins=0)
        body = QWidget(self)
        inner = column(body)
        inner.addLayout(head)
        for widget in (what, kept, self.text, note):
            inner.addWidget(widget)
        layout.addWidget(body, 1)
        self.copy = QPushButton(tr("Copy report"), self)
        self.copy.clicked.connect(self._copy)
        self.leave = QPushButton(tr("Close safely"), self)
        self.leave.clicked.connect(self._leave)
        self.go_on = primary_button(tr("Continue"), self)
        self.go_on.clicked.connect(self.accept)
        layout.addWidget(foot(self, self.copy, self.leave, self.go_on))
        self.resize(theme.px(620), theme.px(460))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)

    def _leave(self) -> None:
        self.close_safely = True
        self.reject()
