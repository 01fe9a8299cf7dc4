"""``annotator disagreements``: what an adjudicator would see, the worst first."""

from typing import Any

from annotator.cli.opening import opened
from annotator.cli.options import AsOption, JsonOption, ProjectArgument, RoundOption
from annotator.cli.output import say, say_json, say_table
from annotator.cli.progress import progress_bar
from annotator.cli.rounds import chosen_round
from annotator.domain.codebook import Codebook
from annotator.domain.people import Role, Round
from annotator.services.adjudication.queue import (
    ItemCounts,
    ItemLine,
    item_counts,
    items,
    refresh_items,
)
from annotator.services.codebooks import current_codebook
from annotator.services.managing.people import acting
from annotator.words import tr, tr_n

HELP = tr(
    "Show where annotators differ and what is still to be decided in a round, the worst first, as"
    " an adjudicator sees it: with letters in the place of names. For adjudicators."
)
JSON_KEYS = tr(
    "JSON: project, round; counts, with open, exact, check, discuss, stale, decided, single, and"
    " kinds, by kind of difference the number of items to decide; items, each with id, article"
    " (id, title), subject (attribution or article), state (open, check, discuss, stale), kinds"
    " (the worst first), severity (0 to 4), speaker, quote, values (by letter the value of the"
    " primary attribute; null: nothing marked), own (you coded the article)."
)


def disagreements(
    project: ProjectArgument,
    round_: RoundOption = None,
    json_: JsonOption = False,
    as_: AsOption = None,
) -> None:
    """List what there is to decide."""
    with (
        opened(project, as_) as (handle, person),
        progress_bar(lambda _what: tr("comparing")) as progress,
    ):
        actor = acting(person, Role.ADJUDICATOR)
        round_found = chosen_round(handle, round_)
        refresh_items(handle, actor, progress)
        found = items(handle, actor, round_found.id)
        counts = item_counts(handle, actor, round_found.id)
        codebook = current_codebook(handle, round_found.id)
        name = handle.info.name
    if json_:
        say_json(_document(name, round_found, found, counts))
    else:
        _show(found, counts, codebook)


def _show(found: tuple[ItemLine, ...], counts: ItemCounts, codebook: Codebook) -> None:
    parts = [
        tr_n("{count} to decide", "{count} to decide", counts.to_decide),
        tr_n("{count} equal by rule", "{count} equal by rule", counts.exact),
        tr_n("{count} decided", "{count} decided", counts.decided),
        tr_n(
            "{count} article of one annotator only",
            "{count} articles of one annotator only",
            counts.single,
        ),
    ]
    say(", ".join(parts))
    if found:
        say("")
        say_table(
            (tr("Severity"), tr("Differs in"), tr("Article"), tr("Speaker"), tr("Values")),
            [
                (
                    str(int(one.severity)),
                    ", ".join(_kind(key, codebook) for key in one.kinds) or tr("blind check"),
                    one.article_title,
                    one.speaker,
                    _values(one, codebook),
                )
                for one in found
            ],
            numbers_from=5,
        )


def _kind(key: str, codebook: Codebook) -> str:
    kind, _, attribute = key.partition(":")
    if attribute:
        known = codebook.attribute(attribute)
        return known.label if known else attribute
    words = {
        "missing": tr("missing"),
        "boundary": tr("boundary"),
        "speaker": tr("speaker"),
        "split": tr("split"),
        "double": tr("two on one span"),
        "state": tr("cannot be coded"),
    }
    return words.get(kind, kind)


def _values(line: ItemLine, codebook: Codebook) -> str:
    def label(value: str | None) -> str:
        if value is None:
            return "–"
        known = codebook.primary.value(value)
        return known.label if known else value

    pairs = zip(line.letters, line.values, strict=True)
    return " ".join(f"{letter}: {label(value)}" for letter, value in pairs)


def _document(
    project: str, round_: Round, found: tuple[ItemLine, ...], counts: ItemCounts
) -> dict[str, Any]:
    return {
        "project": project,
        "round": round_.name,
        "counts": {
            "open": counts.open,
            "exact": counts.exact,
            "check": counts.check,
            "discuss": counts.discuss,
            "stale": counts.stale,
            "decided": counts.decided,
            "single": counts.single,
            "kinds": {one.key: one.number for one in counts.by_kind},
        },
        "items": [
            {
                "id": str(one.id),
                "article": {"id": str(one.article_id), "title": one.article_title},
                "subject": one.subject.value,
                "state": one.state.value,
                "kinds": list(one.kinds),
                "severity": int(one.severity),
                "speaker": one.speaker,
                "quote": one.quote,
                "values": dict(zip(one.letters, one.values, strict=True)),
                "own": one.own,
            }
            for one in found
        ],
    }
