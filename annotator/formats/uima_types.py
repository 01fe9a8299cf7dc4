"""The UIMA types of an export: DKPro's for text, and layers of ours that INCEpTION can show.

INCEpTION takes a type for a layer if its name begins with ``webanno.custom.``, if it derives from
``uima.tcas.Annotation``, and if its features are primitive, arrays of strings, or slots: arrays of
links, each with ``role`` and ``target``. So there is one layer of attributions and one of their
other spans, and the first points to the second.
"""

import keyword
import re
from collections.abc import Iterable
from typing import Any

from annotator.domain.codebook import Attribute, AttributeKind, Codebook, Scope
from annotator.domain.text.spans import SpanRole

_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api"
META_DATA = f"{_DKPRO}.metadata.type.DocumentMetaData"
STRING_FIELD = f"{_DKPRO}.metadata.type.MetaDataStringField"
SENTENCE = f"{_DKPRO}.segmentation.type.Sentence"
TOKEN = f"{_DKPRO}.segmentation.type.Token"
ATTRIBUTION = "webanno.custom.Attribution"
PART = "webanno.custom.AttributionPart"
ZONE = "webanno.custom.Zone"
REPORTED_BY = "reportedBy"

SLOTS = {role.value: f"{ATTRIBUTION}{role.value.capitalize()}Link" for role in SpanRole}
"""Slot feature to the type of its links; ``content`` holds the fragments after the first."""
REPORTED_BY_LINK = f"{ATTRIBUTION}ReportedByLink"

FIXED = (
    *("attributionId", "annotator", "layer", "round", "speaker", "speakerId", "speakerKind"),
    *("speakerRole", "affiliation", "country", "speakingAs", "reportedById", "note", "origin"),
    *("codebook", "createdAt", "updatedAt", "otherValues", "softLabels"),
)
"""Text features that every attribution may have."""
FLAGGED, ALIASES, DERIVED = "flagged", "aliases", "derived"

_STRING, _STRINGS, _LINKS = "uima.cas.String", "uima.cas.StringArray", "uima.cas.FSArray"
_NOT_FREE = {
    *FIXED,
    *SLOTS,
    *(REPORTED_BY, FLAGGED, ALIASES, DERIVED),
    *("begin", "end", "sofa", "type", "self", "xmiID", "role", "target"),
}


class FeatureNames:
    """The features that hold the values of the codebooks' attributes.

    A feature has the attribute's key, hyphens as underscores. A key that is taken, or that is no
    name in Java or Python, gets ``attribute_`` before it.
    """

    def __init__(self, codebooks: Iterable[Codebook]) -> None:
        self.names: dict[str, str] = {}
        """Attribute key to feature."""
        self._lists: dict[str, bool] = {}
        for codebook in codebooks:
            for one in codebook.of_scope(Scope.ATTRIBUTION):
                if one.key not in self.names:
                    self.names[one.key] = self._free(one)
                    self._lists[one.key] = one.kind is AttributeKind.MULTIPLE_CHOICE

    def holds_list(self, key: str) -> bool:
        """Tell whether the attribute's feature is an array."""
        return self._lists[key]

    def _free(self, one: Attribute) -> str:
        name = re.sub("[^a-z0-9_]", "_", one.key)
        taken = _NOT_FREE | set(self.names.values())
        while name in taken or keyword.iskeyword(name) or not name[:1].isalpha():
            name = f"attribute_{name}"
        return name


def type_system(features: FeatureNames) -> Any:
    """Return the type system (a ``cassis.TypeSystem``)."""
    from cassis import TypeSystem

    types = TypeSystem()
    meta = types.create_type(META_DATA, "uima.tcas.DocumentAnnotation")
    for name in ("documentId", "documentTitle", "documentUri", "collectionId"):
        types.create_feature(meta, name, _STRING)
    field = types.create_type(STRING_FIELD)
    for name in ("key", "value"):
        types.create_feature(field, name, _STRING)
    types.create_type(SENTENCE)
    types.create_type(TOKEN)
    zone = types.create_type(ZONE)
    types.create_feature(zone, "kind", _STRING)
    part = types.create_type(PART)
    for name in ("attributionId", "kind"):
        types.create_feature(part, name, _STRING)
    attribution = types.create_type(ATTRIBUTION)
    for name in FIXED:
        types.create_feature(attribution, name, _STRING)
    types.create_feature(attribution, FLAGGED, "uima.cas.Boolean")
    for name in (ALIASES, DERIVED):
        types.create_feature(attribution, name, _STRINGS)
    for key, name in features.names.items():
        types.create_feature(attribution, name, _STRINGS if features.holds_list(key) else _STRING)
    targets = {name: (link, PART) for name, link in SLOTS.items()}
    for name, (link, target) in {**targets, REPORTED_BY: (REPORTED_BY_LINK, ATTRIBUTION)}.items():
        of_link = types.create_type(link, "uima.cas.TOP")
        types.create_feature(of_link, "role", _STRING)
        types.create_feature(of_link, "target", target)
        types.create_feature(attribution, name, _LINKS, elementType=link)
    return types
