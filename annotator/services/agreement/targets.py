"""What a project aims at in its figures, kept in the project itself; a change is a step."""

from typing import Any, Final

from annotator.domain.agreement.verdicts import Targets
from annotator.domain.changes import Changes, Intention
from annotator.domain.entities import EntityKind
from annotator.domain.errors import Refused
from annotator.domain.people import Actor, ProjectInfo
from annotator.services.managing.people import only_managers
from annotator.services.project import Project
from annotator.storage import project_queries

_KEY: Final = "agreement_targets"


def targets(project: Project) -> Targets:
    """Return what lower bounds the project aims at, where there is no convention."""
    with project.store.read() as connection:
        kept = project_queries.project_info(connection).extra.get(_KEY)
    found = kept if isinstance(kept, dict) else {}
    usual = Targets()
    return Targets(_share(found.get("kappa"), usual.kappa), _share(found.get("f1"), usual.f1))


def set_targets(project: Project, manager: Actor, wanted: Targets) -> Changes:
    """Set the project's targets. Raises `Refused` (target_out_of_range) beyond 0 to 1."""
    only_managers(manager)
    if not all(0 <= one <= 1 for one in (wanted.kappa, wanted.f1)):
        raise Refused("target_out_of_range")
    with project.store.write(Intention.SET_TARGETS, manager.person_id) as written:
        info = written.unit.get(ProjectInfo, EntityKind.PROJECT, project.info.id)
        kept = {_KEY: {"kappa": wanted.kappa, "f1": wanted.f1}}
        if info.extra.get(_KEY) != kept[_KEY]:
            project.info = written.unit.put(info.but(extra=info.extra | kept), before=info)
    return written.changes


def _share(kept: Any, usual: float) -> float:
    """Return what was kept; what another program may have left there does not count."""
    is_number = isinstance(kept, int | float) and not isinstance(kept, bool)
    return float(kept) if is_number and 0 <= kept <= 1 else usual
