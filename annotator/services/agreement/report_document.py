"""The report as one JSON document with stable keys; `docs/agreement.md` says what each means."""

from collections.abc import Iterable, Mapping
from typing import Any

from annotator.domain.agreement.measures import MEASURES, Reason, Stage
from annotator.domain.agreement.results import (
    SPEAKER,
    AgainstGold,
    Agreement,
    AgreementReport,
    AttributeAgreement,
    CalibrationStep,
    Confusion,
    Drift,
    Figure,
    GoldMade,
    MatchingScore,
    Part,
)

NOT_ASKED = "no_interval_asked"
_OF_ATTRIBUTES = tuple(one.key for one in MEASURES if one.stage in (Stage.CODING, Stage.JOINT))


def report_document(report: AgreementReport, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the report with names for people; what is undefined is None, its reason beside it.

    ``settings``: how the figures were made, see `settings_document`.
    """
    makers = _Documents(report, asked=settings["interval"] != "none")
    document = makers.agreement(report.overall)
    if report.missing is not None:
        document["reasons"] = {"": report.missing} | document["reasons"]
    return {
        **document,
        "pairs": [
            {"a": makers.name(one.a), "b": makers.name(one.b), **makers.agreement(one.agreement)}
            for one in report.pairs
        ],
        "by_object": makers.parts(report.by_object),
        "by_origin": makers.parts(report.by_origin),
        "by_round": makers.parts(report.by_round),
        "by_batch": makers.parts(report.by_batch),
        "gold": [makers.gold(one) for one in report.gold],
        "gold_made": _gold_made(report.gold_made),
        "drift": [makers.drift(one) for one in report.drift],
        "speakers": makers.speakers(),
        "settings": dict(settings),
    }


class _Documents:
    """Makes the parts of the document; gathers the reasons on the way."""

    def __init__(self, report: AgreementReport, *, asked: bool) -> None:
        self._names = report.names
        self._speakers = report.speakers
        self._met: set[str] = set()
        self._asked = asked

    def name(self, person_id: Any) -> str:
        return self._names.get(person_id, str(person_id))

    def speakers(self) -> dict[str, str]:
        """Return the names of those that were told of so far."""
        return {key: self._speakers[key] for key in sorted(self._met) if key in self._speakers}

    def agreement(self, agreement: Agreement) -> dict[str, Any]:
        reasons: dict[str, str] = {}
        matching, unitizing = agreement.matching, agreement.unitizing
        return {
            "articles": agreement.articles,
            "stories": agreement.stories,
            "few_stories": agreement.few_stories,
            "annotators": [self.name(one) for one in agreement.annotators],
            "matching": {
                "exact": self._score(matching.exact, "matching.exact", reasons),
                "overlap_0.5": self._score(matching.overlap, "matching.overlap_0.5", reasons),
                "any": self._score(matching.any, "matching.any", reasons),
                "matched": matching.matched,
                "unmatched": matching.unmatched,
            },
            "unitizing": {
                "u_alpha": self._value(unitizing.u_alpha, "unitizing.u_alpha", reasons),
                "interval": self._interval(unitizing.u_alpha, "unitizing.interval", reasons),
                "labelled": self._value(unitizing.labelled, "unitizing.labelled", reasons),
                "coded": self._value(unitizing.coded, "unitizing.coded", reasons),
                "per_value": {
                    key: self._value(one, f"unitizing.per_value.{key}", reasons)
                    for key, one in unitizing.per_value.items()
                },
                "intervals": {
                    key: self._interval(one, f"unitizing.intervals.{key}", reasons)
                    for key, one in {
                        "labelled": unitizing.labelled,
                        "coded": unitizing.coded,
                        **unitizing.per_value,
                    }.items()
                },
                "overlapping": unitizing.overlapping,
            },
            "attributes": {one.key: self._attribute(one, reasons) for one in agreement.attributes},
            "reasons": reasons,
        }

    def parts(self, parts: Iterable[Part]) -> list[dict[str, Any]]:
        return [
            {
                "key": one.key,
                "name": one.name,
                "codebooks": list(one.codebooks),
                **self.agreement(one.agreement),
                "marked_articles": one.articles,
                "marked_stories": one.stories,
                "few_stories": one.few_stories,
            }
            for one in parts
        ]

    def gold(self, one: AgainstGold) -> dict[str, Any]:
        return {
            "annotator": self.name(one.annotator),
            **self.agreement(one.agreement),
            "annotators": [self.name(one.annotator)],
            "calibration": {
                key: [_step(step) for step in steps] for key, steps in one.calibration.items()
            },
        }

    def drift(self, one: Drift) -> dict[str, Any]:
        return {
            "annotator": self.name(one.annotator),
            "earlier": one.earlier,
            "later": one.later,
            **self.agreement(one.agreement),
            "annotators": [self.name(one.annotator)],
        }

    def _attribute(self, one: AttributeAgreement, reasons: dict[str, str]) -> dict[str, Any]:
        own: dict[str, str] = {}
        none = Figure(None)
        figures = {key: one.figures.get(key, none) for key in _OF_ATTRIBUTES}
        document = {
            "scope": one.scope.value,
            "level": one.level,
            "units": one.units,
            "values": one.values,
            **{key: self._value(figure, key, own) for key, figure in figures.items()},
            "intervals": {
                key: self._interval(figure, f"intervals.{key}", own)
                for key, figure in figures.items()
            },
            "rests_on": {
                key: {"units": size.units, "values": size.values}
                for key, size in one.rests_on.items()
            },
            "confusion": _confusion(one.confusion),
            "commonest": [
                {"first": each.first, "second": each.second, "pairs": each.pairs}
                for each in one.commonest
            ],
            "differing": one.differing,
            "paired": one.paired,
        }
        if one.key == SPEAKER:
            self._met.update(key for each in one.commonest for key in (each.first, each.second))
        if one.confusion is None:
            own["confusion"] = one.confusion_reason or Reason.TOO_MANY_VALUES
        reasons |= {f"attributes.{one.key}.{key}": reason for key, reason in own.items()}
        return {**document, "reasons": own}

    def _score(self, score: MatchingScore, place: str, reasons: dict[str, str]) -> dict[str, Any]:
        return {
            "precision": self._value(score.precision, f"{place}.precision", reasons),
            "recall": self._value(score.recall, f"{place}.recall", reasons),
            "f1": self._value(score.f1, f"{place}.f1", reasons),
            "interval": self._interval(score.f1, f"{place}.interval", reasons),
            "intervals": {
                "precision": self._interval(
                    score.precision, f"{place}.intervals.precision", reasons
                ),
                "recall": self._interval(score.recall, f"{place}.intervals.recall", reasons),
            },
        }

    def _value(self, figure: Figure, place: str, reasons: dict[str, str]) -> float | None:
        if figure.value is None and figure.reason is not None:
            reasons[place] = figure.reason
        return figure.value

    def _interval(self, figure: Figure, place: str, reasons: dict[str, str]) -> list[float] | None:
        if figure.interval is not None:
            return list(figure.interval)
        if figure.value is not None:
            reason = figure.interval_reason if self._asked else NOT_ASKED
        else:
            reason = figure.reason
        if reason is not None:
            reasons[place] = reason
        return None


def _confusion(confusion: Confusion | None) -> dict[str, Any] | None:
    if confusion is None:
        return None
    return {
        "values": list(confusion.values),
        "counts": [[_whole(cell) for cell in row] for row in confusion.counts],
    }


def _gold_made(made: GoldMade | None) -> dict[str, Any] | None:
    if made is None:
        return None
    return {
        "articles": made.articles,
        "stories": made.stories,
        "few_stories": made.few_stories,
        "decided": made.decided,
        "by_rule": made.by_rule,
        "imported": made.imported,
        "promoted": made.promoted,
    }


def _whole(cell: float) -> float | int:
    return int(cell) if float(cell).is_integer() else cell


def _step(step: CalibrationStep) -> dict[str, Any]:
    return {
        "value": step.value,
        "right": step.right,
        "count": step.count,
        "share": step.right / step.count if step.count else None,
        "interval": list(step.interval) if step.interval else None,
    }
