"""The note in `.venv` of which set-up steps are done, so that a second run skips them."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path


def fingerprint(*parts: str | Path) -> str:
    """One hash over texts and the contents of files."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.read_bytes() if isinstance(part, Path) else part.encode()
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


class Stamp:
    """Which step was last done with which fingerprint, kept in one small file."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "bootstrap-done.json"
        self.unfinished = folder / "bootstrap-unfinished"
        self.steps = self._read()

    def _read(self) -> dict[str, str]:
        try:
            steps = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return steps if isinstance(steps, dict) else {}

    def is_done(self, step: str, mark: str) -> bool:
        """Whether the step was finished with this very fingerprint."""
        return self.steps.get(step) == mark

    def done(self, step: str, mark: str) -> None:
        """Note a finished step; the file is replaced in one go."""
        self.steps[step] = mark
        draft = self.path.with_suffix(".new")
        draft.write_text(json.dumps(self.steps, indent=1), encoding="utf-8")
        os.replace(draft, self.path)

    def was_interrupted(self) -> bool:
        """Whether a change to the environment was begun and never came to an end."""
        return self.unfinished.exists()

    def begin(self) -> None:
        """Note that the environment is being changed."""
        self.unfinished.parent.mkdir(parents=True, exist_ok=True)
        self.unfinished.touch()

    def end(self) -> None:
        """Note that the change came to an end, well or with an error that was told."""
        self.unfinished.unlink(missing_ok=True)
