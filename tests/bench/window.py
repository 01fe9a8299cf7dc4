"""From the command to a window: a project of 40 articles, against a bare PySide6 window."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from annotator.domain.people import Actor, Role
from annotator.services.codebooks import default_codebook
from annotator.services.interchange.importing import import_paths
from annotator.services.managing.people import people
from annotator.services.project import create_project
from tests.bench.report import milliseconds, show

TIMES = 9
ARTICLES = 40

_BARE = """
import sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1440, 900)
window.show()
while not window.windowHandle().isExposed():
    app.processEvents()
app.processEvents()
print("window", time.time(), flush=True)
"""
_PRODUCT = """
import sys, time
from pathlib import Path
from annotator import app as desktop
app = desktop.make_application()
windows = desktop.make_windows(app)
window = windows.show_first(opening=True)
window.resize(1440, 900)
while not window.windowHandle().isExposed():
    app.processEvents()
app.processEvents()
print("window", time.time(), flush=True)
windows.open_first(Path(sys.argv[1]), None)
def painted():
    screen = window.annotate_screen
    return screen is not None and screen.presenter.coding is not None
until = time.time() + 20
while not painted() and time.time() < until:
    app.processEvents()
window.repaint()
app.processEvents()
print("article", time.time(), flush=True)
windows.close_all()
"""


def run() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = _project(Path(folder))
        bare, window, article = [], [], []
        for _ in range(TIMES):
            bare.append(_times(_BARE)["window"])
            product = _times(_PRODUCT, str(path))
            window.append(product["window"])
            article.append(product["article"])
    reference = median(bare)
    show(
        f"From the command to a window (wall, median of {TIMES}, taken in turn)",
        ("reference: a bare PySide6 window", milliseconds(reference)),
        ("product: the window", milliseconds(median(window))),
        ("difference (goal: 300 ms at most)", milliseconds(median(window) - reference)),
        (f"first frame with an article of {ARTICLES} painted", milliseconds(median(article))),
    )


def _times(script: str, *arguments: str) -> dict[str, float]:
    begun = time.time()
    result = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env={"QT_QPA_PLATFORM": "offscreen", **os.environ},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = (line.split() for line in result.stdout.splitlines())
    return {name: (float(at) - begun) * 1000 for name, at in lines}


def _project(folder: Path) -> Path:
    texts = folder / "texts"
    texts.mkdir()
    for number in range(ARTICLES):
        words = f"The delegate of district {number} said: “We will talk when the road is open.” "
        (texts / f"{number:02}.txt").write_text(f"District {number} waits\n\n{words * 25}")
    path = folder / "bench.stance"
    with create_project(path, name="Bench", maker="Ada", codebook=default_codebook()) as project:
        maker = people(project)[0]
        import_paths(project, Actor(maker.id, Role.MANAGER), [texts])
    return path
