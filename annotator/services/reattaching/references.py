"""What names attributions that have no place any more, and must not name them on.

A decision whose gold is gone would stand for nothing: it goes, and so does what it superseded, for
that must not stand again. Work that lost an attribution is open again: as done, it would say that
there was nothing more to find.
"""

from typing import Any, NamedTuple

from annotator.domain.annotation_sets import SetState

Document = dict[str, Any]


class WithoutLost(NamedTuple):
    """A line that names nothing that was left out."""

    document: Document
    decisions: list[Document]
    """Those that went with it."""
    reopened: int
    """How many sets, gold among them, were done and are not any more."""


def without_lost(before: Document, line: Document) -> WithoutLost:
    """Take out what names attributions that are gone; ``before``: the line with all it had."""
    had = [one for one in before.get("attributions", ()) if isinstance(one, dict)]
    gone = _ids(had) - _ids(line["attributions"])
    decisions, lost = _decisions(before.get("decisions", ()), line["decisions"], gone)
    lacking = {_whose(one) for one in had if str(one.get("id")) in gone}
    sets = []
    reopened = 0
    for one in line["sets"]:
        handed_in = [_submission(each) for each in one["submissions"]]
        again = one.get("state") == SetState.DONE.value and _whose(one) in lacking
        state = {"state": SetState.IN_PROGRESS.value} if again else {}
        sets.append({**one, **state, "submissions": handed_in})
        reopened += again
    attributions = [_without_carrier(one, gone) for one in line["attributions"]]
    put = {**line, "sets": sets, "attributions": attributions, "decisions": decisions}
    return WithoutLost(put, lost, reopened)


def _whose(one: Document) -> tuple[str, ...]:
    return tuple(str(one.get(key)) for key in ("layer", "annotator", "round"))


def _decisions(
    before: list[Document], kept: list[Document], gone: set[str]
) -> tuple[list[Document], list[Document]]:
    supersedes = {str(one.get("id")): one.get("supersedes") for one in before}
    lost = set(supersedes) - _ids(kept)
    lost |= {str(one.get("id")) for one in kept if gone.intersection(one.get("gold", ()))}
    for id_ in tuple(lost):
        earlier = supersedes.get(id_)
        while earlier is not None and str(earlier) not in lost:
            lost.add(str(earlier))
            earlier = supersedes.get(str(earlier))
    result = [
        {**one, "supersedes": None} if str(one.get("supersedes")) in lost else one
        for one in kept
        if str(one.get("id")) not in lost
    ]
    return result, [one for one in kept if str(one.get("id")) in lost]


def _submission(one: Document) -> Document:
    snapshot = one.get("snapshot")
    attributions = snapshot.get("attributions") if isinstance(snapshot, dict) else None
    if not isinstance(snapshot, dict) or not isinstance(attributions, list):
        return one
    there = _ids(attributions)
    carried = [
        {**each, "reported_by": None}
        if each.get("reported_by") is not None and str(each["reported_by"]) not in there
        else each
        for each in attributions
    ]
    return {**one, "snapshot": {**snapshot, "attributions": carried}}


def _without_carrier(one: Document, gone: set[str]) -> Document:
    return {**one, "reported_by": None} if str(one.get("reported_by")) in gone else one


def _ids(those: Any) -> set[str]:
    return {str(one["id"]) for one in those if isinstance(one, dict) and "id" in one}
