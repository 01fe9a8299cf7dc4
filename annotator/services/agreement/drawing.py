"""The samples that intervals are made of: every part draws among its own stories."""

from typing import TYPE_CHECKING

from annotator.domain.agreement.resampling import Resamples, bootstrap, jackknife, spread
from annotator.services.agreement.choice import AgreementChoice, IntervalMethod

if TYPE_CHECKING:
    from annotator.domain.agreement.compared_units import ComparedUnits


class Drawing:
    """Draws as a choice says.

    A part's stories are drawn as they would be if nothing else had been chosen: a figure has one
    interval, whether it stands in a table of parts or is the whole of a narrower choice.
    """

    def __init__(self, choice: AgreementChoice) -> None:
        self._choice = choice
        self._last: tuple[bytes, Resamples] | None = None

    def of(self, units: "ComparedUnits") -> Resamples:
        """Return the samples of what is compared."""
        choice = self._choice
        if choice.interval is IntervalMethod.JACKKNIFE:
            return jackknife(units.story_count, choice.level)
        places = units.story_numbers
        known = places.tobytes()
        # Objects and origins all have the stories of the whole: these are drawn once.
        if self._last is None or self._last[0] != known:
            drawn = bootstrap(places.size, choice.samples, choice.seed, choice.level)
            self._last = known, spread(drawn, places, units.story_count)
        return self._last[1]
