"""The command `annotator`: a command word goes to the command line, all else opens the app."""

import sys

_ABOUT = frozenset(("--help", "-h", "--version"))


def main(arguments: list[str] | None = None) -> int:
    """Run the command line or the desktop app; return the exit status."""
    # All else is imported in here, so that Ctrl+C ends the program quietly from the beginning.
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except BaseException as error:
        from annotator.cli.stopping import STOPPED_BY_KEY, stopped_by_key
        from annotator.words import tr

        if not stopped_by_key(error):
            raise
        print("annotator: " + tr("Stopped."), file=sys.stderr)
        return STOPPED_BY_KEY


def _run(given: list[str]) -> int:
    from annotator.cli.command_names import COMMANDS

    first = given[0] if given else ""
    # Typer alone cannot tell a command from ``annotator PROJECT``.
    if first in COMMANDS or first in _ABOUT:
        from annotator.cli.main import run as run_command

        return run_command(given)
    if first == "screenshots":
        from annotator.screenshots.command import run as run_screenshots

        return run_screenshots(given[1:])
    from annotator.app import run as run_app

    return run_app(given)


if __name__ == "__main__":
    sys.exit(main())
