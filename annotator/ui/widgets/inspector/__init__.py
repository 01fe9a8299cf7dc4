"""The right pane: everything about the selected attribution, and about the article as a whole."""

from annotator.ui.widgets.inspector.inspector import Inspector
from annotator.ui.widgets.inspector.requests import (
    ArticleValueChange,
    NoteChange,
    OtherAttribution,
    SpanRemoval,
    ValueChange,
)

__all__ = [
    "ArticleValueChange",
    "Inspector",
    "NoteChange",
    "OtherAttribution",
    "SpanRemoval",
    "ValueChange",
]
