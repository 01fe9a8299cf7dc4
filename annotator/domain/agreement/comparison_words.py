"""Sentences that hold attributes, pairs, objects and origins against each other."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from annotator.domain.agreement.figure_words import with_interval
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.domain.agreement.reading_words import Labels

Fields = Mapping[str, Any]


def _lowest(fields: Fields) -> str:
    return with_interval(fields["value"], fields["interval"])


def _highest(fields: Fields) -> str:
    return with_interval(fields["highest"], fields["highest_interval"])


def weakest_attribute(fields: Fields, labels: "Labels") -> str:
    """Say the attribute with the lowest alpha, and those close to it."""
    sentence = tr(
        "Of {count} attributes, each on at least {enough} units, agreement is lowest in"
        " {attribute}: alpha {value}.",
        count=fields["count"], enough=fields["enough"],
        attribute=labels.attribute(fields["attribute"]), value=_lowest(fields),
    )  # fmt: skip
    close = [
        tr(
            "{attribute}, {value}",
            attribute=labels.attribute(key),
            value=with_interval(value, interval),
        )
        for key, value, interval in fields["close"]
    ]
    overlap = ""
    if len(close) == 1:
        overlap = tr(" The interval of {one}, overlaps with it.", one=close[0])
    elif close:
        overlap = tr(
            " The intervals of {some}, and {last}, overlap with it.",
            some="; ".join(close[:-1]), last=close[-1],
        )  # fmt: skip
    highest = tr(
        " The highest is {attribute}: {value}.",
        attribute=labels.attribute(fields["highest_attribute"]), value=_highest(fields),
    )  # fmt: skip
    return sentence + overlap + highest


def attributes_alike(fields: Fields, labels: "Labels") -> str:
    """Say that attributes do not differ clearly."""
    return tr(
        "The {count} attributes do not differ clearly: the intervals of the lowest alpha, {lowest},"
        " {value}, and of the highest, {attribute}, {highest}, overlap.",
        count=fields["count"], lowest=labels.attribute(fields["attribute"]), value=_lowest(fields),
        attribute=labels.attribute(fields["highest_attribute"]), highest=_highest(fields),
    )  # fmt: skip


def weakest_pair(fields: Fields, labels: "Labels") -> str:
    """Say which two agree least."""
    return tr(
        "Of {count} pairs, {a} and {b} agree least in {attribute}: alpha {value}; the highest is"
        " {highest}.",
        count=fields["count"], a=labels.person(fields["a"]), b=labels.person(fields["b"]),
        attribute=labels.attribute(fields["attribute"]),
        value=_lowest(fields), highest=_highest(fields),
    )  # fmt: skip


def pairs_alike(fields: Fields, labels: "Labels") -> str:
    """Say that pairs do not differ clearly."""
    return tr(
        "In {attribute} the {count} pairs do not differ clearly: the intervals of the lowest alpha,"
        " {value}, and of the highest, {highest}, overlap.",
        attribute=labels.attribute(fields["attribute"]), count=fields["count"],
        value=_lowest(fields), highest=_highest(fields),
    )  # fmt: skip


def weakest_object(fields: Fields, labels: "Labels") -> str:
    """Say the object of which agreement is lowest."""
    return tr(
        "Of {count} objects, agreement in {attribute} is lowest for {object}: alpha {value}; the"
        " highest is {highest}.",
        count=fields["count"], attribute=labels.attribute(fields["attribute"]),
        object=fields["name"], value=_lowest(fields), highest=_highest(fields),
    )  # fmt: skip


def objects_alike(fields: Fields, labels: "Labels") -> str:
    """Say that objects do not differ clearly."""
    return tr(
        "In {attribute} the {count} objects do not differ clearly: the intervals of the lowest"
        " alpha, {value}, and of the highest, {highest}, overlap.",
        attribute=labels.attribute(fields["attribute"]), count=fields["count"],
        value=_lowest(fields), highest=_highest(fields),
    )  # fmt: skip


def origins(fields: Fields, labels: "Labels") -> str:
    """Say alpha by hand and from suggestions."""

    def origin(key: str) -> str:
        alpha = with_interval(fields[key], fields[f"{key}_interval"])
        units = tr_n("{count} unit", "{count} units", fields[f"{key}_units"])
        return tr("{alpha} on {units}", alpha=alpha, units=units)

    sentence = tr(
        "Alpha for {attribute} is {manual} that all marked by hand, and {suggestion} that somebody"
        " took from a suggestion.",
        attribute=labels.attribute(fields["attribute"]),
        manual=origin("manual"), suggestion=origin("suggestion"),
    )  # fmt: skip
    if fields["apart"] is False:
        return tr("{sentence} The intervals overlap.", sentence=sentence)
    return sentence
