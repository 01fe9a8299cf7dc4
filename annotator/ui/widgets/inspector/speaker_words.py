"""Words and icons for speakers and what is known of them."""

from annotator.domain.speakers import Speaker, SpeakerKind
from annotator.words import tr, tr_n

KIND_ICONS = {
    SpeakerKind.NAMED_PERSON: "person",
    SpeakerKind.UNNAMED_PERSON: "unknown-person",
    SpeakerKind.ORGANISATION: "organisation",
    SpeakerKind.COLLECTIVE: "collective",
    SpeakerKind.DOCUMENT: "document",
    SpeakerKind.UNSPECIFIED: "unknown-person",
}
"""Names of the icons, by kind."""


def kind_label(kind: SpeakerKind) -> str:
    """Return a kind's name."""
    return {
        SpeakerKind.NAMED_PERSON: tr("Named person"),
        SpeakerKind.UNNAMED_PERSON: tr("Unnamed person"),
        SpeakerKind.ORGANISATION: tr("Organisation"),
        SpeakerKind.COLLECTIVE: tr("Collective"),
        SpeakerKind.DOCUMENT: tr("Document"),
        SpeakerKind.UNSPECIFIED: tr("Unspecified"),
    }[kind]


def kind_explanation(kind: SpeakerKind) -> str:
    """Return what a kind is for, and what follows from choosing it."""
    return {
        SpeakerKind.NAMED_PERSON: tr("Somebody with a name, matched by it across articles."),
        SpeakerKind.UNNAMED_PERSON: tr(
            "Somebody without a name, such as “an intelligence official”. "
            "Belongs to this article only."
        ),
        SpeakerKind.ORGANISATION: tr(
            "A ministry, party, company or other body that speaks as one."
        ),
        SpeakerKind.COLLECTIVE: tr("Several people together, such as the residents of a district."),
        SpeakerKind.DOCUMENT: tr("A report, treaty, letter or law that is quoted."),
        SpeakerKind.UNSPECIFIED: tr(
            "Nobody is named or described, such as “it is said”. Belongs to this article only."
        ),
    }[kind]


def attribution_count(count: int) -> str:
    """Return "14 attributions"."""
    return tr_n("{count} attribution", "{count} attributions", count)


def role_line(role: str | None, affiliation: str | None) -> str:
    """Return role and affiliation as one line, empty when neither is known."""
    return tr(", ").join(filter(None, (role, affiliation)))


def facts_line(speaker: Speaker, count: int | None) -> str:
    """Return kind, country and the own number of attributions."""
    facts = [kind_label(speaker.kind), speaker.country]
    if count is not None:
        facts.append(attribution_count(count))
    return " · ".join(filter(None, facts))


def match_line(speaker: Speaker, count: int) -> str:
    """Return the second line of a row of the completion list."""
    role = role_line(speaker.role, speaker.affiliation)
    facts = [role or kind_label(speaker.kind), speaker.country, str(count) if count else None]
    return " · ".join(filter(None, facts))


def quoted(words: str) -> str:
    """Return words in the reader's quotation marks."""
    return tr("“{words}”", words=words)
