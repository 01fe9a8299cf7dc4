"""The way in: arguments in, exit status out. Nothing heavy is imported before it is called."""

import os
import sys

from annotator.cli.command_names import COMMANDS
from annotator.cli.stopping import STOPPED_BY_KEY, stopped_by_key
from annotator.domain.errors import AnnotatorError, Cancelled
from annotator.words import speak, tr

__all__ = ["COMMANDS", "run"]

_FAILED = 1


def run(argv: list[str]) -> int:
    """Run one command; return 0 when done, 1 when it failed (with a line said), 2 when misused,
    130 when it was stopped by Ctrl+C.

    Raises KeyboardInterrupt where Ctrl+C comes before there is anything to stop.
    """
    speak(_languages())
    from annotator.cli.application import command_line
    from annotator.cli.output import CommandFailed, complain, reason_of

    try:
        status = command_line(argv)
    except CommandFailed as error:
        complain(str(error))
        return _FAILED
    except (Cancelled, KeyboardInterrupt):
        status = STOPPED_BY_KEY
    except AnnotatorError as error:
        complain(reason_of(error))
        return _FAILED
    except BrokenPipeError:
        # Whoever read our output (head, less) has gone; what is left unsaid goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _FAILED
    except Exception as error:  # noqa: BLE001  # the last resort: a plain line after the details
        if not stopped_by_key(error):
            import traceback

            traceback.print_exc()
            complain(
                tr("This is an error in the program ({kind}). Please report it with the lines"
                   " above.", kind=type(error).__name__)
            )  # fmt: skip
            return _FAILED
        status = STOPPED_BY_KEY
    if status == STOPPED_BY_KEY:
        complain(tr("Stopped. What had been begun was removed."))
    return status


def _languages() -> list[str]:
    """Return the languages that the system asks for, as gettext itself finds them."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name].split(":")
    return []
