"""Where shipped files lie: beside the package in a checkout, inside it in a wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resources_folder() -> Path:
    """Return the folder of icons, themes, codebooks and translations."""
    return _shipped("resources")


def seeds_folder() -> Path:
    """Return the folder of the sample project."""
    return _shipped("seeds")


def docs_folder() -> Path:
    """Return the folder of the guide."""
    return _shipped("docs")


def _shipped(name: str) -> Path:
    inside = _PACKAGE / "_shipped" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
