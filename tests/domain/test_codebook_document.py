from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from annotator.domain.codebook import Codebook, Colour, Glyph, Scope
from annotator.domain.codebook_document import codebook_from_document, codebook_to_document
from annotator.domain.errors import CodebookError
from annotator.domain.text.spans import SpanRole
from tests.domain.samples import codebook, codebook_document

SHIPPED = Path(__file__).parents[2] / "resources" / "codebooks"
KEYS = ("favor-against-none", "taliban-cooperation", "taliban-cooperation-detailed")


def shipped(key: str) -> Codebook:
    return codebook_from_document(yaml.safe_load((SHIPPED / f"{key}.yaml").read_text("utf-8")))


def test_reads_what_the_document_says() -> None:
    book = codebook()
    assert (book.ref, book.language) == ("harbour-deal@2", "en")
    assert [one.key for one in book.of_scope(Scope.ARTICLE)] == ["relevance"]
    assert book.primary.key == "stance"
    assert book.secondary is not None
    assert book.secondary.key == "confidence"
    supports, opposes, unclear = book.primary.values
    assert (supports.colour, opposes.glyph) == (Colour.BLUE, Glyph.TRIANGLE_DOWN)
    assert (unclear.positive_examples, unclear.negative_examples) == (("Who knows?",), ("Never.",))
    condition = book.for_span_role(SpanRole.CONDITION)
    assert condition is not None
    assert condition.key == "conditional"
    assert [one.key for one in book.derived()] == ["type"]


def test_shown_when_follows_the_other_value() -> None:
    kind = codebook().attribute("condition_kind")
    assert kind is not None
    assert kind.shown({"conditional": True})
    assert not kind.shown({"conditional": False})
    assert not kind.shown({})


def test_round_trip() -> None:
    book = codebook()
    assert codebook_from_document(codebook_to_document(book)) == book


@pytest.mark.parametrize("key", KEYS)
def test_shipped_codebooks_round_trip(key: str) -> None:
    book = shipped(key)
    assert book.key == key
    text = yaml.safe_dump(codebook_to_document(book), allow_unicode=True, sort_keys=False)
    assert codebook_from_document(yaml.safe_load(text)) == book


@pytest.mark.parametrize("key", KEYS)
def test_shipped_codebooks_can_be_worked_with(key: str) -> None:
    book = shipped(key)
    assert book.primary.required
    assert all(value.shortcut and value.glyph and value.colour for value in book.primary.values)
    assert len({value.colour for value in book.primary.values}) == len(book.primary.values)
    assert book.cannot_code
    assert all(value.definition for one in book.attributes for value in one.values)


def test_no_codebook_file_is_left_out_of_these_tests() -> None:
    assert sorted(path.stem for path in SHIPPED.glob("*.yaml")) == sorted(KEYS)


def attribute(document: dict[str, Any], key: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in document["attributes"] if one["key"] == key)
    return found


Change = Callable[[dict[str, Any]], object]

