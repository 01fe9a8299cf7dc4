"""What all tests share: no test sees this machine's settings, and nothing is left running."""

import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The tests in e2e/screen run in processes of their own (see e2e/test_on_screen.py), on a screen of
# their own; all others draw into memory.
ON_SCREEN = os.environ.get("STANCE_TEST_ON_SCREEN") == "1"
collect_ignore = [] if ON_SCREEN else ["e2e/screen"]
if not ON_SCREEN:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

settings.register_profile(
    "suite",
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("suite")

CHECKOUT = Path(__file__).resolve().parents[1]
REAL_ARTICLES = CHECKOUT.parent / "shared" / "articles"


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, logs and recovery files of a test lie in a folder of its own."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    return home


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """A test that leaves a thread of Python's running fails."""
    before = set(threading.enumerate())
    yield
    left = [one for one in threading.enumerate() if one not in before and not one.daemon]
    for one in left:
        one.join(timeout=2)
    assert not [one.name for one in left if one.is_alive()]


@pytest.fixture(autouse=True)
def no_warning_logged(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """A test in which the program logs a warning fails, unless it is about that."""
    yield
    if request.node.get_closest_marker("logs_warnings") is None:
        logged = [one for one in caplog.get_records("call") if one.levelno >= logging.WARNING]
        assert not [one.getMessage() for one in logged if one.name.startswith("annotator")]


@pytest.fixture
def real_articles() -> list[Path]:
    """The five real articles, where the folder with them exists."""
    if not REAL_ARTICLES.is_dir():
        pytest.skip("the folder of real articles is not here")
    return sorted(REAL_ARTICLES.glob("*.txt"))
