"""A paragraph on methods, with all settings and references, ready to paste."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import annotator
from annotator.domain.agreement import citations as of
from annotator.domain.agreement.citations import Citation
from annotator.domain.agreement.measures import MEASURES, Measure, Stage, measure
from annotator.domain.agreement.results import SPEAKER, Agreement, AgreementReport
from annotator.domain.alignment.compared_values import compared_attributes
from annotator.domain.codebook import Attribute, Codebook, Scope
from annotator.services.agreement.breakdowns import SUGGESTION
from annotator.services.agreement.choice import AgreementChoice, IntervalMethod
from annotator.services.agreement.compared import Compared
from annotator.services.agreement.settings import Blind, how_blind
from annotator.services.project import Project
from annotator.wording.agreement_reasons import reason_words
from annotator.words import tr, tr_n


def methods_text(project: Project, compared: Compared, report: AgreementReport) -> str:
    """Return the paragraph and its list of references, as plain text.

    Where nothing can be compared, the sentence that says what is missing.
    """
    if report.missing is not None:
        return f"{reason_words(report.missing)}\n"
    used = _used(report.overall)
    sentences = [
        *_material(compared, report.overall),
        _BLIND[how_blind(project, compared)](),
        *_alignment(compared),
        *_suggested(report, compared.codebook),
        *_matching(report.overall),
        *_measures(used, compared.codebook, report.overall),
        *_against_gold(report),
        *_intervals(compared.choice),
        tr("All figures were computed with Stance Annotator {version}.",
           version=annotator.__version__),
    ]  # fmt: skip
    references = "\n".join(one.full for one in _references(used, compared.choice, report))
    return f"{' '.join(sentences)}\n\n{tr('References')}\n\n{references}\n"


_BLIND: dict[Blind, Callable[[], str]] = {
    "hidden": lambda: tr(
        "Coding was blind: all worked in a file in which the program showed annotators only their"
        " own work (hidden, not separated)."
    ),
    "separated": lambda: tr(
        "Coding was blind: each annotator handed in from a file of their own (separated)."
    ),
    "mixed": lambda: tr(
        "Coding was blind: some handed in from files of their own (separated), some worked in a"
        " file in which the program showed annotators only their own work (hidden)."
    ),
    "unknown": lambda: tr(
        "Work was imported from files that do not tell whether coding was blind."
    ),
}


def _material(compared: Compared, overall: Agreement) -> Iterator[str]:
    yield tr(
        "Agreement is that of {annotators} on {articles} of {stories} that at least two of them"
        " coded (rounds: {rounds}; codebook: {codebooks}).",
        annotators=tr_n("{count} annotator", "{count} annotators", len(overall.annotators)),
        articles=tr_n("{count} article", "{count} articles", overall.articles),
        stories=tr_n("{count} story", "{count} stories", overall.stories),
        rounds=", ".join(one.name for one in compared.rounds) or "–",
        codebooks=", ".join(compared.codebooks) or "–",
    )
    if compared.choice.batches:
        names = ", ".join(one.name for one in compared.batches)
        yield tr("Only these batches were taken: {names}.", names=names)
    yield tr(
        "Of each annotator’s work on an article the first submission counts, whatever was changed"
        " later; only work of the same round and the same version of the codebook is compared."
        " Articles that were coded and in which nothing was found count; an article that somebody"
        " handed in as not codable is left out for that person."
    )


def _alignment(compared: Compared) -> Iterator[str]:
    yield tr(
        "All annotators’ attributions in an article were aligned at once, by optimal pairwise"
        " matching on the intersection over union of the characters of their content, ties broken"
        " by the overlap of the source and then by the values that tell attributions on one"
        " passage apart, never by the attribute {primary}. Parts that are not article text were"
        " left out.",
        primary=compared.codebook.primary.label,
    )
    if compared.choice.shared_passages_once:
        yield tr("Passages that versions of a story share were counted once.")


def _matching(overall: Agreement) -> Iterator[str]:
    yield tr(
        "Whether annotators found the same is given as F1 of the matched attributions (with the"
        " same boundaries but for outer quotation marks, spaces and punctuation; with an"
        " intersection over union of at least .5; with any character in common; {f1}) and as"
        " Krippendorff’s alpha for unitizing in its form of 2016, on what each marked at all,"
        " whatever was said of it ({unitizing}).",
        f1=measure("matching").citation.short,
        unitizing=measure("unitizing").citation.short,
    )
    if len(overall.annotators) > 2:
        yield tr("F1 pools the counts of all pairs of annotators.")


def _measures(used: Sequence[Measure], codebook: Codebook, overall: Agreement) -> Iterator[str]:
    named = "; ".join(
        f"{one.label} ({', '.join(each.short for each in one.references)})" for one in used
    )
    if named:
        yield tr(
            "Whether they said the same, given that they found the same, is given on the aligned"
            " units that at least two of them have, by these measures: {measures}.",
            measures=named,
        )
    keys = {one.key for one in used}
    if "fleiss_kappa" in keys and len(overall.annotators) > 2:
        yield tr("Fleiss’ kappa rests on the units that all annotators have.")
    if "labelled_f1" in keys:
        yield tr(
            "The last of these, F1 of attributions that are matched with any character in common"
            " and have the same value, also counts what one alone has found."
        )
    if overall.attribute(SPEAKER) is not None:
        yield tr(
            "Named speakers are the same when they are one entry of the speaker list, after"
            " merging, or share a name; unnamed ones when the same words mention them."
        )
    whole = [one.key for one in overall.attributes if one.scope is Scope.ARTICLE]
    if whole:
        yield tr(
            "For attributes of whole articles ({attributes}), every article is a unit.",
            attributes=", ".join(_attribute_label(codebook, key) for key in whole),
        )
    ordered = [
        _ordered_words(codebook, one, overall)
        for scope in Scope
        for one in compared_attributes(codebook, scope)
        if one.order
    ]
    if ordered and any(one.ordered for one in used):
        yield tr(
            "Ordinal and weighted forms rest on the ordered values alone ({order}); others count as"
            " missing there.",
            order="; ".join(ordered),
        )


def _ordered_words(codebook: Codebook, one: Attribute, overall: Agreement) -> str:
    """Return the order, and how many units are left: values outside it can be the hardest."""
    order = " < ".join(_label(codebook, one.key, key) for key in one.order)
    found = overall.attribute(one.key)
    left = found.size("krippendorff_alpha_ordinal").units if found else 0
    return tr(
        "{attribute}: {order}, {left} of {units} units",
        attribute=one.label, order=order, left=f"{left:,}",
        units=f"{found.units if found else 0:,}",
    )  # fmt: skip


def _suggested(report: AgreementReport, codebook: Codebook) -> Iterator[str]:
    part = next((one for one in report.by_origin if one.key == SUGGESTION), None)
    key = codebook.primary.key
    here = part.agreement.attribute(key) if part else None
    everything = report.overall.attribute(key)
    if here is not None and everything is not None:
        yield tr(
            "In {count} of {units} aligned units at least one annotator began from a suggestion, or"
            " from a copy of marks in another version of the story.",
            count=f"{here.units:,}",
            units=f"{everything.units:,}",
        )


def _against_gold(report: AgreementReport) -> Iterator[str]:
    if report.gold:
        yield tr(
            "Each annotator’s first submissions are also held against the adjudicated gold, which"
            " is the reference; shares of right values by stated confidence have Wilson’s"
            " intervals, which take attributions as independent ({source}).",
            source=of.WILSON_1927.short,
        )


def _attribute_label(codebook: Codebook, key: str) -> str:
    known = codebook.attribute(key)
    return known.label if known else key


def _label(codebook: Codebook, attribute: str, value: str) -> str:
    known = codebook.attribute(attribute)
    found = known.value(value) if known else None
    return found.label if found else value


def _intervals(choice: AgreementChoice) -> Iterator[str]:
    level = f"{choice.level * 100:g}"
    if choice.interval is IntervalMethod.BOOTSTRAP:
        yield tr(
            "Intervals are of {level} %: percentiles of {samples} bootstrap samples of stories,"
            " drawn with replacement (seed {seed}; {source}).",
            level=level, samples=f"{choice.samples:,}", seed=choice.seed,
            source=of.EFRON_TIBSHIRANI_1993.short,
        )  # fmt: skip
    elif choice.interval is IntervalMethod.JACKKNIFE:
        yield tr(
            "Intervals are of {level} % and come from a jackknife that leaves out one story at a"
            " time, by Student’s t ({source}).",
            level=level, source=of.EFRON_TIBSHIRANI_1993.short,
        )  # fmt: skip


def _used(overall: Agreement) -> tuple[Measure, ...]:
    """Return the measures that have a value for any attribute."""
    having = {
        key
        for one in overall.attributes
        for key, figure in one.figures.items()
        if figure.value is not None
    }
    return tuple(
        one for one in MEASURES if one.stage in (Stage.CODING, Stage.JOINT) and one.key in having
    )


def _references(
    used: Iterable[Measure], choice: AgreementChoice, report: AgreementReport
) -> list[Citation]:
    found = {*measure("matching").references, *measure("unitizing").references}
    found |= {cited for one in used for cited in one.references}
    if choice.interval is not IntervalMethod.NONE:
        found.add(of.EFRON_TIBSHIRANI_1993)
    if report.gold:
        found.add(of.WILSON_1927)
    return sorted(found, key=lambda one: (one.authors, one.year))
