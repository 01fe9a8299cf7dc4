"""Runs each file of `tests/e2e/screen` on a virtual screen of its own, in a process of its own.

There the mouse and the keyboard are the X server's: what the tests do reaches the window as a
person's hand does.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT

sys.path.insert(0, str(CHECKOUT / "packaging"))
from screens import virtual_screen

FILES = sorted((Path(__file__).parent / "screen").glob("test_*.py"))


@pytest.mark.skipif(sys.platform != "linux", reason="the virtual screen is X")
@pytest.mark.timeout(600)
@pytest.mark.parametrize("file", FILES, ids=[one.stem for one in FILES])
def test_on_a_real_window(file: Path) -> None:
    with virtual_screen() as display:
        result = subprocess.run(
            [sys.executable, "-m", "pytest", str(file), "-p", "no:xdist", "-p", "no:cacheprovider"],
            cwd=CHECKOUT,
            env={
                **{k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "QT_QPA"))},
                "DISPLAY": display,
                "QT_QPA_PLATFORM": "xcb",
                "STANCE_TEST_ON_SCREEN": "1",
            },
            capture_output=True,
            text=True,
            check=False,
        )
    assert result.returncode == 0, result.stdout[-20_000:] + result.stderr[-5_000:]
