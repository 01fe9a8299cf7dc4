"""Run all benchmarks, or those named, such as ``python -m tests.bench window aligning``."""

import sys

from tests.bench import (
    agreeing,
    agreement_project,
    agreement_units,
    aligning,
    exporting,
    painting,
    queue_of_differences,
    storing,
    window,
)

BENCHES = {
    "window": window.run,
    "storing": storing.run,
    "painting": painting.run,
    "aligning": aligning.run,
    "queue": queue_of_differences.run,
    "agreement": agreeing.run,
    "exporting": exporting.run,
    "agreement_project": agreement_project.run,
    "agreement_units": agreement_units.run,
}


def main(names: list[str]) -> None:
    """Print each benchmark's reference and product figures."""
    for name, run in BENCHES.items():
        if not names or name in names:
            run()


if __name__ == "__main__":
    main(sys.argv[1:])
