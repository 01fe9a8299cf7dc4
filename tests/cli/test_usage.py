import pytest

from annotator import __version__
from annotator.cli.command_names import COMMANDS
from annotator.cli.main import run
from tests.cli.conftest import Annotator


def test_help_lists_every_command(annotator: Annotator) -> None:
    words = annotator.fine("--help").out
    assert annotator.fine("-h").out == words
    for command in COMMANDS:
        assert f"\n  {command} " in words


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_as(annotator: Annotator, command: str) -> None:
    words = annotator.fine(command, "--help").out
    # Places are found again in files alone: there is no project, and so nobody who acts in it.
    assert ("--as NAME" in words) == (command != "reattach")
    assert ("--json" in words) == (command not in ("new", "backup"))


def test_version(annotator: Annotator) -> None:
    assert annotator.fine("--version").out == f"annotator {__version__}\n"


@pytest.mark.parametrize(
    "words",
    [(), ("frobnicate",), ("stats",), ("stats", "a", "b"), ("stats", "a", "--fast"), ("new",)],
)
def test_wrong_usage(annotator: Annotator, words: tuple[str, ...]) -> None:
    assert annotator(*words).status == 2


def test_an_error_of_ours_ends_with_a_plain_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_argv: list[str]) -> int:
        raise ZeroDivisionError("x")

    monkeypatch.setattr("annotator.cli.application.command_line", broken)
    assert run(["stats", "x"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("Traceback")
    assert lines[-1].startswith("annotator: This is an error in the program (ZeroDivisionError).")
