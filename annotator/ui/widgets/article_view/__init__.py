"""The article: its text to read and select in, with everything that has been marked in it."""

from annotator.ui.widgets.article_view.marks import (
    AttributionMark,
    BoundaryDrag,
    ContextMenuRequest,
    HeaderInfo,
    LaneBar,
    LaneLook,
)
from annotator.ui.widgets.article_view.view import ArticleView

__all__ = [
    "ArticleView",
    "AttributionMark",
    "BoundaryDrag",
    "ContextMenuRequest",
    "HeaderInfo",
    "LaneBar",
    "LaneLook",
]
