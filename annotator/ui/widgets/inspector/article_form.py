"""What is said of the article as a whole: the codebook's attributes of that scope."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from annotator.domain.annotation_sets import AnnotationSet
from annotator.domain.codebook import Codebook, Scope
from annotator.ui.theme.fonts import SECTION
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.attribute_rows import AttributeRows
from annotator.ui.widgets.inspector.form_layout import FormLayout
from annotator.ui.widgets.inspector.tone_label import ToneLabel
from annotator.words import tr


class ArticleForm(QWidget):
    """The section "This article"; hidden where the codebook asks nothing about articles."""

    def __init__(self, codebook: Codebook, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        line = QFrame(self)
        line.setProperty("kind", "line")
        title = ToneLabel(theme, self, tone="text1", size=SECTION, bold=True)
        title.setText(tr("This article"))
        fields = QWidget(self)
        self._form = FormLayout(fields, theme.px(12), theme.px(8))
        self.rows = AttributeRows(codebook, Scope.ARTICLE, theme, self._form, fields)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(line)
        column.addWidget(title)
        column.addWidget(fields)
        theme.changed.connect(self._keep_distances)
        self.show_work(None, read_only=True)

    def show_work(self, work: AnnotationSet | None, *, read_only: bool) -> None:
        """Show one person's values for the article; emits nothing."""
        self.setVisible(bool(len(self.rows)) and work is not None)
        if work is not None:
            closed = read_only or work.state.closed
            self.rows.show(work.values, (), read_only=closed)

    def _keep_distances(self) -> None:
        self._form.set_distances(self._theme.px(12), self._theme.px(8))
