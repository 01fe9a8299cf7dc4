"""On what the figures of agreement of a data set rest, beside what the data set holds."""

from annotator.services.datasets.agreement_figures import AgreementFigures
from annotator.services.datasets.facts import DatasetFacts
from annotator.words import tr, tr_n


def agreement_base(facts: DatasetFacts, found: AgreementFigures) -> str:
    """Return on how many articles the figures rest; empty where nothing was compared.

    They are of the rounds and annotators that were chosen, and know no other filter: those that
    annotators coded without seeing each other's work, in the data set or not.
    """
    if found.missing is not None:
        return ""
    return tr(
        "These figures are about the annotators, not about this selection: they rest on {compared}"
        " that were compared; this data set holds {held}.",
        compared=tr_n("{count} article", "{count} articles", found.articles),
        held=tr_n("{count} article", "{count} articles", facts.counts.articles),
    )
