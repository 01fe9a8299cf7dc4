"""Run all benchmarks, or those named: ``python -m tests.bench [window] [storing] [painting]``."""

import sys

from tests.bench import painting, storing, window

BENCHES = {"window": window.run, "storing": storing.run, "painting": painting.run}


def main(names: list[str]) -> None:
    """Print each benchmark's reference and product figures."""
    for name, run in BENCHES.items():
        if not names or name in names:
            run()


if __name__ == "__main__":
    main(sys.argv[1:])
