"""The datasheet: what somebody should know before using a data set, question by question.

The order of the questions follows Gebru et al. (2021), Datasheets for Datasets, Communications of
the ACM 64(12), 86-92; the words are our own. What only the authors can know is marked so.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import annotator
from annotator.domain.speakers import SpeakerKind
from annotator.domain.text.article_text import without_lone_surrogates
from annotator.formats.interfaces import TextMode
from annotator.formats.records import Layer
from annotator.services.datasets.agreement_base import agreement_base
from annotator.services.datasets.card_limits import limits
from annotator.services.datasets.citations import citation_text
from annotator.services.datasets.facts import DatasetFacts
from annotator.services.datasets.gold_words import gold_words
from annotator.services.datasets.licences import licence_called
from annotator.services.datasets.markdown import code, plain
from annotator.services.datasets.soft_label_words import soft_label_words
from annotator.services.datasets.summary import summary
from annotator.services.interchange.export_options import WITHOUT_TEXTS
from annotator.words import tr, tr_n

Answer = Callable[[DatasetFacts], str]


@dataclass(frozen=True, slots=True)
class _Question:
    words: str
    answer: Answer
    """Gives an empty text where only the authors know."""


def datasheet(facts: DatasetFacts) -> str:
    """Return the datasheet as Markdown."""
    parts = [
        f"# {tr('Datasheet: {title}', title=plain(facts.title))}",
        tr(
            "What the project itself knows is filled in. Where it says “{mark}”, only the people"
            " who made the data set can answer.",
            mark=_to_be_filled_in(),
        ),
    ]
    for title, questions in _sections():
        parts.append(f"## {title}")
        for one in questions:
            parts += [f"### {one.words}", one.answer(facts) or f"*{_to_be_filled_in()}*"]
    return without_lone_surrogates("\n\n".join(parts) + "\n")


def _to_be_filled_in() -> str:
    return tr("To be filled in by the authors.")


def _unknown(_: DatasetFacts) -> str:
    return ""


def _sections() -> Sequence[tuple[str, Sequence[_Question]]]:
    return (
        (tr("Why it was made"), _why()),
        (tr("What is in it"), _composition()),
        (tr("How the articles were gathered"), _gathering()),
        (tr("How it was prepared and coded"), _preparing()),
        (tr("What it can be used for"), _uses()),
        (tr("How it is passed on"), _passing_on()),
        (tr("Who looks after it"), _looking_after()),
    )


def _why() -> Sequence[_Question]:
    return (
        _Question(tr("Which question or task was it made for?"), _purpose),
        _Question(tr("Who made it, and for which institution?"), _makers),
        _Question(tr("Who paid for it?"), lambda facts: plain(facts.details.funding)),
    )


def _composition() -> Sequence[_Question]:
    return (
        _Question(tr("What does one item stand for?"), _item),
        _Question(tr("How many items are there?"), lambda facts: plain(summary(facts))),
        _Question(tr("Is it all there is, or a sample, and drawn how?"), _unknown),
        _Question(tr("What does an item consist of?"), _consists),
        _Question(tr("Which labels does an item carry?"), _labels),
        _Question(tr("What is missing, and why?"), _missing),
        _Question(tr("How do items belong together?"), _together),
        _Question(tr("Which parts are for training and for testing?"), _parts),
        _Question(tr("Which errors and doublets are known?"), _errors),
        _Question(tr("Can it be used on its own, or does it need other sources?"), _alone),
        _Question(tr("Does it hold anything confidential?"), _unknown),
        _Question(tr("Could its words hurt or frighten those who read them?"), _unknown),
        _Question(tr("Is it about people, and can they be told?"), _people),
    )


def _gathering() -> Sequence[_Question]:
    return (
        _Question(tr("Where do the articles come from, and how were they found?"), _origin),
        _Question(tr("Which tools and rules were used to gather them?"), _unknown),
        _Question(tr("From which time are they?"), _time),
        _Question(tr("Who did the work, and how were they paid?"), _unknown),
        _Question(tr("Was there an ethical review?"), _unknown),
        _Question(tr("Do the people concerned know, and have they agreed?"), _unknown),
    )


def _preparing() -> Sequence[_Question]:
    return (
        _Question(tr("What was done to the texts?"), _normalised),
        _Question(tr("How were they coded, and how was that checked?"), _checked),
        _Question(tr("Can the raw texts still be had?"), _raw),
        _Question(tr("Can the program that was used be had?"), _program),
    )


def _uses() -> Sequence[_Question]:
    return (
        _Question(tr("What has it been used for so far?"), _unknown),
        _Question(tr("What else could it be used for?"), _unknown),
        _Question(tr("What in the way it was made could mislead later uses?"), _mislead),
        _Question(tr("What should it not be used for?"), _unknown),
    )


def _passing_on() -> Sequence[_Question]:
    return (
        _Question(tr("Where can it be had, and since when?"), _where),
        _Question(tr("On what terms?"), _terms),
        _Question(tr("Do others hold rights in it?"), lambda f: plain(f.details.text_rights)),
        _Question(tr("How is it to be cited?"), _cited),
    )


def _looking_after() -> Sequence[_Question]:
    return (
        _Question(tr("Who can be asked?"), lambda facts: plain(facts.details.contact)),
        _Question(tr("Which version is this?"), lambda facts: plain(facts.details.version)),
        _Question(
            tr("Will it be corrected and updated, by whom, and where is that told?"), _unknown
        ),
        _Question(tr("What becomes of older versions?"), _unknown),
        _Question(tr("Can others add to it, and how?"), _unknown),
    )


def _purpose(facts: DatasetFacts) -> str:
    return plain(facts.details.description)


def _makers(facts: DatasetFacts) -> str:
    return plain(
        "; ".join(
            f"{one.name} ({one.affiliation})" if one.affiliation else one.name
            for one in facts.details.authors
        )
    )


def _item(_: DatasetFacts) -> str:
    return tr(
        "An attribution: a place in a news article where somebody is reported to have said"
        " something, with one speaker, one object and one stance."
    )


def _consists(facts: DatasetFacts) -> str:
    return tr(
        "The spans of what is said, of the mention of who says it, of the words that link them, and"
        " of conditions; the speaker with kind, role, affiliation and country; and the values of"
        " the codebook. Offsets count {unit}.",
        unit=facts.offset_unit,
    )


def _labels(facts: DatasetFacts) -> str:
    lines = []
    for codebook in facts.project.codebooks:
        labels = ", ".join(f"{plain(one.label)} ({code(one.key)})" for one in codebook.attributes)
        lines.append(f"- {code(codebook.ref)}: {labels}")
    if facts.options.soft_labels:
        lines += ["", soft_label_words(facts)]
    return "\n".join(lines)


def _missing(facts: DatasetFacts) -> str:
    return "\n".join(f"- {one}" for one in limits(facts))


def _together(facts: DatasetFacts) -> str:
    return tr(
        "Attributions belong to articles, articles to stories ({stories}), versions of which share"
        " passages. An attribution may be reported by another one. Speakers have one entry"
        " throughout.",
        stories=tr_n("{count} story", "{count} stories", facts.counts.story_count),
    )


def _parts(facts: DatasetFacts) -> str:
    lines = [
        tr(
            "- {part}: {articles}, {attributions}",
            part=plain(one.name),
            articles=tr_n("{count} article", "{count} articles", one.articles),
            attributions=tr_n("{count} attribution", "{count} attributions", one.rows),
        )
        for one in facts.parts
    ]
    return "\n".join(lines) or tr(
        "It is not split. Whoever splits it should keep the articles of a story together."
    )


def _errors(facts: DatasetFacts) -> str:
    repeated = facts.counts.appearances - facts.counts.articles
    return tr(
        "Texts that appeared word for word in several places are there once ({count} further"
        " appearances). Near-duplicates are joined as stories.",
        count=f"{max(0, repeated):,}",
    )


def _alone(facts: DatasetFacts) -> str:
    if facts.options.text is TextMode.FULL and facts.format_name not in WITHOUT_TEXTS:
        return tr("The articles’ texts are in it.")
    if facts.options.text is TextMode.NONE:
        return tr("Neither articles’ texts nor quotes are in it; both take the articles.")
    return tr("The articles’ texts are not in it; they are needed to read more than the quotes.")


def _people(facts: DatasetFacts) -> str:
    if facts.options.speaker_ids:
        return tr("It is about what people said in public; identifiers stand for their names.")
    counts = facts.counts
    persons = counts.speakers_of(SpeakerKind.NAMED_PERSON)
    organisations = counts.speakers_of(SpeakerKind.ORGANISATION)
    named = tr_n("{count} person", "{count} persons", persons)
    if organisations:
        named = tr(
            "{persons} and {organisations}",
            persons=named,
            organisations=tr_n("{count} organisation", "{count} organisations", organisations),
        )
    words = tr(
        "It holds the names of {named} quoted in the articles, and what they said there.",
        named=named,
    )
    others = len(counts.speakers) - persons - organisations
    if others:
        words += " " + tr_n(
            "{count} more speaker is quoted: a person who is not named, a group or a document.",
            "{count} more speakers are quoted: persons who are not named, groups, documents.",
            others,
        )
    return words


def _origin(facts: DatasetFacts) -> str:
    outlets = facts.counts.outlets.most_common(10)
    if not outlets:
        return ""
    named = ", ".join(f"{plain(name)} ({count:,})" for name, count in outlets)
    return tr("Outlets with most articles: {outlets}.", outlets=named)


def _time(facts: DatasetFacts) -> str:
    first, last = facts.counts.first_day, facts.counts.last_day
    return f"{first.isoformat()} – {last.isoformat()}" if first and last else ""


def _normalised(_: DatasetFacts) -> str:
    return tr(
        "Line ends became LF, a leading byte order mark was taken off, control characters became"
        " U+FFFD. Nothing else was changed. Parts that are not article text are marked as zones."
    )


def _checked(facts: DatasetFacts) -> str:
    counts = facts.counts
    words = tr(
        "By {annotators} with the codebook {codebooks}; {double} coded by two or more; {gold} in"
        " the adjudicated layer.",
        annotators=tr_n("{count} annotator", "{count} annotators", facts.annotators),
        codebooks=", ".join(code(one.ref) for one in facts.project.codebooks),
        double=tr_n("{count} article was", "{count} articles were", facts.double),
        gold=tr_n("{count} attribution", "{count} attributions", counts.layers[Layer.GOLD]),
    )
    if made := gold_words(facts):
        words += f" {made}"
    if counts.adjudicators:
        words += " " + tr_n(
            "{count} adjudicator made decisions.",
            "{count} adjudicators made decisions.",
            len(counts.adjudicators),
        )
    if facts.options.layer == "gold":
        words += " " + tr("The annotators’ own marks are not in these files.")
    if facts.agreement is not None and facts.agreement.sentences:
        words += " " + plain(" ".join(facts.agreement.sentences))
        words += " " + agreement_base(facts, facts.agreement)
    return words


def _raw(_: DatasetFacts) -> str:
    return tr(
        "The program keeps the normalised texts. An article’s identifier follows from its text, so"
        " that the same text is always found again."
    )


def _program(_: DatasetFacts) -> str:
    return tr("Stance Annotator {version}, Apache-2.0.", version=annotator.__version__)


def _mislead(facts: DatasetFacts) -> str:
    return tr(
        "Labels rest on the codebook’s definitions and on the judgement of {annotators}. What a"
        " press article reports is not what was said in full.",
        annotators=tr_n("{count} annotator", "{count} annotators", facts.annotators),
    )


def _where(facts: DatasetFacts) -> str:
    details = facts.details
    address = f"https://doi.org/{details.doi}" if details.doi else details.url
    day = details.published_on.isoformat() if details.published_on else ""
    return ", ".join(one for one in (f"<{address}>" if address else "", day) if one)


def _terms(facts: DatasetFacts) -> str:
    known = licence_called(facts.details.licence)
    return plain(known.name if known else facts.details.licence)


def _cited(facts: DatasetFacts) -> str:
    return plain(citation_text(facts.title, facts.details))
