"""``annotator stats``: how far a project is."""

from dataclasses import asdict

from annotator.cli.opening import opened
from annotator.cli.options import AsOption, JsonOption, ProjectArgument
from annotator.cli.output import say, say_json, say_table
from annotator.domain.codebook import Codebook
from annotator.domain.people import Actor
from annotator.services import statistics
from annotator.services.codebooks import codebook_of
from annotator.services.managing.people import reading_role
from annotator.services.statistics import Statistics
from annotator.words import tr, tr_n

HELP = tr(
    "Show how far a project is: articles, sets by state, attributions, values. Annotators see"
    " their own figures only."
)
JSON_KEYS = tr(
    "JSON: project, codebook, round, person, role, articles, appearances, stories, code_points;"
    " people, each with name, to_do, in_progress, done, cannot_code, attributions, flagged;"
    " values, by attribute and value the number of attributions."
)


def stats(project: ProjectArgument, json_: JsonOption = False, as_: AsOption = None) -> None:
    """Show the figures that the person may know."""
    with opened(project, as_) as (handle, person):
        role = reading_role(person)
        found = statistics.stats(handle, Actor(person.id, role))
        codebook = codebook_of(handle, found.codebook)
    if json_:
        figures = asdict(found)
        head = {key: figures.pop(key) for key in ("project", "codebook", "round")}
        say_json({**head, "person": person.name, "role": role.value, **figures})
    else:
        _show(found, codebook)


def _show(found: Statistics, codebook: Codebook) -> None:
    say(
        tr("“{project}”, round {round}, codebook {codebook}", project=found.project,
           round=found.round, codebook=found.codebook)
    )  # fmt: skip
    sizes = (
        tr_n("{count} article", "{count} articles", found.articles),
        tr_n("{count} appearance", "{count} appearances", found.appearances),
        tr_n("{count} story", "{count} stories", found.stories),
        tr_n("{count} character", "{count} characters", found.code_points),
    )
    say(", ".join(sizes))
    say("")
    heads = (tr("To do"), tr("In progress"), tr("Done"), tr("Cannot code"))
    say_table(
        (tr("Annotator"), *heads, tr("Attributions"), tr("Flagged")),
        [
            (one.name, *map(_number, (one.to_do, one.in_progress, one.done, one.cannot_code,
                                      one.attributions, one.flagged)))
            for one in found.people
        ],
    )  # fmt: skip
    rows: list[tuple[str, str, str]] = []
    for attribute in codebook.attributes:
        counts = found.values.get(attribute.key, {})
        rows += [
            (attribute.label, value.label, _number(counts[value.key]))
            for value in attribute.values
            if value.key in counts
        ]
    if rows:
        say("")
        say_table((tr("Attribute"), tr("Value"), tr("Attributions")), rows, numbers_from=2)


def _number(count: int) -> str:
    return f"{count:,}"
