"""`tr()`: every sentence that a person reads passes through here, in windows and in commands.

One catalogue (gettext) serves both, so that the headless commands need no Qt. Fields are named
in braces: ``tr("{count} articles", count=3)``; translators may reorder them.
"""

import gettext

from annotator.shipped import resources_folder

_DOMAIN = "annotator"


class _Catalogue:
    """The catalogue in use; English until `speak` finds another."""

    current: gettext.NullTranslations = gettext.NullTranslations()


def speak(languages: list[str]) -> None:
    """Use the first of these languages (codes such as ``de``) with a catalogue, else English."""
    _Catalogue.current = gettext.translation(
        _DOMAIN,
        localedir=str(resources_folder() / "translations"),
        languages=languages,
        fallback=True,
    )


def tr(text: str, /, **fields: object) -> str:
    """Return ``text`` in the reader's language with ``{fields}`` filled in."""
    translated = _Catalogue.current.gettext(text) if text else ""
    return translated.format(**fields) if fields else translated


def tr_n(singular: str, plural: str, count: int, /, **fields: object) -> str:
    """Return the form of a sentence that fits ``count``, which fills ``{count}``."""
    translated = _Catalogue.current.ngettext(singular, plural, count)
    return translated.format(count=f"{count:,}", **fields)
