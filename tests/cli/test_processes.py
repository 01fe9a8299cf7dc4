"""Commands as processes of their own: what another program or a terminal sees of them."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import CHECKOUT, Annotator, started

PRESSED = "os.kill(os.getpid(), signal.SIGINT)"
WHILE_A_CLASS_IS_MADE = (
    f"type('Made', (), dict(one=type('One', (), dict(__set_name__=lambda *_: {PRESSED}))()))"
)

needs_terminals = pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals on Windows")


def test_status_and_streams(sample: Path) -> None:
    with started("stats", sample, "--json", "--as", "Edda Voss", stderr=subprocess.PIPE) as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert json.loads(out)["articles"] == 16
    with started("stats", sample, "--as", "Ann Other", stderr=subprocess.PIPE) as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (1, "")
    assert err == "annotator: Nobody called Ann Other works in this project.\n"


def test_way_in_is_light() -> None:
    code = (
        "import sys; import annotator.cli.main; "
        "print(*{'typer', 'rich', 'sqlalchemy', 'PySide6', 'platformdirs'} & set(sys.modules))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == ""


def test_no_command_needs_qt(sample: Path) -> None:
    code = (
        "import sys; from annotator.__main__ import main; "
        f"main(['check', {str(sample)!r}, '--as', 'Edda Voss']); print('PySide6' in sys.modules)"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.splitlines()[-1] == "False"


def test_stream_that_cannot_carry_the_words(tmp_path: Path, sample: Path) -> None:
    def output(*words: object) -> bytes:
        return subprocess.run(
            [sys.executable, "-m", "annotator", *map(str, words)],
            env={**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONIOENCODING": "ascii"},
            capture_output=True,
            check=True,
        ).stdout

    project = tmp_path / "n.stance"
    output("new", project, "--as", "Zahra Halīmī", "--name", "گفت‌وگو")
    assert b"Zahra Hal?m?" in output("stats", project)
    assert json.loads(output("stats", project, "--json"))["project"] == "گفت‌وگو"


@needs_terminals
def test_progress_only_on_a_terminal(tmp_path: Path, sample: Path) -> None:
    import pty

    try:
        main, side = pty.openpty()
    except OSError:
        pytest.skip("this machine has no terminals to give")
    command = (
        "export",
        sample,
        "--format",
        "csv",
        "--out",
        tmp_path / "x.csv",
        "--as",
        "Edda Voss",
    )
    with started(*command, stderr=side) as process:
        os.close(side)
        shown = b""
        while True:
            try:
                portion = os.read(main, 65_536)
            except OSError:  # how Linux says that the other side was closed
                break
            if not portion:
                break
            shown += portion
        out = process.communicate(timeout=60)[0]
    os.close(main)
    assert process.returncode == 0
    assert b"checking" in shown
    assert out.startswith("Wrote ")
    assert out.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C cannot be sent to one process on Windows")
def test_interrupted_import_leaves_nothing(
    annotator: Annotator, empty: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    paragraph = "Ingrid Valmont said that the talks would go on. " * 200
    for number in range(3_000):
        (folder / f"{number:05}.txt").write_text(f"Day {number}\n\n{paragraph}", encoding="utf-8")
    with started("import", empty, folder, stderr=subprocess.PIPE) as process:
        wal = empty.with_name(empty.name + "-wal")
        deadline = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < deadline:
            if wal.exists() and wal.stat().st_size > 1_000_000:  # articles are being written
                break
            time.sleep(0.01)
        assert process.poll() is None, "it was over before it could be stopped"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert err == "annotator: Stopped. What had been begun was removed.\n"
    assert annotator.fine("stats", empty, "--json").json["articles"] == 0
    annotator.fine("check", empty)


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C cannot be sent to one process on Windows")
@pytest.mark.parametrize("module", ["typer", "sqlalchemy", "annotator.storage.store"])
@pytest.mark.parametrize("press", [PRESSED, WHILE_A_CLASS_IS_MADE])
def test_interrupted_while_it_is_loaded(sample: Path, module: str, press: str) -> None:
    """Ctrl+C at the moment at which a module begins to be loaded, or makes a class."""
    code = (
        "import os, signal, sys\n"
        # A program that was started in the background would pass it over.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from annotator.__main__ import main\n"
        f"def press(): {press}\n"
        "class Pressing:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {module!r}: press()\n"
        "sys.meta_path.insert(0, Pressing())\n"
        f"sys.exit(main(['export', {str(sample)!r}, '--format', 'csv', '--as', 'Edda Voss',"
        " '--out', 'x.csv']))\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        cwd=sample.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 130
    assert found.stderr.startswith("annotator: Stopped.")
    assert found.stderr.count("\n") == 1
    assert not (sample.parent / "x.csv").exists()


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise on Windows")
def test_reader_that_goes_away(sample: Path) -> None:
    with started("stats", sample, "--as", "Edda Voss", stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        err = process.stderr.read()
        process.wait(timeout=60)
    assert "Traceback" not in err
