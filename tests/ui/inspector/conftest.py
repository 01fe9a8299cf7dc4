"""An invented article's attributions, two codebooks, and an inspector that shows them."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
import yaml
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.domain.annotation_sets import AnnotationSet
from annotator.domain.attributions import Attribution, QuotedSpan, Values
from annotator.domain.codebook import (
    Attribute,
    AttributeKind,
    Codebook,
    Rank,
    Reason,
    Scope,
    ShownWhen,
    Value,
)
from annotator.domain.codebook_document import codebook_from_document
from annotator.domain.speakers import Speaker, SpeakerKind
from annotator.domain.text.spans import SpanRole
from annotator.shipped import resources_folder
from annotator.ui.theme import Theme
from annotator.ui.widgets.inspector import Inspector, OtherAttribution
from annotator.ui.widgets.inspector.attribution_form import AttributionForm

WHEN = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Match:
    """What a completion finds; the service's own type needs a project."""

    speaker: Speaker
    matched: str
    attribution_count: int


class Samples:
    """Invented people and attributions."""

    set_id, article_id, round_id = (uuid.UUID(int=n) for n in (8, 9, 7))
    ingrid = Speaker(
        id=uuid.UUID(int=1),
        name="Ingrid Valmont",
        role="Spokeswoman",
        affiliation="Ministry of Defence",
        country="Vestmark",
        aliases=("the ministry spokeswoman",),
    )
    petra = Speaker(id=uuid.UUID(int=2), name="Petra Valgard", role="Analyst")
    relief = Speaker(
        id=uuid.UUID(int=3), name="Valen Relief Network", kind=SpeakerKind.ORGANISATION
    )
    official = Speaker(
        id=uuid.UUID(int=4), name="an intelligence official", kind=SpeakerKind.UNNAMED_PERSON
    )

    def complete(self, typed: str) -> Sequence[Match]:
        found = []
        for speaker in (self.ingrid, self.petra, self.relief, self.official):
            names = [n for n in (speaker.name, *speaker.aliases) if typed.lower() in n.lower()]
            if names:
                found.append(Match(speaker, names[0], speaker.id.int))
        return found

    def attribution(
        self,
        number: int = 1,
        values: Values | None = None,
        *,
        spans: Sequence[tuple[SpanRole, int, str]] = ((SpanRole.CONTENT, 10, "it works"),),
        **fields: Any,
    ) -> Attribution:
        return Attribution(
            id=uuid.UUID(int=100 + number),
            set_id=self.set_id,
            article_id=self.article_id,
            spans=tuple(QuotedSpan(r, at, at + len(words), words) for r, at, words in spans),
            values=values or {},
            codebook="taliban-cooperation@1",
            created_at=WHEN,
            updated_at=WHEN,
            **fields,
        )

    def work(self, **fields: Any) -> AnnotationSet:
        return AnnotationSet(
            id=self.set_id,
            article_id=self.article_id,
            round_id=self.round_id,
            person_id=uuid.UUID(int=6),
            **fields,
        )

    def other(self, number: int, attribution: Attribution, name: str = "") -> OtherAttribution:
        return OtherAttribution(number, attribution, name)


@dataclass
class Heard:
    """What an inspector emitted, by the signal's name."""

    all: list[tuple[str, Any]] = field(default_factory=list)

    def of(self, name: str) -> list[Any]:
        return [value for signal, value in self.all if signal == name]


_CHANGES = (
    "speaker_chosen",
    "speaker_creation_requested",
    "speaker_edit_requested",
    "value_changed",
    "article_value_changed",
    "note_changed",
    "flag_changed",
    "reported_by_chosen",
    "span_jump_requested",
    "span_removal_requested",
    "attribution_requested",
)
_CALLS = (
    "previous_requested",
    "next_requested",
    "duplicate_requested",
    "delete_requested",
    "reopen_requested",
    "text_focus_requested",
)


class Bench:
    """A window with an inspector and something else that can have the keyboard."""

    def __init__(self, qtbot: QtBot, theme: Theme, samples: Samples) -> None:
        self.window = QWidget()
        self.elsewhere = QLineEdit(self.window)
        self.inspector = Inspector(theme, self.window)
        self.inspector.set_complete(samples.complete)  # type: ignore[arg-type]
        column = QVBoxLayout(self.window)
        column.addWidget(self.elsewhere)
        column.addWidget(self.inspector, 1)
        self.window.resize(390, 760)
        qtbot.addWidget(self.window)
        self.heard = Heard()
        for name in _CHANGES:
            getattr(self.inspector, name).connect(
                lambda value, name=name: self.heard.all.append((name, value))
            )
        for name in _CALLS:
            getattr(self.inspector, name).connect(
                lambda name=name: self.heard.all.append((name, None))
            )
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is self.window)
        self.elsewhere.setFocus()

    @property
    def form(self) -> AttributionForm:
        form = self.inspector.attribution_form
        assert form is not None
        return form

    def settle(self) -> None:
        for _ in range(4):
            QApplication.processEvents()


@pytest.fixture
def samples() -> Samples:
    return Samples()


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme("light")
    theme.apply(qapp)
    yield theme
    qapp.setStyleSheet("")


@pytest.fixture
def shipped() -> Codebook:
    path = resources_folder() / "codebooks" / "taliban-cooperation.yaml"
    return codebook_from_document(yaml.safe_load(path.read_text(encoding="utf-8")))


@pytest.fixture
def bridges() -> Codebook:
    """A codebook about something else altogether, with every kind of attribute."""

    def values(*labels: str) -> tuple[Value, ...]:
        return tuple(Value(label.lower().replace(" ", "_"), label) for label in labels)

    return Codebook(
        key="bridges",
        version=3,
        label="Bridges",
        target="building bridges",
        cannot_code=(Reason("blurred", "Blurred", "Cannot be read."), Reason("empty", "Empty")),
        attributes=(
            Attribute(
                "verdict",
                "Verdict",
                AttributeKind.CHOICE,
                rank=Rank.PRIMARY,
                required=True,
                values=values("For", "Against"),
            ),
            Attribute(
                "materials",
                "Materials",
                AttributeKind.MULTIPLE_CHOICE,
                values=values("Steel", "Stone", "Wood"),
            ),
            Attribute("toll", "Toll", AttributeKind.BOOLEAN),
            Attribute(
                "toll_reason",
                "Reason for the toll",
                AttributeKind.TEXT,
                shown_when=ShownWhen("toll", ("true",)),
            ),
            Attribute("safe", "Safe", AttributeKind.BOOLEAN, required=True),
            Attribute("length", "Length", AttributeKind.CHOICE, values=values("Long", "Short")),
            Attribute(
                "about_bridges",
                "About bridges",
                AttributeKind.BOOLEAN,
                scope=Scope.ARTICLE,
            ),
            Attribute("summary", "Summary", AttributeKind.TEXT, scope=Scope.ARTICLE),
        ),
    )


@pytest.fixture
def make_bench(qtbot: QtBot, theme: Theme, samples: Samples) -> Callable[[Codebook], Bench]:
    def make(codebook: Codebook) -> Bench:
        bench = Bench(qtbot, theme, samples)
        bench.inspector.set_codebook(codebook)
        return bench

    return make


@pytest.fixture
def bench(make_bench: Callable[[Codebook], Bench], shipped: Codebook) -> Bench:
    return make_bench(shipped)
