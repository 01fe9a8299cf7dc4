"""UIMA CASes, read by cassis and, in UTF-16 units, straight from the XML and JSON."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from cassis import load_cas_from_json, load_cas_from_xmi, load_typesystem
from hypothesis import given, settings
from lxml import etree

from annotator.domain.errors import FormatError
from annotator.formats.identity import identified
from annotator.formats.interfaces import Loss, TextMode, WriteOptions
from annotator.formats.records import AppearanceRecord, ArticleRecord, ProjectRecord, plain_article
from annotator.formats.uima_cas import UimaJson, UimaXmi
from tests.domain.samples import codebook
from tests.formats.standoff_samples import NOTE, PROJECT, TEXT, hostile_article, plain
from tests.formats.strategies import article_records

FULL = WriteOptions()
ATTRIBUTION = "webanno.custom.Attribution"
DKPRO = "de.tudarmstadt.ukp.dkpro.core.api."


@pytest.fixture(params=[UimaXmi(), UimaJson()], ids=["xmi", "json"])
def form(request: pytest.FixtureRequest) -> UimaXmi:
    found = request.param
    assert isinstance(found, UimaXmi)
    return found


def written(folder: Path, form: UimaXmi, *articles: ArticleRecord) -> Path:
    form.write(folder, PROJECT, articles, FULL)
    return folder


def cas_of(folder: Path, form: UimaXmi, name: str, article: ArticleRecord) -> Any:
    path = folder / name / f"{article.id}{form.file_ending}"
    with path.open("rb") as file:
        if form.name == "uima-json":
            return load_cas_from_json(file)
        return load_cas_from_xmi(file, load_typesystem(folder / "TypeSystem.xml"))


def targets(one: Any, slot: str) -> list[str]:
    return [link.target.get_covered_text() for link in one[slot].elements] if one[slot] else []


def test_what_cassis_reads(tmp_path: Path, form: UimaXmi) -> None:
    article = hostile_article()
    folder = written(tmp_path / "out", form, article, plain())
    cas = cas_of(folder, form, "mira_sorel", article)
    xml = form.name == "uima-xmi"
    assert cas.sofa_string == (TEXT.replace("\ufffe", "\ufffd") if xml else TEXT)
    by_stance = {one.stance: one for one in cas.select(ATTRIBUTION)}
    one, carried = by_stance["supports"], by_stance["opposes"]
    assert one.get_covered_text() == "We\u00a0will,\u2028if they\topen\nthe road"
    assert targets(one, "content") == ["sign 𝒜"]
    assert targets(one, "source") == ["cafe\u0301 owner Zoë"]
    assert targets(one, "condition") == ["if they\topen\nthe road"]
    assert [link.target for link in carried.reportedBy.elements] == [one]
    assert (one.conditional, carried.conditional) == ("true", "false")
    assert one.parts.elements == ["quay", "rail"]
    assert one.attribute_type == "direct"
    assert one.note == (NOTE.replace("\x07", "\ufffd") if xml else NOTE)
    assert (one.speaker, one.country, one.flagged) == ("Zoë\nSand", "Vestmark", True)
    assert json.loads(one.otherValues) == {"unheard_of": "x y"}
    assert json.loads(one.softLabels)["stance"]["opposes"] == 0.5
    assert [zone.get_covered_text() for zone in cas.select("webanno.custom.Zone")] == ["The quay"]


def test_what_inception_needs(tmp_path: Path, form: UimaXmi) -> None:
    article = hostile_article()
    folder = written(tmp_path / "out", form, article)
    cas = cas_of(folder, form, "nobody", article)
    [meta] = cas.select(f"{DKPRO}metadata.type.DocumentMetaData")
    assert (meta.documentId, meta.documentTitle, meta.language) == (
        str(article.id),
        "A & B <i>",
        "en-GB",
    )
    assert (meta.begin, meta.end) == (0, len(TEXT))
    sentences = list(cas.select(f"{DKPRO}segmentation.type.Sentence"))
    tokens = list(cas.select(f"{DKPRO}segmentation.type.Token"))
    assert all(one.end <= two.begin for one, two in pairwise(sentences))
    for token in tokens:
        assert token.end > token.begin
        assert sum(one.begin <= token.begin and token.end <= one.end for one in sentences) == 1
    fields = {one.key: one.value for one in cas.select(f"{DKPRO}metadata.type.MetaDataStringField")}
    assert fields["state"] == "cannot_code"
    assert fields["annotator"] == "Nobody"
    types = load_typesystem(folder / "TypeSystem.xml")
    layers = [one for one in types.get_types() if one.name.startswith("webanno.custom.")]
    links = {one.name for one in layers if one.supertype.name == "uima.cas.TOP"}
    assert links == {
        f"{ATTRIBUTION}{name}Link"
        for name in ("Content", "Source", "Cue", "Condition", "ReportedBy")
    }
    for layer in layers:
        if layer.name in links:
            assert [one.name for one in layer.features] == ["role", "target"]
            continue
        assert layer.supertype.name == "uima.tcas.Annotation"
        for one in layer.features:
            kind = one.rangeType.name
            assert kind in ("uima.cas.String", "uima.cas.Boolean", "uima.cas.StringArray") or (
                kind == "uima.cas.FSArray" and one.elementType.name in links
            )


def raw_spans(path: Path) -> Iterator[tuple[bytes, int, int]]:
    if path.suffix == ".json":
        structures = json.loads(path.read_bytes())["%FEATURE_STRUCTURES"]
        text = next(one["sofaString"] for one in structures if "sofaString" in one)
        found = [one for one in structures if one["%TYPE"].startswith(ATTRIBUTION)]
    else:
        root = etree.parse(path).getroot()
        text = root.find("{http:///uima/cas.ecore}Sofa").get("sofaString")
        found = [one.attrib for one in root if "Attribution" in one.tag]
    for one in found:
        if "begin" in one:
            yield text.encode("utf-16-le"), int(one["begin"]), int(one["end"])


def test_offsets_are_utf_16(tmp_path: Path, form: UimaXmi) -> None:
    article = hostile_article()
    folder = written(tmp_path / "out", form, article)
    spans = list(raw_spans(folder / "annotator" / f"{article.id}{form.file_ending}"))
    words = [units[2 * begin : 2 * end].decode("utf-16-le") for units, begin, end in spans]
    assert sorted(words) == sorted(["لن نتعاون", "\u200fزهرا حلیمی"])
    begins = [TEXT.index(one) + 2 for one in words]  # two astral characters stand before them
    assert [begin for _, begin, _ in spans] == begins


def test_characters_that_xml_forbids(tmp_path: Path) -> None:
    article = hostile_article()
    report = UimaXmi().write(tmp_path / "xmi", PROJECT, [article], FULL)
    assert report.losses == (Loss("character_replaced", 4 + 1),), "four CASes, and one note"
    assert UimaJson().write(tmp_path / "json", PROJECT, [article], FULL).losses == ()
    assert UimaXmi().verify(tmp_path / "xmi", PROJECT, [article], FULL).problems == ()
    clean = identified(plain_article("a\x85\u2028\t\n😀", AppearanceRecord()))
    assert UimaXmi().write(tmp_path / "clean", PROJECT, [clean], FULL).losses == ()
    cas = cas_of(tmp_path / "clean", UimaXmi(), "texts", clean)
    assert cas.sofa_string == "a\x85\u2028\t\n😀"


@pytest.mark.parametrize("key", ["note", "self", "class", "begin", "2nd", "a-b"])
def test_keys_that_are_no_names(tmp_path: Path, form: UimaXmi, key: str) -> None:
    book = codebook()
    attributes = [replace(one, key=key) if one.key == "remark" else one for one in book.attributes]
    project = ProjectRecord(codebooks=(replace(book, attributes=tuple(attributes)),))
    article = hostile_article()
    coded = [replace(one, values={**one.values, key: "here"}) for one in article.attributions]
    article = replace(article, attributions=tuple(coded))
    form.write(tmp_path / "out", project, [article], FULL)
    assert form.verify(tmp_path / "out", project, [article], FULL).problems == ()
    cas = cas_of(tmp_path / "out", form, "gold", article)
    [one] = cas.select(ATTRIBUTION)
    name = "a_b" if key == "a-b" else f"attribute_{key}"
    assert one[name] == "here"


@settings(max_examples=25)
@given(article=article_records())
def test_any_article_is_read_back(tmp_path_factory: Any, article: ArticleRecord) -> None:
    for form in (UimaXmi(), UimaJson()):
        folder = tmp_path_factory.mktemp("uima") / "out"
        report = form.write(folder, PROJECT, [article, plain()], FULL)
        seen = form.verify(folder, PROJECT, [article, plain()], FULL)
        assert seen.problems == ()
        assert seen.rows == report.rows == len(article.attributions)
        held = {}
        for path in folder.glob(f"*/{article.id}*"):
            cas = cas_of(folder, form, path.parent.name, article)
            held |= {one.attributionId: one for one in cas.select(ATTRIBUTION)}
        assert set(held) == {str(one.id) for one in article.attributions}
        if form.name == "uima-json":
            for one in article.attributions:
                assert (held[str(one.id)].note or "") == one.note
                content = [span.quote for span in one.spans if span.role == "content"]
                found = held[str(one.id)]
                assert [found.get_covered_text(), *targets(found, "content")] == content


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("supports", "opposes"),
        ("sign ", "sing "),
        ('begin="14"', 'begin="15"'),
        ("Vestmark", "Westmark"),
        ("done", "to_do"),
        ("</xmi:XMI>", ""),
        ('role="source" target', 'role="source" tarjet'),
    ],
)
def test_damage_to_xmi_is_found(tmp_path: Path, ours: str, theirs: str) -> None:
    check_damage(tmp_path, UimaXmi(), ours, theirs)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("supports", "opposes"),
        ("sign ", "sing "),
        ('"begin": 14', '"begin": 15'),
        ("Vestmark", "Westmark"),
        ("%VIEWS", "%WIEVS"),
        ('"quay"', '"bay"'),
    ],
)
def test_damage_to_json_is_found(tmp_path: Path, ours: str, theirs: str) -> None:
    check_damage(tmp_path, UimaJson(), ours, theirs)


def check_damage(tmp_path: Path, form: UimaXmi, ours: str, theirs: str) -> None:
    article = hostile_article()
    folder = written(tmp_path / "out", form, article)
    path = folder / "mira_sorel" / f"{article.id}{form.file_ending}"
    data = path.read_text("utf-8")
    assert ours in data
    path.write_text(data.replace(ours, theirs, 1), "utf-8")
    assert form.verify(folder, PROJECT, [article], FULL).problems


def test_missing_files_are_found(tmp_path: Path, form: UimaXmi) -> None:
    article = hostile_article()
    folder = written(tmp_path / "out", form, article)
    (folder / "gold" / f"{article.id}{form.file_ending}").unlink()
    problems = form.verify(folder, PROJECT, [article, plain()], FULL).problems
    assert [one.code for one in problems] == ["not_found", "line_missing"]
    (folder / "documents.jsonl").unlink()
    problems = form.verify(folder, PROJECT, [article], FULL).problems
    assert [one.code for one in problems] == ["read_failed"]
    (folder / "TypeSystem.xml").write_text("<nothing", "utf-8")
    problems = form.verify(folder, PROJECT, [article], FULL).problems
    assert [one.code for one in problems] == ["read_failed"]


@pytest.mark.parametrize("mode", [TextMode.NONE, TextMode.QUOTES])
def test_it_needs_the_text(tmp_path: Path, form: UimaXmi, mode: TextMode) -> None:
    with pytest.raises(FormatError) as raised:
        form.write(tmp_path / "out", PROJECT, [hostile_article()], WriteOptions(mode))
    assert raised.value.code == "text_needed"
    assert not (tmp_path / "out").exists()
