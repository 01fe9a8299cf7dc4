"""JSON objects as the text that they are stored as."""

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any


class WrittenJson(Mapping[str, Any]):
    """An object that is parsed when somebody first looks into it.

    Most of those that an export passes on, the greatest part of it, nobody looks into.
    Raises ValueError, when looked into, where the text is no JSON.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _parsed(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.text)
        return found

    def __getitem__(self, key: str) -> Any:
        return self._parsed[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parsed)

    def __len__(self) -> int:
        return len(self._parsed)
