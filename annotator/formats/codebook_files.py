"""Codebooks as files: YAML or JSON in, YAML out.

YAML is read by the rules of its version 1.2, where ``no`` and ``on`` are words (a value's key may
be ``no``), a day is text and ``1:30`` is not a number.
"""

import json
import re
from collections.abc import Hashable
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from annotator.domain.codebook import Codebook
from annotator.domain.codebook_document import codebook_from_document, codebook_to_document
from annotator.domain.errors import FormatError
from annotator.domain.text.article_text import without_lone_surrogates
from annotator.formats.file_problems import with_place
from annotator.formats.text_files import read_text

MAX_BYTES = 4 * 1024 * 1024


def read_codebook(path: Path) -> Codebook:
    """Return the codebook that a YAML or JSON file holds.

    Raises CodebookError where it breaks the rules for codebooks; FormatError ``bad_yaml`` or
    ``bad_json`` (with ``line`` and ``what``), ``duplicate_key`` (with ``key`` and ``line``), or
    what `text_files.read_text` says.
    """
    text = without_lone_surrogates(read_text(path, MAX_BYTES).text)
    try:
        document = _from_json(text) if path.suffix.lower() == ".json" else _from_yaml(text)
    except FormatError as error:
        raise with_place(error, path) from error
    return codebook_from_document(document)


def codebook_yaml(codebook: Codebook) -> str:
    """Return the codebook as YAML that `read_codebook` reads back to the same."""
    import yaml

    return yaml.safe_dump(
        codebook_to_document(codebook), allow_unicode=True, sort_keys=False, width=100
    )


def write_codebook(codebook: Codebook, out: Path) -> None:
    """Write the codebook as a YAML file. Raises OSError."""
    out.write_text(codebook_yaml(codebook), encoding="utf-8", newline="\n")


def _from_json(text: str) -> Any:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) < len(pairs):
            # A tab may stand between the parts of JSON, not of YAML; never inside a string.
            _from_yaml(text.replace("\t", " "))
            raise FormatError("duplicate_key", key=None, line=None)
        return dict(pairs)

    try:
        return json.loads(text, object_pairs_hook=unique)
    except json.JSONDecodeError as error:
        raise FormatError("bad_json", what=error.msg, line=error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise FormatError("bad_json", what=str(error), line=None) from error


def _from_yaml(text: str) -> Any:
    import yaml

    try:
        return yaml.load(text, Loader=_loader())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        what = error.problem or error.context
        raise FormatError("bad_yaml", what=what, line=mark.line + 1 if mark else None) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise FormatError("bad_yaml", what=str(error), line=None) from error


@cache
def _loader() -> Any:
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Loader(base):  # type: ignore[misc]
        """The safe loader with the plain scalars of YAML 1.2 and without doubled keys."""

        yaml_implicit_resolvers: ClassVar[dict[str, list[Any]]] = {}

        def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
            seen: set[str] = set()
            for key, _ in node.value:
                if isinstance(key, yaml.ScalarNode):
                    if key.value in seen:
                        line = key.start_mark.line + 1
                        raise FormatError("duplicate_key", key=key.value, line=line)
                    seen.add(key.value)
            mapping: dict[Hashable, Any] = super().construct_mapping(node, deep)
            return mapping

    for tag, pattern, first in (
        ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
        ("null", r"^(?:~|null|Null|NULL|)$", "~nN"),
        ("int", r"^-?(?:0|[1-9][0-9]*)$", "-0123456789"),
        ("merge", r"^<<$", "<"),
    ):
        names = [*first, ""] if tag == "null" else list(first)
        Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), names)
    return Loader
