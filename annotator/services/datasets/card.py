"""The data set card: what is in a data set, how it was made, how good it is, how to use it."""

from collections.abc import Iterator

import annotator
from annotator.domain.people import RoundPurpose
from annotator.domain.speakers import SpeakerKind
from annotator.domain.splitting.leaks import NOTEWORTHY
from annotator.domain.text.article_text import without_lone_surrogates
from annotator.formats.records import Layer
from annotator.services.datasets.agreement_base import agreement_base
from annotator.services.datasets.agreement_figures import AGREEMENT
from annotator.services.datasets.card_codebook import codebook_section
from annotator.services.datasets.card_head import card_head
from annotator.services.datasets.card_limits import limits
from annotator.services.datasets.card_parts import values_by_part
from annotator.services.datasets.citations import bibtex, citation_text
from annotator.services.datasets.described_columns import described_columns
from annotator.services.datasets.facts import DatasetFacts
from annotator.services.datasets.gold_words import gold_words
from annotator.services.datasets.licences import licence_called
from annotator.services.datasets.markdown import code, paragraphs, plain, table
from annotator.services.datasets.soft_label_words import soft_label_words
from annotator.services.datasets.summary import summary
from annotator.wording.agreement_reasons import reason_words
from annotator.wording.leaks import leak_advice
from annotator.words import tr, tr_n


def card(facts: DatasetFacts) -> str:
    """Return the card as Markdown with its YAML head."""
    parts = [
        f"# {plain(facts.title)}",
        paragraphs(facts.details.description) if facts.details.description else "",
        plain(summary(facts)),
        *_section(tr("At a glance"), _glance(facts)),
        *_section(tr("How it was coded"), "\n\n".join(_coding(facts))),
        *_section(tr("Codebook"), "\n\n".join(_codebooks(facts))),
        *_section(tr("Agreement"), "\n\n".join(_agreement(facts))),
        *_section(tr("Splits"), "\n\n".join(_splits(facts))),
        *_section(tr("Files"), _files(facts)),
        *_section(tr("Columns"), _columns(facts)),
        *_section(tr("What it does not hold"), "\n".join(f"- {one}" for one in limits(facts))),
        *_section(tr("Licence and rights"), "\n\n".join(_rights(facts))),
        *_section(tr("Citation"), "\n\n".join(_citation(facts))),
        *_section(tr("Versions"), "\n".join(_versions(facts))),
    ]
    body = "\n\n".join(one for one in parts if one)
    return without_lone_surrogates(f"{card_head(facts)}\n{body}\n")


def _section(title: str, body: str) -> tuple[str, ...]:
    return (f"## {title}", body) if body else ()


def _glance(facts: DatasetFacts) -> str:
    counts = facts.counts
    rows = [
        (tr("Articles"), counts.articles),
        (tr("Appearances in outlets"), counts.appearances),
        (
            tr("Stories (families of near-duplicates; a lone article counts as one)"),
            counts.story_count,
        ),
        (tr("Characters of text"), counts.code_points),
        *_of_annotators(facts),
        *_of_gold(counts.layers[Layer.GOLD]),
        (tr("Attributions in several fragments"), counts.fragments),
        (tr("Speakers quoted"), len(counts.speakers)),
        (tr("Of these persons with a name"), counts.speakers_of(SpeakerKind.NAMED_PERSON)),
        (tr("Of these organisations"), counts.speakers_of(SpeakerKind.ORGANISATION)),
        (tr("Annotators"), facts.annotators),
        (tr("Articles coded by two or more"), facts.double),
        (tr("Outlets"), len(counts.outlets)),
    ]
    cells = [(label, f"{count:,}") for label, count in rows]
    if counts.first_day and counts.last_day:
        days = f"{counts.first_day.isoformat()} – {counts.last_day.isoformat()}"
        cells.append((tr("Published"), days))
    if counts.languages:
        named = ", ".join(f"{code(one)} ({count:,})" for one, count in counts.languages.items())
        cells.append((tr("Languages"), named))
    return table((tr("What"), tr("How much")), cells, numbers_from=1)


def _of_annotators(facts: DatasetFacts) -> tuple[tuple[str, int], ...]:
    """Return the row of annotators' work; none where gold alone goes out."""
    count = facts.counts.layers[Layer.ANNOTATOR]
    if facts.options.layer == "gold" and not count:
        return ()
    return ((tr("Attributions of annotators"), count),)


def _of_gold(count: int) -> tuple[tuple[str, int], ...]:
    """Return the row of gold; none where there is none, as in what annotators export."""
    return ((tr("Attributions in gold"), count),) if count else ()


def _coding(facts: DatasetFacts) -> Iterator[str]:
    yield tr(
        "The unit is the attribution: somebody is reported to have said something. It has one"
        " speaker, one object and one stance; its content is one or more spans of the article."
    )
    rounds = [
        (plain(one.name), plain(_PURPOSES[one.purpose]()), code(one.codebook or ""))
        for one in facts.project.rounds
    ]
    if rounds:
        yield table((tr("Round"), tr("Purpose"), tr("Codebook")), rows=rounds)
    work = [(plain(name), f"{count:,}") for name, count in sorted(facts.counts.annotators.items())]
    if work:
        yield table((tr("Annotator"), tr("Attributions")), work, numbers_from=1)
    if made := gold_words(facts):
        yield made
    if facts.options.soft_labels:
        yield soft_label_words(facts)


