"""The main figures and a paragraph on methods, with all settings and references, to paste."""

from collections.abc import Callable, Iterator

import numpy as np

import annotator
from annotator.domain.agreement import citations as of
from annotator.domain.agreement.citations import Citation
from annotator.domain.agreement.reading_words import gold_words
from annotator.domain.agreement.results import FEW_STORIES, Agreement, AgreementReport
from annotator.domain.agreement.unit_table import Mask
from annotator.domain.agreement.verdicts import Targets
from annotator.domain.codebook import Codebook
from annotator.services.agreement.breakdowns import SUGGESTION
from annotator.services.agreement.choice import AgreementChoice, IntervalMethod
from annotator.services.agreement.compared import Compared
from annotator.services.agreement.main_figures import main_figures
from annotator.services.agreement.methods_measures import (
    finding_sentences,
    references,
    value_sentences,
)
from annotator.services.agreement.settings import Blind, how_blind
from annotator.services.agreement.targets import targets
from annotator.services.project import Project
from annotator.wording.agreement_reasons import reason_words
from annotator.words import tr, tr_n


def methods_text(
    project: Project, compared: Compared, report: AgreementReport, attribute: str | None = None
) -> str:
    """Return the main figures, the paragraph and its list of references, as plain text.

    ``attribute``: key of the one whose alpha is among the main figures; None for the primary one.
    Where nothing can be compared, the sentence that says what is missing.
    """
    if report.missing is not None:
        return f"{reason_words(report.missing)}\n"
    overall, codebook = report.overall, compared.codebook
    sentences = [
        *_material(project, compared, overall),
        *_submissions(compared),
        _BLIND[how_blind(project, compared)](),
        *_alignment(compared),
        *_suggested(report, codebook),
        *finding_sentences(overall, codebook),
        *value_sentences(overall, codebook),
        *_intervals(compared.choice, report),
        *_verdicts(compared.choice, targets(project)),
        *_against_gold(report),
        tr("All figures were computed with Stance Annotator {version}.",
           version=annotator.__version__),
    ]  # fmt: skip
    cited = "\n".join(one.full for one in references(overall, _more(compared.choice, report)))
    figures = main_figures(
        report, codebook, attribute or codebook.primary.key, compared.choice.level
    )
    return "\n\n".join((figures, " ".join(sentences), tr("References"), f"{cited}\n"))


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
        "Coded work was imported, at least in part, from files that do not tell whether coding was"
        " blind."
    ),
}


def _material(project: Project, compared: Compared, overall: Agreement) -> Iterator[str]:
    yield tr(
        "Agreement was computed for {annotators} on {articles} from {stories} (rounds: {rounds};"
        " codebook: {codebooks}).",
        annotators=tr_n("{count} annotator", "{count} annotators", len(overall.annotators)),
        articles=tr_n("{count} article", "{count} articles", overall.articles),
        stories=tr_n("{count} story", "{count} stories", overall.stories),
        rounds=", ".join(one.name for one in compared.rounds) or "–",
        codebooks=", ".join(_codebook(project, ref) for ref in compared.codebooks) or "–",
    )
    if compared.choice.batches:
        names = ", ".join(one.name for one in compared.batches)
        yield tr("Only these batches were taken: {names}.", names=names)
    yield tr(
        "A story is what the source files name as versions of one text; an article of which they"
        " name none is a story of its own."
    )
    if len(overall.annotators) == 2:
        yield tr("Both annotators coded every one of these articles.")
        return
    fewest, most, by_all = _coded(compared)
    if by_all == overall.articles:
        yield tr("All of the annotators coded every one of these articles.")
        return
    count = f"{fewest:,}" if fewest == most else tr("{low} to {high}", low=fewest, high=most)
    yield tr(
        "At least two annotators coded each of these articles; each annotator coded {count} of"
        " them, and all of the annotators coded {by_all}.",
        count=count, by_all=f"{by_all:,}",
    )  # fmt: skip


def _codebook(project: Project, ref: str) -> str:
    found = project.codebook(ref)
    return tr(
        "“{title}”, version {version}, {ref}", title=found.label, version=found.version, ref=ref
    )


