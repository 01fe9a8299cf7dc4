"""The windows of the other tests, with a manager at work."""

import pytest

from annotator.ui.windows.main_window import MainWindow
from tests.ui.windows.conftest import (  # noqa: F401  # fixtures
    preferences,
    project_path,
    template,
    theme,
    windows,
)


@pytest.fixture
def manager(windows, project_path) -> MainWindow:  # noqa: F811
    """Edda, who manages the project, at work in it."""
    window = windows.show_first()
    window.resize(1280, 800)
    window.open_path(project_path, "Edda Holm")
    return window


@pytest.fixture
def mira(windows, project_path) -> MainWindow:  # noqa: F811
    """Mira, an annotator, at work."""
    window = windows.show_first()
    window.resize(1280, 800)
    window.open_path(project_path, "Mira Sorel")
    return window
