"""Names for keys: attributes and values by the codebook, people, and parts of what was compared."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.agreement.reading_words import Labels as ReadingLabels
from annotator.domain.agreement.results import (
    SPEAKER_KIND,
    AgreementReport,
    Figure,
    Part,
)
from annotator.domain.attributions import AttributeValue
from annotator.domain.codebook import About, Attribute, Value, as_keys
from annotator.domain.speakers import SpeakerKind
from annotator.ui.widgets.inspector.speaker_words import kind_label
from annotator.wording.agreement_reasons import reason_words
from annotator.words import tr


@dataclass(frozen=True, slots=True)
class Labels(ReadingLabels):
    """The codebook's labels, and the names of the people compared."""

    def value(self, attribute: str, key: str) -> str:
        """Return what a value is called; the key where the codebook does not know it."""
        if attribute == SPEAKER_KIND and key in list(SpeakerKind):
            return kind_label(SpeakerKind(key))
        return ReadingLabels.value(self, attribute, key)

    def picture(self, attribute_key: str, key: str) -> Value | None:
        """Return the codebook's value."""
        attribute = self.codebook.attribute(attribute_key)
        return attribute.value(key) if attribute is not None else None

    def any_value(self, attribute_key: str, value: AttributeValue | None) -> str:
        """Return a stored value in words; empty for none."""
        return ", ".join(self.value(attribute_key, one) for one in as_keys(value))

    def part(self, part: Part) -> str:
        """Return what a part is called."""
        if part.name != part.key:
            return part.name
        if part.key == "manual":
            return tr("Marked by hand")
        if part.key in ("suggestion", "suggested"):
            return tr("From a suggestion")
        objects = next((one for one in self.codebook.attributes if one.value(part.key)), None)
        return self.value(objects.key, part.key) if objects is not None else part.key

    def about_annotators(self) -> tuple[Attribute, ...]:
        """Return the attributes that speak of the annotator: they are never compared."""
        return tuple(one for one in self.codebook.attributes if one.about is About.ANNOTATOR)


def version_words(refs: tuple[str, ...]) -> str:
    """Return versions in words: "v1, v2"."""
    return ", ".join(f"v{ref.rpartition('@')[2]}" for ref in refs)


def codebook_words(refs: tuple[str, ...]) -> str:
    """Return versions in words: "Codebook v1, v2"; empty for none."""
    return tr("Codebook {versions}", versions=version_words(refs)) if refs else ""


def reason_of(figure: Figure) -> str:
    """Return in words why there is no value, or no interval; empty where neither is missing."""
    code = figure.reason if figure.value is None else figure.interval_reason
    return reason_words(code) if code else ""


def names_of(report: AgreementReport) -> tuple[str, ...]:
    """Return the names of the people compared, in their order."""
    return tuple(report.names.get(one, tr("Somebody")) for one in report.overall.annotators)