BROKEN: dict[str, tuple[Change, str, str]] = {
    "unknown key": (lambda d: d.update(colour="red"), "codebook", "unknown key: colour"),
    "no label": (lambda d: d.pop("label"), "codebook", "label"),
    "blank target": (lambda d: d.update(target=" "), "codebook", "target"),
    "key in capitals": (lambda d: d.update(key="Harbour"), "codebook", "key"),
    "key with a space": (
        lambda d: attribute(d, "stance").update(key="my stance"),
        "my stance",
        "key",
    ),
    "version 0": (lambda d: d.update(version=0), "codebook", "version"),
    "version true": (lambda d: d.update(version=True), "codebook", "version"),
    "version as text": (lambda d: d.update(version="1"), "codebook", "version"),
    "attributes no list": (lambda d: d.update(attributes={"a": 1}), "codebook", "list"),
    "attribute no mapping": (lambda d: d["attributes"].append("stance"), "?", "mapping"),
    "unknown kind": (
        lambda d: attribute(d, "parts").update(kind="number"),
        "parts",
        "kind must be",
    ),
    "no kind": (lambda d: attribute(d, "parts").pop("kind"), "parts", "kind must be"),
    "unknown scope": (lambda d: attribute(d, "remark").update(scope="world"), "remark", "scope"),
    "required as text": (
        lambda d: attribute(d, "remark").update(required="no"),
        "remark",
        "required",
    ),
    "no primary": (lambda d: attribute(d, "stance").pop("rank"), "codebook", "primary"),
    "two primary": (
        lambda d: attribute(d, "confidence").update(rank="primary"),
        "codebook",
        "primary",
    ),
    "two secondary": (
        lambda d: attribute(d, "condition_kind").update(rank="secondary"),
        "codebook",
        "secondary",
    ),
    "primary about articles": (
        lambda d: attribute(d, "stance").update(scope="article"),
        "stance",
        "ranked",
    ),
    "key twice": (lambda d: attribute(d, "remark").update(key="parts"), "codebook", "twice: parts"),
    "value twice": (
        lambda d: attribute(d, "stance")["values"][0].update(key="unclear"),
        "stance",
        "twice: unclear",
    ),
    "reason twice": (
        lambda d: d["cannot_code"].append({"key": "text_broken", "label": "x"}),
        "codebook",
        "twice: text_broken",
    ),
    "one value only": (lambda d: attribute(d, "parts")["values"].pop(), "parts", "two values"),
    "text with values": (
        lambda d: attribute(d, "remark").update(values=[{"key": "a", "label": "A"}]),
        "remark",
        "no values",
    ),
    "order of a stranger": (
        lambda d: attribute(d, "stance").update(order=["opposes", "likes"]),
        "stance",
        "order",
    ),
    "ordinal without order": (lambda d: attribute(d, "stance").pop("order"), "stance", "order"),
    "order of a nominal": (
        lambda d: attribute(d, "parts").update(order=["quay", "rail"]),
        "parts",
        "order",
    ),
    "derived from the moon": (
        lambda d: attribute(d, "type").update(derived_from="moon"),
        "type",
        "derived_from",
    ),
    "derived with other values": (
        lambda d: attribute(d, "type")["values"].pop(),
        "type",
        "direct, indirect, mixed",
    ),
    "shown when a stranger": (
        lambda d: attribute(d, "condition_kind")["shown_when"].update(attribute="moon"),
        "condition_kind",
        "shown_when",
    ),
    "shown when itself": (
        lambda d: attribute(d, "condition_kind")["shown_when"].update(attribute="condition_kind"),
        "condition_kind",
        "shown_when",
    ),
    "shown when of the other scope": (
        lambda d: attribute(d, "condition_kind").update(
            shown_when={"attribute": "relevance", "values": ["yes"]}
        ),
        "condition_kind",
        "shown_when",
    ),
    "shown when an unknown value": (
        lambda d: attribute(d, "condition_kind")["shown_when"].update(values=["perhaps"]),
        "condition_kind",
        "shown_when",
    ),
    "shown when nothing": (
        lambda d: attribute(d, "condition_kind")["shown_when"].update(values=[]),
        "condition_kind",
        "shown_when",
    ),
    "value with an unknown key": (
        lambda d: attribute(d, "stance")["values"][1].update(color="red"),
        "stance/opposes",
        "unknown key: color",
    ),
    "value with an unknown colour": (
        lambda d: attribute(d, "stance")["values"][1].update(colour="pink"),
        "stance/opposes",
        "colour",
    ),
    "examples as a list": (
        lambda d: attribute(d, "stance")["values"][1].update(examples=["No."]),
        "stance/opposes",
        "mapping",
    ),
    "examples of an unknown sort": (
        lambda d: attribute(d, "stance")["values"][2]["examples"].update(other=["?"]),
        "stance/unclear",
        "unknown key: other",
    ),
    "reason without label": (lambda d: d["cannot_code"][0].pop("label"), "cannot_code", "label"),
    "shown when in a circle": (
        lambda d: attribute(d, "conditional").update(
            shown_when={"attribute": "condition_kind", "values": ["money"]}
        ),
        "conditional",
        "shown_when",
    ),
    "no list but nothing": (lambda d: d.update(cannot_code=False), "codebook", "list"),
    "empty condition": (
        lambda d: attribute(d, "remark").update(shown_when={}),
        "remark",
        "attribute must be text",
    ),
    "empty rank": (lambda d: attribute(d, "remark").update(rank=""), "remark", "rank must be"),
    "example with a colon and no marks": (
        lambda d: attribute(d, "stance")["values"][2].update(
            examples={"positive": [{"Valmont said": "never"}]}
        ),
        "stance/unclear",
        "positive must be a list of texts",
    ),
    "attribute shortcut twice": (
        lambda d: [attribute(d, key).update(shortcut="R") for key in ("remark", "parts")],
        "codebook",
        "shortcut",
    ),
    "value key as a number": (
        lambda d: attribute(d, "stance")["values"][2].update(key=3),
        "stance/3",
        "key",
    ),
    "shortcut as a number": (
        lambda d: attribute(d, "stance")["values"][2].update(shortcut=5),
        "stance/unclear",
        "shortcut",
    ),
    "shortcut twice": (
        lambda d: attribute(d, "stance")["values"][2].update(shortcut="1"),
        "stance",
        "shortcut",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_documents_are_refused_with_where_and_what(name: str) -> None:
    change, where, what = BROKEN[name]
    document = codebook_document()
    change(document)
    with pytest.raises(CodebookError) as caught:
        codebook_from_document(document)
    assert caught.value.code == "codebook_invalid"
    assert caught.value.fields["where"] == where
    assert what in str(caught.value.fields["what"])


@pytest.mark.parametrize("document", [None, [], "codebook", 3])
def test_what_is_no_mapping_is_refused(document: Any) -> None:
    with pytest.raises(CodebookError):
        codebook_from_document(document)
