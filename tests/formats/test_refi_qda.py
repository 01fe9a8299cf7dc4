"""REFI-QDA projects: by the published schema, and read with another parser than the program's."""

import json
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from lxml import etree

from annotator.domain.errors import FormatError
from annotator.formats.identity import identified
from annotator.formats.interfaces import Loss, TextMode, WriteOptions
from annotator.formats.records import ArticleRecord, ProjectRecord, SpeakerRecord
from annotator.formats.refi_qda import RefiQda
from annotator.formats.registry import export_format
from tests.formats.standoff_samples import NOTE, PROJECT, TEXT, hostile_article, plain
from tests.formats.strategies import article_records, projects

FULL = WriteOptions()
Q = {"q": "urn:QDA-XML:project:1.0"}
SCHEMA = Path(__file__).parents[3] / "shared" / "data" / "refi-qda" / "Project.xsd"


def written(tmp_path: Path, *articles: ArticleRecord) -> Path:
    path = tmp_path / "out.qdpx"
    RefiQda().write(path, PROJECT, articles, FULL)
    return path


def opened(path: Path) -> tuple[Any, dict[str, str]]:
    """Return the project and the texts by the path under which the project knows them."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        project = etree.fromstring(archive.read("project.qde"))
        texts = {
            name.replace("sources/", "internal://"): archive.read(name).decode("utf-8")
            for name in archive.namelist()
            if name != "project.qde"
        }
    guids = Counter(one.get("guid") for one in project.iter() if one.get("guid"))
    assert set(guids.values()) <= {1}
    targets = {one.get("targetGUID") for one in project.iter() if one.get("targetGUID")}
    assert targets <= guids.keys()
    return project, texts


def schema() -> Any:
    if not SCHEMA.exists():
        pytest.skip("The published schema Project.xsd is not here: nothing to validate against.")
    return etree.XMLSchema(etree.parse(SCHEMA))


def selected(project: Any, texts: dict[str, str], code: str) -> list[str]:
    """Return the words that are coded with a code, looked up in the text files."""
    [guid] = project.xpath("//q:Code[@name=$name]/@guid", name=code, namespaces=Q)
    found = []
    for source in project.iterfind(".//q:TextSource", Q):
        text = texts[source.get("plainTextPath")]
        for one in source.iterfind("q:PlainTextSelection", Q):
            if guid in one.xpath("q:Coding/q:CodeRef/@targetGUID", namespaces=Q):
                found.append(text[int(one.get("startPosition")) : int(one.get("endPosition"))])
    return found


def test_codings_by_code_and_user(tmp_path: Path) -> None:
    project, texts = opened(written(tmp_path, hostile_article(), plain()))
    assert sorted(texts.values()) == sorted([TEXT, plain().text])
    content = ["We\u00a0will,\u2028if they\topen\nthe road", "sign 𝒜"]
    assert selected(project, texts, "Supports") == content
    assert sorted(selected(project, texts, "Opposes")) == ["they\topen", "لن نتعاون"]
    assert selected(project, texts, "Conditional: Yes") == content
    assert selected(project, texts, "Quay") == content
    assert selected(project, texts, "Flagged") == content
    assert sorted(selected(project, texts, "Cue")) == ["said", "said"]
    users = {one.get("guid"): one.get("name") for one in project.iterfind(".//q:User", Q)}
    assert sorted(users.values()) == sorted(["Gold", "Mira Sorel", "Nobody", "زهرا حلیمی"])
    persian = project.xpath("//q:PlainTextSelection[@name='لن نتعاون']", namespaces=Q)
    assert {users[one.get("creatingUser")] for one in persian} == {"زهرا حلیمی"}


def test_fragments_and_parts_are_linked_to_the_first(tmp_path: Path) -> None:
    project, _ = opened(written(tmp_path, hostile_article()))
    names = {
        one.get("guid"): one.get("name") for one in project.iterfind(".//q:PlainTextSelection", Q)
    }
    links = {
        (names[one.get("originGUID")], one.get("name"), names[one.get("targetGUID")])
        for one in project.iterfind(".//q:Link", Q)
    }
    first = "We will, if they open the road"
    assert links == {
        (first, "continues", "sign 𝒜"),
        (first, "source", "cafe\u0301 owner Zoë"),
        (first, "cue", "said"),
        (first, "condition", "if they open the road"),
        ("they open", "source", "owner Zoë"),
        ("they open", "cue", "said"),
        ("they open", "reported by", first),
        ("لن نتعاون", "source", "\u200fزهرا حلیمی"),
        ("; \ufffd en", "source", "uay 😀"),
    }


def test_notes_cases_variables_and_the_record(tmp_path: Path) -> None:
    project, _ = opened(written(tmp_path, hostile_article()))
    [note] = project.iterfind(".//q:Note", Q)
    assert note.findtext("q:PlainTextContent", None, Q) == NOTE.replace("\x07", "\ufffd")
    [case] = project.iterfind(".//q:Case", Q)
    assert case.get("name") == "Zoë\nSand"
    assert len(case.findall("q:SelectionRef", Q)) == 2
    variables = {one.get("guid"): one.get("name") for one in project.iterfind(".//q:Variable", Q)}

    def values(element: Any) -> dict[str, str]:
        return {
            variables[one[0].get("targetGUID")]: one[1].text
            for one in element.iterfind("q:VariableValue", Q)
        }

    assert values(case)["speaker_country"] == "Vestmark"
    source = project.find(".//q:TextSource", Q)
    assert source.get("name") == "A & B <i>"
    assert values(source)["article_url"] == "https://a.test/?b&c"
    records = [
        json.loads(one.text) for one in project.iterfind(".//q:PlainTextSelection/q:Description", Q)
    ]
    assert len(records) == 4
    mira = next(one for one in records if one.get("note"))
    assert mira["note"] == NOTE, "as it was written"
    assert mira["values"]["unheard_of"] == "x y"
    [coding] = source.findall("q:Coding", Q)
    [code] = project.xpath("//q:Code[@guid=$guid]", guid=coding[0].get("targetGUID"), namespaces=Q)
    assert (code.getparent().get("name"), code.get("name")) == ("Relevance", "Yes")


def test_it_is_valid_by_the_published_schema(tmp_path: Path) -> None:
    held = schema()
    held.assertValid(opened(written(tmp_path, hostile_article(), plain()))[0])
    held.assertValid(opened(written(tmp_path))[0])


def test_replaced_characters_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "out.qdpx"
    article = hostile_article()
    speaker = SpeakerRecord(id=article.id, name="A\x00\ufffeB")
    article = replace(
        article, attributions=(replace(article.attributions[1], speaker=speaker, note=""),)
    )
    report = RefiQda().write(path, PROJECT, (article,), FULL)
    assert report.losses == (Loss("character_replaced", 2),)
    project, _ = opened(path)
    assert project.find(".//q:Case", Q).get("name") == "A\ufffd\ufffdB"


@pytest.mark.parametrize("mode", [TextMode.QUOTES, TextMode.NONE])
def test_it_cannot_do_without_the_text(tmp_path: Path, mode: TextMode) -> None:
    with pytest.raises(FormatError) as raised:
        RefiQda().write(tmp_path / "out.qdpx", PROJECT, (), WriteOptions(text=mode))
    assert raised.value.code == "text_needed"
    assert not (tmp_path / "out.qdpx").exists()


def test_reading_back_finds_it_right_and_the_same_gives_the_same(tmp_path: Path) -> None:
    articles = (hostile_article(), plain())
    form = export_format("refi-qda")
    path = tmp_path / "out.qdpx"
    report = form.write(path, PROJECT, articles, FULL)
    assert (report.articles, report.rows) == (2, 4)
    checked = form.verify(path, PROJECT, articles, FULL)
    assert checked.problems == ()
    assert (checked.rows, checked.spans) == (4, 12)
    before = path.read_bytes()
    form.write(path, PROJECT, articles, FULL)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('startPosition="', 'startPosition="1'),
        ('endPosition="', 'endPosition="1'),
        ('name="sign 𝒜"', 'name="sign A"'),
        ('name="Mira Sorel"', 'name="Mira"'),
        ('name="Supports"', 'name="Support"'),
        ('name="continues"', 'name="cue"'),
        ("<SelectionRef", "<SelectionReference"),
        ('name="Zoë', 'name="Zoe'),
        ("<TextValue>Vestmark", "<TextValue>Vest"),
        ("<PlainTextContent>=", "<PlainTextContent>"),
        ("<TextValue>Eastgate Wire", "<TextValue>Eastgate"),
        ("&quot;flagged&quot;:true", "&quot;flagged&quot;:false"),
        ("</Project>", ""),
        ("</TextSource>\n", "</TextSource><TextSource/>\n"),
    ],
)
def test_damage_is_found(tmp_path: Path, old: str, new: str) -> None:
    articles = (hostile_article(), plain())
    path = written(tmp_path, *articles)
    _changed(path, "project.qde", old, new)
    assert RefiQda().verify(path, PROJECT, articles, FULL).problems


def _changed(path: Path, name: str, old: str, new: str) -> None:
    with zipfile.ZipFile(path) as archive:
        held = {one: archive.read(one).decode("utf-8") for one in archive.namelist()}
    assert old in held[name]
    held[name] = held[name].replace(old, new, 1)
    with zipfile.ZipFile(path, "w") as archive:
        for one, words in held.items():
            archive.writestr(one, words)


def test_other_damage_is_found(tmp_path: Path) -> None:
    articles = (hostile_article(), plain())
    path = written(tmp_path, *articles)
    for others in (articles[:1], (*articles, plain()), articles[::-1]):
        assert RefiQda().verify(path, PROJECT, others, FULL).problems
    _changed(path, f"sources/{articles[0].id}.txt", "quay", "key")
    assert RefiQda().verify(path, PROJECT, articles, FULL).problems
    path.write_bytes(path.read_bytes()[:-30])
    assert RefiQda().verify(path, PROJECT, articles, FULL).problems


@given(article=article_records(), project=projects)
def test_whatever_storage_holds(
    tmp_path_factory: pytest.TempPathFactory, article: ArticleRecord, project: ProjectRecord
) -> None:
    path = tmp_path_factory.mktemp("refi") / "out.qdpx"
    article = identified(article)
    RefiQda().write(path, project, [article], FULL)
    found, _ = opened(path)
    if SCHEMA.exists():
        schema().assertValid(found)
    assert RefiQda().verify(path, project, [article], FULL).problems == ()
