"""What a data set leaves out, by choice or because its format cannot carry it."""

from collections.abc import Iterator

from annotator.formats.interfaces import TextMode
from annotator.services.datasets.facts import DatasetFacts
from annotator.services.datasets.markdown import plain
from annotator.services.interchange.export_options import Counted, NameMode
from annotator.wording.losses import loss_words
from annotator.words import tr


def limits(facts: DatasetFacts) -> tuple[str, ...]:
    """Return one sentence for each thing that somebody might look for and not find."""
    return tuple(plain(one) for one in _sentences(facts))


def _sentences(facts: DatasetFacts) -> Iterator[str]:
    options = facts.options
    if options.layer == "gold":
        yield tr("Only gold, the adjudicated layer; the annotators’ own work is left out.")
    elif options.layer == "annotators":
        yield tr("Only the annotators’ own work; gold, the adjudicated layer, is left out.")
    if options.text is TextMode.QUOTES:
        yield tr("Quotes, but not the articles’ text around them.")
    elif options.text is TextMode.NONE:
        yield tr(
            "Neither texts nor quotes: hashes of them, by which whoever has the articles finds the"
            " places again."
        )
    if options.annotators and options.layer == "all":
        yield tr("Gold, and the work of chosen annotators; that of others is left out.")
    elif options.annotators:
        yield tr("Only the work of chosen annotators.")
    if options.rounds:
        yield tr("Only these rounds: {names}.", names=", ".join(options.rounds))
    elif not options.training:
        yield tr("Rounds for training are left out.")
    if options.batches:
        yield tr("Only these batches: {names}.", names=", ".join(options.batches))
    if options.states:
        yield tr("Only work in these states: {names}.", names=", ".join(options.states))
    if any((options.words, options.outlets, options.languages)) or any(
        (options.published_from, options.published_until)
    ):
        yield tr("Articles were chosen: {how}.", how="; ".join(_filters(facts)))
    if options.names is NameMode.PSEUDONYMS:
        yield tr("Annotators and adjudicators have pseudonyms in the place of names.")
    if not options.notes:
        yield tr("Annotators’ notes are left out.")
    if not options.rationale:
        yield tr("Adjudicators’ rationales are left out.")
    if options.speaker_ids:
        yield tr("Speakers have identifiers in the place of names.")
    if options.counted is not Counted.ARTICLE:
        yield _COUNTED[options.counted]()
    if facts.cannot_hold:
        yield facts.cannot_hold
    for loss in facts.losses:
        yield loss_words(loss.code, loss.count)


def _filters(facts: DatasetFacts) -> Iterator[str]:
    options = facts.options
    if options.words:
        yield tr("words “{words}”", words=options.words)
    if options.outlets:
        yield tr("outlets {names}", names=", ".join(options.outlets))
    if options.languages:
        yield tr("languages {names}", names=", ".join(options.languages))
    if options.published_from:
        yield tr("from {day}", day=options.published_from.isoformat())
    if options.published_until:
        yield tr("until {day}", day=options.published_until.isoformat())


_COUNTED = {
    Counted.APPEARANCE: lambda: tr("A text counts once for each place where it was published."),
    Counted.PASSAGE: lambda: tr("What versions of a story share counts once."),
    Counted.DOCUMENT: lambda: tr("The same statement counts once in each article."),
    Counted.DAY: lambda: tr("The same statement counts once a day."),
    Counted.WEEK: lambda: tr("The same statement counts once a week."),
}
