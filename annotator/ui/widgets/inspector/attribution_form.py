"""The fields of one attribution, in the order in which they are worked through."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.domain.attributions import Attribution
from annotator.domain.codebook import Codebook, Scope
from annotator.domain.doubts import Doubt
from annotator.domain.speakers import Speaker
from annotator.domain.text.spans import SpanRole
from annotator.ui.theme.theme import Theme
from annotator.ui.theme.tokens import StanceColours
from annotator.ui.widgets.inspector.attribute_rows import AttributeRows
from annotator.ui.widgets.inspector.doubt_list import DoubtList
from annotator.ui.widgets.inspector.edited_line import EditedLine
from annotator.ui.widgets.inspector.field_label import FieldLabel
from annotator.ui.widgets.inspector.form_layout import FormLayout
from annotator.ui.widgets.inspector.reported_by_field import ReportedByField
from annotator.ui.widgets.inspector.requests import OtherAttribution
from annotator.ui.widgets.inspector.resting_text_edit import RestingTextEdit
from annotator.ui.widgets.inspector.span_list import SpanList, on_one_line
from annotator.ui.widgets.inspector.speaker_card import SpeakerCard
from annotator.ui.widgets.inspector.speaker_field import SpeakerField
from annotator.words import tr

SPEAKER = "speaker"
"""The name under which a missing speaker is reported."""
CONTENT = "content"


class AttributionForm(QWidget):
    """Speaker, the codebook's attributes, note, reported by, spans."""

    leave_requested = Signal()

    def __init__(self, codebook: Codebook, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codebook = codebook
        self._theme = theme
        self._needed: frozenset[str] = frozenset()
        self._attribution: Attribution | None = None
        self.form = FormLayout(self, theme.px(10), theme.px(8))
        self._make_speaker()
        self.rows = AttributeRows(codebook, Scope.ATTRIBUTION, theme, self.form, self)
        self.rows.leave_requested.connect(self.leave_requested)
        self._make_note()
        self._make_spans()
        theme.changed.connect(self._restyle)

    def show_attribution(
        self,
        attribution: Attribution,
        *,
        speaker: Speaker | None,
        speaker_count: int | None,
        others: Sequence[OtherAttribution],
        doubts: Sequence[Doubt],
        read_only: bool,
    ) -> None:
        """Show everything about an attribution; emits nothing."""
        self._attribution = attribution
        source = attribution.of_role(SpanRole.SOURCE)
        self.speaker.show_speaker(speaker, on_one_line(source[0].quote) if source else "")
        self.speaker.set_read_only(read_only)
        self.card.show_speaker(speaker, speaker_count, attribution.speaking_as)
        self.card.set_read_only(read_only)
        self.rows.show(attribution.values, attribution.derived, read_only=read_only)
        self.note.show_text(attribution.note)
        self.note.setReadOnly(read_only)
        self.reported_by.show_others(attribution, others)
        self.reported_by.setEnabled(not read_only)
        self.spans.show_spans(attribution, self._colours(attribution), read_only=read_only)
        numbers = {one.attribution.id: one.number for one in others}
        self.doubts.show_doubts(doubts, numbers)
        self.edited.show_instant(attribution.updated_at)
        self._mark_gaps()

    def set_keys(self, key_of: Callable[[str], str]) -> None:
        """Show the keys in use; ``key_of`` maps a command of the key table to its key."""
        self._speaker_label.set_key(key_of("speaker"))
        self._note_label.set_key(key_of("note"))
        self._carrier_label.set_key(key_of("reported_by"))

    def show_needed(self, fields: frozenset[str]) -> None:
        """Mark these fields as needed while they are empty."""
        self._needed = fields
        self.rows.show_needed(fields)
        self._mark_gaps()

    def flush(self) -> None:
        """Emit what is half typed."""
        self.rows.flush()
        self.note.flush()

    def _colours(self, attribution: Attribution) -> StanceColours:
        key = attribution.values.get(self._codebook.primary.key)
        value = self._codebook.primary.value(key) if isinstance(key, str) else None
        return self._theme.tokens.colours_of(value)

    def _restyle(self) -> None:
        self.form.set_distances(self._theme.px(10), self._theme.px(8))
        if self._attribution is not None:
            self.spans.recolour(self._colours(self._attribution))

    def _make_speaker(self) -> None:
        host = QWidget(self)
        self.speaker = SpeakerField(self._theme, host)
        self.card = SpeakerCard(self._theme, host)
        self.speaker.leave_requested.connect(self.leave_requested)
        column = QVBoxLayout(host)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(4))
        column.addWidget(self.speaker)
        column.addWidget(self.card)
        self._speaker_label = FieldLabel(tr("Speaker"), self._theme, self, key="S", wide=True)
        self.form.add_row(self._speaker_label, host, above=True)

    def _make_note(self) -> None:
        self.note = RestingTextEdit(self._theme, self)
        self.note.setAccessibleName(tr("Note"))
        self.note.leave_requested.connect(self.leave_requested)
        self._note_label = FieldLabel(tr("Note"), self._theme, self, key="N")
        self.form.add_row(self._note_label, self.note)
        self.reported_by = ReportedByField(self)
        self.reported_by.leave_requested.connect(self.leave_requested)
        self._carrier_label = FieldLabel(tr("Reported by"), self._theme, self, key="R")
        self._carrier_label.set_tooltip(tr("The attribution that carries this one"))
        self.form.add_row(self._carrier_label, self.reported_by)

    def _make_spans(self) -> None:
        host = QWidget(self)
        self.spans = SpanList(self._theme, host)
        self.doubts = DoubtList(self._theme, host)
        self.edited = EditedLine(self._theme, host)
        column = QVBoxLayout(host)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(6))
        column.addWidget(self.spans)
        column.addWidget(self.doubts)
        column.addWidget(self.edited)
        self._spans_label = FieldLabel(tr("Spans"), self._theme, self, wide=True)
        self.form.add_row(self._spans_label, host, above=True)

    def _mark_gaps(self) -> None:
        one = self._attribution
        if one is None:
            return
        nobody = one.speaker_id is None and not one.of_role(SpanRole.SOURCE)
        needed = tr("needed")
        self._speaker_label.set_caption(
            needed if nobody and SPEAKER in self._needed else "", warning=True
        )
        self._spans_label.set_caption(
            needed if not one.content and CONTENT in self._needed else "", warning=True
        )