_PURPOSES = {
    RoundPurpose.TRAINING: lambda: tr("training"),
    RoundPurpose.PILOT: lambda: tr("pilot"),
    RoundPurpose.RELIABILITY: lambda: tr("reliability"),
    RoundPurpose.MAIN: lambda: tr("main"),
    RoundPurpose.RECODE: lambda: tr("recoding"),
    RoundPurpose.DRIFT: lambda: tr("drift"),
}


def _codebooks(facts: DatasetFacts) -> Iterator[str]:
    for one in facts.project.codebooks:
        yield codebook_section(one, facts)


def _agreement(facts: DatasetFacts) -> Iterator[str]:
    found = facts.agreement
    if found is None:
        yield tr("Not part of this export: only managers see how far annotators agree.")
        return
    if found.missing is not None:
        yield reason_words(found.missing)
        return
    yield agreement_base(facts, found)
    yield "\n".join(f"- {plain(one)}" for one in found.sentences)
    yield table(
        (
            tr("Attribute"),
            tr("Units"),
            tr("Percent"),
            tr("Krippendorff’s alpha, nominal [95 %]"),
        ),
        [tuple(map(plain, row)) for row in found.rows],
        numbers_from=1,
    )
    yield tr(
        "“n/a”: the figure is not defined for these data. {file} has all figures with their"
        " intervals.",
        file=code(AGREEMENT),
    )
    yield paragraphs(found.methods.partition("\n\n")[0])


def _splits(facts: DatasetFacts) -> Iterator[str]:
    choice = facts.options.split
    if choice is None:
        return
    rows = [(plain(one.name), f"{one.articles:,}", f"{one.rows:,}") for one in facts.parts]
    yield table((tr("Part"), tr("Articles"), tr("Attributions")), rows, numbers_from=1)
    yield from values_by_part(facts)
    sentences = [
        tr("Versions of one story are always in one part (seed {seed}).", seed=choice.seed)
    ]
    if choice.balance:
        sentences.append(tr("The values of the primary attribute are spread evenly."))
    if choice.keep_speakers_apart:
        sentences.append(tr("No named speaker is in two parts."))
    if facts.leaks is not None:
        sentences.append(
            tr(
                "Of an article, at most {share} of its sequences of {n} words stand in an article"
                " of another part too; {speakers} in more than one part.",
                share=f"{facts.leaks.containment * 100:.1f} %",
                n=facts.leaks.n,
                speakers=tr_n(
                    "{count} named speaker is", "{count} named speakers are", facts.leaks.speakers
                ),
            )
        )
        if facts.leaks.noteworthy:
            sentences.append(leak_advice(NOTEWORTHY))
    yield " ".join(sentences)


def _files(facts: DatasetFacts) -> str:
    rows = [(code(one.name), f"{one.bytes:,}", code(one.sha256)) for one in facts.files]
    about = tr(
        "Format: {label} ({name}); offsets count {unit}.",
        label=facts.format_label,
        name=code(facts.format_name),
        unit=facts.offset_unit,
    )
    return f"{about}\n\n{table((tr('File'), tr('Bytes'), tr('SHA-256')), rows)}"


def _columns(facts: DatasetFacts) -> str:
    if not facts.is_table:
        return ""
    rows = [
        (
            code(one.name),
            one.kind.value,
            tr("The attribute “{label}” of the codebook.", label=plain(one.label))
            if one.column.of_attribute
            else plain(one.description),
        )
        for one in described_columns(facts.columns(), facts.project.codebooks)
    ]
    columns = table((tr("Column"), tr("Type"), tr("Holds")), rows)
    if facts.format_name == "parquet":
        return columns
    guarded = tr(
        "A cell that begins with an apostrophe had it put before it, so that no spreadsheet runs"
        " the cell: take one off."
    )
    return f"{columns}\n\n{guarded}"


def _rights(facts: DatasetFacts) -> Iterator[str]:
    details = facts.details
    if details.licence:
        known = licence_called(details.licence)
        name = known.name if known else details.licence
        address = details.licence_url or (known.url if known else "")
        yield tr("Annotations: {licence}.", licence=plain(name)) + (
            f" <{address}>" if address else ""
        )
    else:
        yield tr("Annotations: no licence was given. Ask the authors before you use them.")
    yield (
        tr("Texts: {rights}", rights=plain(details.text_rights))
        if details.text_rights
        else tr("Texts: the rights stay with those who published them; nothing else was said.")
    )


def _citation(facts: DatasetFacts) -> Iterator[str]:
    words = citation_text(facts.title, facts.details)
    yield plain(words) if words else tr("The authors have not said how to cite it.")
    entry = bibtex(facts.title, facts.details)
    if entry:
        yield f"```bibtex\n{entry}\n```"
    if facts.details.contact:
        yield tr("Contact: {contact}", contact=plain(facts.details.contact))
    if facts.details.funding:
        yield tr("Funding: {funding}", funding=plain(facts.details.funding))


def _versions(facts: DatasetFacts) -> Iterator[str]:
    if facts.details.version:
        yield "- " + tr("Data set: {version}", version=plain(facts.details.version))
    for one in facts.project.codebooks:
        count = facts.counts.codebooks[one.ref]
        yield "- " + tr(
            "Codebook {ref}: {attributions}",
            ref=code(one.ref),
            attributions=tr_n("{count} attribution", "{count} attributions", count),
        )
    yield "- " + tr("Written by Stance Annotator {version}", version=annotator.__version__)
