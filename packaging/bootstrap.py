#!/usr/bin/env python3
"""Set up Stance Annotator from a fresh checkout, and run it or its tests.

python3 packaging/bootstrap.py run              open the app on the sample project
python3 packaging/bootstrap.py run ARGS...      run `annotator ARGS...`
python3 packaging/bootstrap.py test [ARGS...]   run the tests; ARGS go to pytest
python3 packaging/bootstrap.py check            run the linters, the type checker, the layer rules
python3 packaging/bootstrap.py lock [ARGS...]   pin the dependencies anew; ARGS go to the resolver
                                                (`lock --upgrade` takes the newest versions)

Everything goes into `.venv` in the checkout. A second run finds it done and starts at once.
"""

# This file must be readable to any Python 3, so that a too old one gets a sentence, not a
# traceback. Everything that needs a newer one is in the modules beside it.
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python does run this line
    sys.exit("bootstrap: Python 3.11 or newer is needed; this one is " + sys.version.split()[0])

import application
import checks
import lock_files
from messages import SetupError, complain

COMMANDS = {
    "run": application.run,
    "test": checks.test,
    "check": checks.check,
    "lock": lock_files.lock,
}


def main(arguments: list[str]) -> int:
    """Carry out one command line; the answer is the exit code."""
    if arguments[:1] in (["-h"], ["--help"]):
        print((__doc__ or "").strip())
        return 0
    if not arguments or arguments[0] not in COMMANDS:
        complain("say one of: " + ", ".join(COMMANDS) + " (--help tells more)")
        return 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except SetupError as error:
        complain(str(error))
        return 1
    except KeyboardInterrupt:
        complain("interrupted; run the same command again to go on")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
