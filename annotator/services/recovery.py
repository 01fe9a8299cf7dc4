"""When a write fails: what was meant is kept in a recovery file, and can be done again."""

import functools
import importlib
import inspect
import json
import os
import typing
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, cast

import cattrs
import platformdirs

from annotator.domain.adjudication.decision_fields import fields_from_document, fields_to_document
from annotator.domain.adjudication.item import Chosen
from annotator.domain.attributions import AttributeValue
from annotator.domain.changes import Changes
from annotator.domain.documents import instant_of, instant_text
from annotator.domain.errors import NotFound, StorageFailed
from annotator.domain.identifiers import new_id
from annotator.domain.people import Actor
from annotator.services.project import Project

_Arguments = ParamSpec("_Arguments")
_SERVICES: dict[str, Callable[..., Changes]] = {}
_MODULES = (
    "annotating",
    "article_work",
    "speakers",
    "adjudication.deciding",
    "adjudication.story_passages",
)
_UNREACHABLE = "storage_failed_not_kept"


@dataclass(frozen=True, slots=True)
class KeptIntention:
    """An intention that could not be stored: enough to do it again, by its identifier."""

    id: uuid.UUID
    service: str
    actor: Actor
    arguments: Mapping[str, Any]
    failed_at: datetime


def keeps_intention(
    service: Callable[Concatenate[Project, Actor, _Arguments], Changes],
) -> Callable[Concatenate[Project, Actor, _Arguments], Changes]:
    """Decorate a service so that what a failed write was meant to do is kept for `retry`.

    The raised `StorageFailed` then has the field ``intention``, the kept one's identifier. A
    service with a parameter ``new`` is given it beforehand: doing it again cannot add twice.
    """
    signature = inspect.signature(service)
    _SERVICES[service.__name__] = service

    @functools.wraps(service)
    def keeping(
        project: Project, actor: Actor, *args: _Arguments.args, **kwargs: _Arguments.kwargs
    ) -> Changes:
        bound = signature.bind(project, actor, *args, **kwargs)
        if "new" in signature.parameters and bound.arguments.get("new") is None:
            bound.arguments["new"] = new_id()
        try:
            return service(*bound.args, **bound.kwargs)
        except StorageFailed as error:
            arguments = dict(list(bound.arguments.items())[2:])
            kept = KeptIntention(new_id(), service.__name__, actor, arguments, datetime.now(UTC))
            _keep(project, kept)
            raise StorageFailed(error.code, **error.fields, intention=kept.id) from error

    return cast(Callable[Concatenate[Project, Actor, _Arguments], Changes], keeping)


def kept_intentions(project: Project, actor: Actor | None = None) -> tuple[KeptIntention, ...]:
    """Return what is waiting to be done again, oldest first; of this person only, where given.

    Several people may work on one machine: what one meant to do is not for another to see.
    """
    found = (_read(line) for line in _lines(recovery_file(project)))
    return tuple(
        kept
        for kept in found
        if kept is not None and (actor is None or kept.actor.person_id == actor.person_id)
    )


def retry(project: Project, intention_id: uuid.UUID) -> Changes:
    """Do a kept intention again, and forget it when it is done. Raises what the service raises."""
    for kept in kept_intentions(project):
        if kept.id == intention_id:
            changes = _services()[kept.service](project, kept.actor, **kept.arguments)
            forget(project, intention_id)
            return changes
    raise NotFound("not_found", kind="intention")


def forget(project: Project, intention_id: uuid.UUID) -> None:
    """Drop a kept intention; lines that cannot be read stay, for who can read them."""
    path = recovery_file(project)
    lines = _lines(path)
    rest = [line for line in lines if (kept := _read(line)) is None or kept.id != intention_id]
    if not rest:
        path.unlink(missing_ok=True)
    elif rest != lines:
        unfinished = path.with_name(path.name + ".unfinished")
        unfinished.write_bytes("".join(f"{line}\n" for line in rest).encode())
        os.replace(unfinished, path)


def recovery_file(project: Project) -> Path:
    """Return where failed intentions are kept: not beside the project, whose disk may be full."""
    folder = Path(platformdirs.user_state_dir("stance-annotator")) / "recovery"
    return folder / f"{project.info.id}.jsonl"


def _keep(project: Project, kept: KeptIntention) -> None:
    path = recovery_file(project)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            # An empty line first: the last one may have been cut off in the middle.
            file.write(f"\n{_line(kept)}\n".encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StorageFailed(_UNREACHABLE, path=str(path)) from error


def _lines(path: Path) -> list[str]:
    """Return the lines; only LF ends one, for a note may hold any other line end."""
    if not path.exists():
        return []
    return [line for line in path.read_bytes().decode("utf-8", "replace").split("\n") if line]


def _line(kept: KeptIntention) -> str:
    converter = _converter()
    document = {
        "id": str(kept.id),
        "service": kept.service,
        "actor": converter.unstructure(kept.actor),
        "arguments": {key: converter.unstructure(one) for key, one in kept.arguments.items()},
        "failed_at": instant_text(kept.failed_at),
    }
    return json.dumps(document)


def _read(line: str) -> KeptIntention | None:
    """A line that was cut off in the middle, or is of a service that is gone, is passed over."""
    converter = _converter()
    try:
        document = json.loads(line)
        hints = typing.get_type_hints(_services()[document["service"]])
        return KeptIntention(
            id=uuid.UUID(document["id"]),
            service=document["service"],
            actor=converter.structure(document["actor"], Actor),
            arguments={
                key: converter.structure(one, hints[key])
                for key, one in document["arguments"].items()
            },
            failed_at=instant_of(document["failed_at"]),
        )
    except (ValueError, KeyError, TypeError, cattrs.BaseValidationError):
        return None


def _services() -> Mapping[str, Callable[..., Changes]]:
    """Return all services that keep intentions: after a restart none may be loaded yet."""
    for module in _MODULES:
        importlib.import_module(f"annotator.services.{module}")
    return _SERVICES


@functools.cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter()
    converter.register_unstructure_hook(uuid.UUID, str)
    converter.register_structure_hook(uuid.UUID, lambda value, _: uuid.UUID(value))
    converter.register_unstructure_hook(datetime, instant_text)
    converter.register_structure_hook(datetime, lambda value, _: instant_of(value))
    converter.register_unstructure_hook(date, lambda value: value.isoformat())
    converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    converter.register_structure_hook_func(
        lambda kind: kind in (AttributeValue, AttributeValue | None),
        lambda value, _: tuple(value) if isinstance(value, list) else value,
    )
    converter.register_unstructure_hook(Chosen, lambda chosen: fields_to_document({"": chosen})[""])
    converter.register_structure_hook_func(
        lambda kind: kind == Mapping[str, Chosen],
        lambda value, _: fields_from_document(value),
    )
    converter.register_structure_hook_factory(
        lambda kind: getattr(kind, "__origin__", None) is Sequence,
        lambda kind: (
            lambda value, _: tuple(
                converter.structure(one, typing.get_args(kind)[0]) for one in value
            )
        ),
    )
    return converter
