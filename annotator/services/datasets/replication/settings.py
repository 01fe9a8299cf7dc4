"""``project.json`` of a bundle: what the project is set to, and what the bundle was made with."""

import json
from typing import Any

import annotator
from annotator.formats.records import ProjectRecord
from annotator.services.agreement.targets import targets
from annotator.services.datasets.details import dataset_details, details_document
from annotator.services.datasets.replication.options import BundleOptions
from annotator.services.project import Project


def settings_text(project: Project, known: ProjectRecord, options: BundleOptions) -> str:
    """Return the document as it is written; people stand in it as in the rest of the bundle."""
    aims = targets(project)
    document: dict[str, Any] = {
        "project": known.name,
        "program": {"name": "Stance Annotator", "version": annotator.__version__},
        "dataset": details_document(dataset_details(project)),
        "people": [
            {"name": one.name, "roles": [role.value for role in one.roles]} for one in known.people
        ],
        "codebooks": [one.ref for one in known.codebooks],
        "rounds": [
            {
                "name": one.name,
                "purpose": one.purpose.value,
                "codebook": one.codebook,
                "assigned": one.assigned,
                "batches": [each.name for each in known.batches if each.round == one.name],
            }
            for one in known.rounds
        ],
        "agreement_targets": {"kappa": aims.kappa, "f1": aims.f1},
        "settings": dict(known.settings),
        "bundle": {
            "text": options.text.value,
            "names": options.names.value,
            "training": options.training,
            "notes": options.notes,
            "rationale": options.rationale,
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
