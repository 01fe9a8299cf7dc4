"""What a paragraph on methods says of the measures: which they are, and on how much they rest."""

from collections.abc import Iterator, Sequence

from annotator.domain.agreement.citations import Citation
from annotator.domain.agreement.measures import MEASURES, Measure, Stage, measure
from annotator.domain.agreement.reading_words import Labels
from annotator.domain.agreement.results import SPEAKER, Agreement, AttributeAgreement
from annotator.domain.alignment.compared_values import compared_attributes
from annotator.domain.codebook import Codebook, Scope
from annotator.words import tr, tr_n

_FLEISS = "fleiss_kappa"
_ORDINAL = "krippendorff_alpha_ordinal"


def used_measures(overall: Agreement) -> tuple[Measure, ...]:
    """Return the measures of values that have a figure for any attribute."""
    having = {
        key
        for one in overall.attributes
        for key, figure in one.figures.items()
        if figure.value is not None
    }
    return tuple(
        one for one in MEASURES if one.stage in (Stage.CODING, Stage.JOINT) and one.key in having
    )


def finding_sentences(overall: Agreement, codebook: Codebook) -> Iterator[str]:
    """Yield how it is told whether annotators found the same."""
    f1, unitizing = measure("matching"), measure("unitizing")
    yield tr(
        "Whether annotators found the same passages is given as F1 of the matched attributions,"
        " with the same boundaries but for outer quotation marks, spaces and punctuation, with an"
        " intersection over union of at least .5, and with any character in common ({f1}), and as"
        " Krippendorff’s alpha for unitizing in its form of 2016, over the characters that each"
        " marked at all, whatever was said of them ({unitizing}).",
        f1=f1.citation.short, unitizing=unitizing.citation.short,
    )  # fmt: skip
    if overall.unitizing.labelled.value is not None:
        yield tr(
            "The same source’s u-alpha takes the boundaries and the values of {primary} together,"
            " and its cu-alpha the values where two annotators marked something.",
            primary=codebook.primary.label,
        )
    if len(overall.annotators) > 2:
        yield tr("F1 pools the counts of all pairs of annotators.")


def value_sentences(overall: Agreement, codebook: Codebook) -> Iterator[str]:
    """Yield how it is told whether they said the same, measure by measure."""
    used = used_measures(overall)
    if not used:
        return
    coding = [one for one in used if one.stage is Stage.CODING]
    yield tr(
        "Whether they gave the same values, where they found the same, is given on the aligned"
        " units with values of at least two annotators, by: {measures}.",
        measures="; ".join(_named(coding)),
    )
    if any(one.key == "percent" for one in used):
        yield tr(
            "Percent agreement is the share of equal pairs of values within a unit, averaged over"
            " units."
        )
    if len(used) > len(coding):
        yield tr(
            "F1 of attributions that are matched with any character in common and have the same"
            " value ({source}) also counts what one annotator alone has found.",
            source=measure("labelled_f1").citation.short,
        )
    labels = Labels({}, codebook)
    yield tr(
        "Units: {sizes}.",
        sizes="; ".join(_sizes(one, labels) for one in overall.attributes if one.units),
    )
    yield from _what_is_equal(overall, codebook, labels)


def _named(measures: Sequence[Measure]) -> Iterator[str]:
    """Yield the measures; what several in a row rest on is cited once, after the last of them."""
    for place, one in enumerate(measures):
        following = measures[place + 1] if place + 1 < len(measures) else None
        if following is not None and following.sources == one.sources:
            yield one.label
        else:
            yield tr("{measure} ({sources})", measure=one.label, sources=one.sources)


def _sizes(one: AttributeAgreement, labels: Labels) -> str:
    """Return how many units an attribute has, and how many of them some measures rest on."""
    units = (
        tr_n("{count} article", "{count} articles", one.units)
        if one.scope is Scope.ARTICLE
        else f"{one.units:,}"
    )
    fewer = []
    if _ORDINAL in one.rests_on:
        left = one.size(_ORDINAL).units
        fewer.append(tr("forms over ordered values {count}", count=f"{left:,}"))
    if _FLEISS in one.rests_on:
        all_have = one.size(_FLEISS).units
        fewer.append(tr("Fleiss’ kappa {count}, which all have", count=f"{all_have:,}"))
    name = labels.attribute(one.key)
    if not fewer:
        return tr("{attribute} {units}", attribute=name, units=units)
    return tr("{attribute} {units} ({fewer})", attribute=name, units=units, fewer=", ".join(fewer))


def _what_is_equal(overall: Agreement, codebook: Codebook, labels: Labels) -> Iterator[str]:
    ordered = [
        tr(
            "{attribute}: {order}",
            attribute=one.label,
            order=" < ".join(labels.value(one.key, key) for key in one.order),
        )
        for scope in Scope
        for one in compared_attributes(codebook, scope)
        if one.order
    ]
    if ordered and any(_ordinal_given(one) for one in overall.attributes):
        yield tr(
            "Ordinal, interval and weighted forms, and AC2, rest on the ordered values alone"
            " ({order}); units with other values are left out of them.",
            order="; ".join(ordered),
        )
    if overall.attribute(SPEAKER) is not None:
        yield tr(
            "Named speakers are the same when they are one entry of the speaker list, after"
            " merging, or share a name; unnamed ones when the same words mention them."
        )
    whole = [labels.attribute(one.key) for one in overall.attributes if one.scope is Scope.ARTICLE]
    if whole:
        yield tr(
            "For attributes of whole articles ({attributes}), every article is a unit.",
            attributes=", ".join(whole),
        )


def _ordinal_given(one: AttributeAgreement) -> bool:
    figure = one.figures.get(_ORDINAL)
    return figure is not None and figure.value is not None


def references(overall: Agreement, more: Sequence[Citation]) -> list[Citation]:
    """Return what is cited, in order of names and years, with these more."""
    found = {*measure("matching").references, *measure("unitizing").references, *more}
    found |= {each for one in used_measures(overall) for each in one.references}
    return sorted(found, key=lambda one: (one.authors, one.year))
