"""Icons drawn in the colours of the theme, from the drawings in ``resources/icons``."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from annotator.shipped import resources_folder
from annotator.ui.theme.theme import Theme

_SIZES = (16, 20, 24, 32)
"""In which the drawings are rendered, in pixels at text scale 1."""


def icon(name: str, theme: Theme, colour: QColor | None = None) -> QIcon:
    """Return an icon by the name of its file, in ``colour`` (by default that of secondary text).

    Icons are kept on the theme; callers ask again when it says that it has changed. Raises
    FileNotFoundError when there is no such drawing.
    """
    tint = (colour or theme.tokens.text2).name()
    key = ("icon", name, tint)
    if key not in theme.icon_cache:
        theme.icon_cache[key] = _rendered(_drawing(name).replace("currentColor", tint), theme)
    return theme.icon_cache[key]


def app_icon() -> QIcon:
    """Return the program's own icon."""
    result = QIcon()
    renderer = QSvgRenderer(QByteArray(_drawing("app").encode()))
    for side in (16, 24, 32, 48, 64, 128, 256):
        result.addPixmap(_pixmap(renderer, side, 1.0))
    return result


def icon_names() -> tuple[str, ...]:
    """Return the names of all icons."""
    return tuple(sorted(path.stem for path in (resources_folder() / "icons").glob("*.svg")))


@cache
def _drawing(name: str) -> str:
    return (resources_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def _rendered(drawing: str, theme: Theme) -> QIcon:
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    app = QGuiApplication.instance()
    screen_ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    result = QIcon()
    for ratio in sorted({1.0, screen_ratio}):
        for side in _SIZES:
            pixmap = _pixmap(renderer, theme.px(side), ratio)
            result.addPixmap(pixmap, QIcon.Mode.Normal)
            # Otherwise the style would tint the icon of a selected row with the highlight colour.
            result.addPixmap(pixmap, QIcon.Mode.Selected)
    return result


def _pixmap(renderer: QSvgRenderer, side: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return pixmap