def _coded(compared: Compared) -> tuple[int, int, int]:
    """Return how many articles an annotator coded at least and at most, and all coded."""
    units = compared.units
    table, articles = units.table, np.flatnonzero(units.articles)
    present = table.present[articles][:, list(units.columns)]

    def count(which: Mask) -> int:
        return len({table.article_ids[one] for one in articles[which].tolist()})

    each = [count(present[:, place]) for place in range(present.shape[1])]
    return min(each), max(each), count(np.all(present, axis=1))


def _submissions(compared: Compared) -> Iterator[str]:
    yield tr(
        "Of each annotator’s work on an article the first submission counts, whatever was changed"
        " later; only work of the same round and the same version of the codebook is compared."
        " Articles that were coded and in which nothing was found count; an article that somebody"
        " handed in as not codable is left out for that person."
    )
    if compared.choice.shared_passages_once:
        yield tr("Passages that versions of a story share were counted once.")


def _alignment(compared: Compared) -> Iterator[str]:
    yield tr(
        "All annotators’ attributions in an article were aligned at once, by optimal pairwise"
        " matching on the intersection over union of the characters of their content, ties broken"
        " by the overlap of the source and then by the values that tell attributions on one"
        " passage apart, never by the attribute {primary}; a group of aligned attributions, at most"
        " one of each annotator, is a unit. Parts that are not article text were left out.",
        primary=compared.codebook.primary.label,
    )


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


def _intervals(choice: AgreementChoice, report: AgreementReport) -> Iterator[str]:
    level = f"{choice.level * 100:g}"
    if choice.interval is IntervalMethod.BOOTSTRAP:
        yield tr(
            "Figures are given with {level}% confidence intervals: percentiles of {samples}"
            " bootstrap samples in which whole stories, not articles or attributions, were drawn"
            " with replacement (seed {seed}; {source}).",
            level=level, samples=f"{choice.samples:,}", seed=choice.seed,
            source=of.EFRON_TIBSHIRANI_1993.short,
        )  # fmt: skip
    elif choice.interval is IntervalMethod.JACKKNIFE:
        yield tr(
            "Figures are given with {level}% confidence intervals from a jackknife that leaves out"
            " one story at a time, by Student’s t ({source}).",
            level=level, source=of.EFRON_TIBSHIRANI_1993.short,
        )  # fmt: skip
    else:
        return
    parts = (report.by_batch, report.by_round, report.pairs[1:], report.gold, report.by_object)
    if choice.interval is IntervalMethod.BOOTSTRAP and any(parts):
        yield tr(
            "For pairs, rounds, batches and comparisons with gold, samples were drawn among the"
            " stories of the articles compared there; for objects and origins, among all stories."
        )
    yield tr("Samples in which a figure is undefined were left out of its interval.")
    if report.overall.few_stories:
        yield tr("With fewer than {enough} stories, intervals say little.", enough=FEW_STORIES)


def _verdicts(choice: AgreementChoice, aims: Targets) -> Iterator[str]:
    if choice.interval is not IntervalMethod.NONE:
        yield tr(
            "Figures were judged by the lower bounds of their intervals: alpha from .800 on as"
            " reliable, from .667 on as fit for tentative conclusions ({source}); other"
            " chance-corrected coefficients by this project’s target of {kappa}, and F1 by its"
            " target of {f1}.",
            source=of.KRIPPENDORFF_2019.short, kappa=_bound(aims.kappa), f1=_bound(aims.f1),
        )  # fmt: skip


def _bound(value: float) -> str:
    """Return a bound as papers write it: ".60"."""
    return f"{value:.2f}".removeprefix("0")


def _against_gold(report: AgreementReport) -> Iterator[str]:
    if not report.gold:
        return
    yield tr(
        "Each annotator’s first submissions are also held against gold, which is the reference."
    )
    if report.gold_made is not None:
        yield gold_words(report.gold_made)
    if any(one.calibration for one in report.gold):
        yield tr(
            "Shares of right values by what annotators said of themselves have Wilson’s intervals,"
            " which take attributions as independent ({source}).",
            source=of.WILSON_1927.short,
        )


def _more(choice: AgreementChoice, report: AgreementReport) -> list[Citation]:
    found = []
    if choice.interval is not IntervalMethod.NONE:
        found += [of.EFRON_TIBSHIRANI_1993, of.KRIPPENDORFF_2019]
    if any(one.calibration for one in report.gold):
        found.append(of.WILSON_1927)
    return found
