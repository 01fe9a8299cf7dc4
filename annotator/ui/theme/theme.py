"""`Theme`: the colours, sizes and fonts in use, handed to every widget that paints."""

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from annotator.ui.theme.fonts import BODY, ui_font
from annotator.ui.theme.high_contrast import high_contrast_tokens
from annotator.ui.theme.palette import palette_of
from annotator.ui.theme.style_sheet import style_sheet
from annotator.ui.theme.tokens import DARK, LIGHT, Tokens

Mode = Literal["light", "dark", "system"]
Contrast = Literal["normal", "high", "system"]

SMALLEST_SCALE, LARGEST_SCALE = 0.8, 2.0


class Theme(QObject):
    """Light or dark, with how much contrast, and how large the interface's text is.

    ``changed`` comes after every change of one; widgets then paint again and fetch their icons
    anew.
    """

    changed = Signal()

    def __init__(
        self, mode: Mode = "system", text_scale: float = 1.0, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._mode: Mode = mode
        self._text_scale = _held(text_scale)
        self._app: QApplication | None = None
        self._contrast: Contrast = "system"
        self._dark = self._wants_dark()
        self._high_contrast = self._wants_high_contrast()
        self._tokens = self._chosen_tokens()
        self.icon_cache: dict[tuple[object, ...], QIcon] = {}
        """Icons already drawn, by what they show; emptied on each change."""
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)

    @property
    def tokens(self) -> Tokens:
        """Return the colours in use."""
        return self._tokens

    @property
    def dark(self) -> bool:
        """Tell whether the dark colours are in use."""
        return self._dark

    @property
    def mode(self) -> Mode:
        """Return what was asked for; "system" follows the desktop."""
        return self._mode

    @mode.setter
    def mode(self, mode: Mode) -> None:
        if mode != self._mode:
            self._mode = mode
            self._tell_the_system()
            self._renew()

    @property
    def high_contrast(self) -> bool:
        """Tell whether the system's colours are in use, with outlines instead of fills."""
        return self._high_contrast

    @property
    def contrast(self) -> Contrast:
        """Return what was asked for; "system" (the default) follows the desktop's preference."""
        return self._contrast

    @contrast.setter
    def contrast(self, contrast: Contrast) -> None:
        self._contrast = contrast
        if self._wants_high_contrast() is not self._high_contrast:
            self._renew()

    @property
    def text_scale(self) -> float:
        """Return the factor on all sizes of the interface, 1.0 by default (0.8 to 2.0)."""
        return self._text_scale

    @text_scale.setter
    def text_scale(self, scale: float) -> None:
        scale = _held(scale)
        if scale != self._text_scale:
            self._text_scale = scale
            self._renew()

    def px(self, pixels: float) -> int:
        """Return a size, given for a text scale of 1, in pixels at the present scale."""
        return round(pixels * self._text_scale)

    def font(self, size: int = BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Return the interface's face; ``size`` is one of the sizes in `fonts`, unscaled."""
        return ui_font(self.px(size), weight)

    def apply(self, app: QApplication) -> None:
        """Dress a whole application, now and after each change."""
        if self._app is None:
            app.setStyle(QStyleFactory.create("Fusion"))
        self._app = app
        self._tell_the_system()
        self._dress()

    def _wants_dark(self) -> bool:
        if self._mode == "system":
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._mode == "dark"

    def _wants_high_contrast(self) -> bool:
        if self._contrast == "system":
            # Named, for what belongs to a temporary is deleted with it.
            hints = QGuiApplication.styleHints()
            wanted = hints.accessibility().contrastPreference()
            return wanted is Qt.ContrastPreference.HighContrast
        return self._contrast == "high"

    def _chosen_tokens(self) -> Tokens:
        if not self._high_contrast:
            return DARK if self._dark else LIGHT
        if self._app is not None:
            # Our own palette hides the system's.
            self._app.setPalette(QPalette())
        return high_contrast_tokens(QGuiApplication.palette(), dark=self._dark)

    def _tell_the_system(self) -> None:
        """Let window frames and native dialogs follow the mode."""
        if self._app is None:
            return
        hints = QGuiApplication.styleHints()
        if self._mode == "system":
            hints.unsetColorScheme()
        else:
            scheme = Qt.ColorScheme.Dark if self._mode == "dark" else Qt.ColorScheme.Light
            hints.setColorScheme(scheme)

    def _system_changed(self) -> None:
        wanted = self._wants_dark(), self._wants_high_contrast()
        if wanted != (self._dark, self._high_contrast):
            self._renew()

    def _renew(self) -> None:
        self._dark = self._wants_dark()
        self._high_contrast = self._wants_high_contrast()
        self._tokens = self._chosen_tokens()
        self.icon_cache.clear()
        self._dress()
        self.changed.emit()

    def _dress(self) -> None:
        if self._app is None:
            return
        self._app.setFont(self.font())
        self._app.setPalette(palette_of(self.tokens))
        self._app.setStyleSheet(style_sheet(self.tokens, self._text_scale, dark=self._dark))


def _held(scale: float) -> float:
    return min(LARGEST_SCALE, max(SMALLEST_SCALE, scale))
