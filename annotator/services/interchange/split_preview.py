"""How a split of an export would turn out, worked out before anything is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from annotator.domain.errors import Cancelled
from annotator.domain.people import Actor
from annotator.domain.splitting.choice import SplitChoice
from annotator.domain.splitting.families import Described
from annotator.domain.splitting.figures import SplitFigures, figures_of
from annotator.services.interchange.export_content import ExportContent
from annotator.services.interchange.export_options import ExportOptions
from annotator.services.interchange.export_share import share_of
from annotator.services.interchange.export_splitting import Labels
from annotator.services.project import Project

__all__ = ["SplitBasis", "SplitFigures", "split_basis", "split_figures"]


@dataclass(frozen=True, slots=True)
class SplitBasis:
    """What splitting needs to know of an export's articles, whatever the parts."""

    articles: tuple[Described, ...]
    values: Mapping[str, str]
    """What the values of the primary attributes are called, by their keys."""

    def gap_words(self, figures: SplitFigures) -> str:
        """Return what the value is called that is spread least evenly; empty without values."""
        return self.values.get(figures.gap_value, figures.gap_value)


def split_basis(
    project: Project,
    actor: Actor,
    options: ExportOptions,
    cancelled: Callable[[], bool] | None = None,
) -> SplitBasis:
    """Read the articles that an export with these options would hold, the split left aside.

    Raises what `export_share.share_of` raises, what `ExportContent.refusal` says, and `Cancelled`.
    """
    share = share_of(project, actor, options)
    found = []
    with project.store.read() as connection:
        content = ExportContent(project, connection, share, options)
        if content.refusal is not None:
            raise content.refusal
        codebooks = content.project().codebooks
        labels = Labels(codebooks)
        for record in content.as_coded():
            if cancelled is not None and cancelled():
                raise Cancelled
            found.append(labels.described(record))
    values = {value.key: value.label for one in codebooks for value in one.primary.values}
    return SplitBasis(tuple(found), values)


def split_figures(basis: SplitBasis, choice: SplitChoice) -> SplitFigures:
    """Return how a split would turn out. Raises Refused ``too_few_to_split``."""
    return figures_of(basis.articles, choice, Labels.read)
