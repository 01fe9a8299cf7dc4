"""The report, read by another parser: words, marks, entries, nothing that runs or is fetched."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from lxml import html as parsing

from annotator.domain.errors import FormatError
from annotator.domain.identifiers import derived_id
from annotator.formats.html_report import HtmlReport
from annotator.formats.identity import identified
from annotator.formats.interfaces import Loss, TextMode, WriteOptions
from annotator.formats.records import ArticleRecord, ProjectRecord
from annotator.formats.registry import export_format
from tests.formats.standoff_samples import NOTE, PROJECT, hostile_article, plain
from tests.formats.strategies import article_records, projects

FULL = WriteOptions()
NAMED = replace(PROJECT, name="Harbour <script>alert(1)</script> & talks")


def written(tmp_path: Path, *articles: ArticleRecord, options: WriteOptions = FULL) -> Path:
    path = tmp_path / "out.html"
    HtmlReport().write(path, NAMED, articles, options)
    return path


def opened(path: Path) -> parsing.HtmlElement:
    return parsing.document_fromstring(path.read_text("utf-8"))


def marked(page: parsing.HtmlElement, token: str) -> str:
    """Return all words that carry a mark."""
    spans = page.xpath(
        "//p[@class='t']/span[contains(concat(' ', @data-m, ' '), $token)]", token=f" {token} "
    )
    return "".join(one.text_content() for one in spans)


def test_words_are_marked_where_they_stand(tmp_path: Path) -> None:
    page = opened(written(tmp_path, hostile_article(), plain()))
    first = page.get_element_by_id("a1-n1")
    entries = {
        one.get("id"): " ".join(one.text_content().split())
        for one in page.xpath("//ul[@class='margin']/li")
    }
    assert len(entries) == 4
    number = next(key for key, one in entries.items() if "Zoë" in one).partition("-n")[2]
    assert marked(page, f"{number}c") == "We\u00a0will,\u2028if they\topenthe roadsign 𝒜"
    assert marked(page, f"{number}s") == "cafe\u0301 owner Zoë"
    assert marked(page, f"{number}k") == "if they\topenthe road"
    entry = entries[f"a1-n{number}"]
    for words in ("Supports", "Mira Sorel", "Conditional: Yes", "Parts: Quay, Rail", "50%"):
        assert words in entry
    assert "unheard_of: x y" in entry
    assert first.getparent().getnext().get("class") == "t", "beside its line"
    assert page.xpath("//li//*[@class='note']")[0].text_content() == NOTE


def test_two_values_on_one_word_are_mixed(tmp_path: Path) -> None:
    page = opened(written(tmp_path, hostile_article()))
    kinds = {
        one.text_content(): one.get("class") for one in page.xpath("//p[@class='t']/span[@data-m]")
    }
    assert kinds["they\topen"] == "c f-mixed condition"
    assert kinds["sign 𝒜"] == "c f-blue"


def test_every_line_goes_its_own_way_and_zones_are_grey(tmp_path: Path) -> None:
    page = opened(written(tmp_path, hostile_article()))
    lines = page.xpath("//p[@class='t']")
    assert {one.get("dir") for one in lines} == {"auto"}
    assert {one.get("lang") for one in lines} == {"en-GB"}
    assert "".join(page.xpath("//span[@class='zone']//text()")) == "The quay"


def test_counts_are_those_of_the_records(tmp_path: Path) -> None:
    page = opened(written(tmp_path, hostile_article(), plain()))
    counts = page.get_element_by_id("counts")
    table = counts.xpath(".//h3[text()='Stance']/following-sibling::div[1]/table")[0]
    heads = [one.text_content() for one in table.xpath("./thead//th")]
    rows = {
        row[0].text_content(): dict(
            zip(heads, [one.text_content() for one in row[1:]], strict=True)
        )
        for row in table.xpath("./tbody/tr")
    }
    opposes = next(row for name, row in rows.items() if name.endswith("Opposes"))
    assert opposes == {"Mira Sorel": "1", "Nobody": "0", "زهرا حلیمی": "1", "Gold": "0"}
    assert page.xpath("//header[1]/p[@class='soft'][1]")[0].text == "2 articles · 4 attributions"


class _Hazards(HTMLParser):
    """Collects what could run or be fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        fetched = tag in ("script", "img", "link", "iframe", "object", "embed", "base", "form")
        named = [key for key, value in attrs if key.startswith("on") or key in ("src", "style")]
        outside = [
            value for key, value in attrs if key == "href" and not str(value).startswith("#")
        ]
        self.found += [tag] * fetched + named + [str(one) for one in outside]


def test_nothing_runs_and_nothing_is_fetched(tmp_path: Path) -> None:
    path = written(tmp_path, hostile_article())
    hazards = _Hazards()
    hazards.feed(path.read_text("utf-8"))
    assert hazards.found == []
    page = opened(path)
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv]/@content")[0]
    assert "url(" not in page.findtext(".//style")
    assert page.findtext(".//h1") == NAMED.name
    assert len(re.findall("<h1", path.read_text("utf-8"))) == 1


def test_contents_say_of_what_the_number_is_and_the_counts_are_one_click_away(
    tmp_path: Path,
) -> None:
    page = opened(written(tmp_path, hostile_article(), plain()))
    lines = [one.text_content() for one in page.xpath("//nav//li//*[@class='soft']")]
    assert lines == ["4 attributions", "0 attributions"]
    links = page.xpath("//body/header//a[@href='#counts']")
    assert len(links) == 1


def test_the_title_stands_once(tmp_path: Path) -> None:
    article = hostile_article()
    titles = opened(written(tmp_path, article)).xpath("//section[@class='article']//h2/text()")
    assert len(titles) == 1
    headed = replace(article, appearances=(replace(article.appearances[0], title="The quay 😀"),))
    assert headed.text.startswith("The quay 😀\n")
    path = written(tmp_path, headed)
    page = opened(path)
    assert page.xpath("//section[@class='article']//h2") == []
    heads = page.xpath("//p[@role='heading']")
    assert [one.text_content() for one in heads] == ["The quay 😀"]
    assert page.text_content().count("The quay 😀\n") == 1
    assert HtmlReport().verify(path, NAMED, (headed,), FULL).problems == ()


def test_shares_say_whose_they_are(tmp_path: Path) -> None:
    article = hostile_article()
    first = article.attributions[0]
    soft = {
        "condition": {"true": 0.75, "no_value": 0.25},
        "stance": {"opposes": 0.5, "not_marked": 0.5},
    }
    article = replace(article, attributions=(replace(first, soft=soft, reported_by=None),), sets=())
    page = opened(written(tmp_path, article))
    words = page.xpath("//*[contains(@class, 'soft-labels')]")[0].text_content()
    assert words.startswith("Coders: Opposes 50%, not marked 50% · ")
    assert words.endswith("75%, no value 25%")


def test_many_entries_stand_below_their_line_in_columns(tmp_path: Path) -> None:
    article = hostile_article()
    few = replace(article, attributions=article.attributions[:1], text=article.text + "word " * 900)
    assert "crowded" not in _layout(tmp_path, few)
    first = article.attributions[0]
    many = (replace(first, id=derived_id(str(n)), reported_by=None) for n in range(12))
    assert "crowded" in _layout(tmp_path, replace(article, attributions=tuple(many), sets=()))


def _layout(tmp_path: Path, article: ArticleRecord) -> str:
    return opened(written(tmp_path, article)).xpath("//section/div/@class")[0]


def test_links_lead_somewhere_and_identifiers_stand_once(tmp_path: Path) -> None:
    page = opened(written(tmp_path, hostile_article(), plain()))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {one.removeprefix("#") for one in page.xpath("//@href")} <= set(ids)


@pytest.mark.parametrize("mode", [TextMode.QUOTES, TextMode.NONE])
def test_it_cannot_do_without_the_text(tmp_path: Path, mode: TextMode) -> None:
    with pytest.raises(FormatError) as raised:
        written(tmp_path, options=WriteOptions(text=mode))
    assert raised.value.code == "text_needed"
    assert not (tmp_path / "out.html").exists()


def test_reading_back_finds_it_right(tmp_path: Path) -> None:
    articles = (hostile_article(), plain())
    form = export_format("html")
    path = tmp_path / "out.html"
    report = form.write(path, NAMED, articles, replace(FULL, split="train"))
    assert (report.articles, report.rows, report.losses) == (2, 4, ())
    assert "Split: train" in path.read_text("utf-8")
    checked = form.verify(path, NAMED, articles, FULL)
    assert checked.problems == ()
    assert (checked.rows, checked.spans) == (4, 12)


def test_what_html_cannot_hold_is_replaced_and_reported(tmp_path: Path) -> None:
    article = hostile_article()
    carrier = replace(article.attributions[3], note="a\x00b")
    article = replace(article, attributions=(carrier,))
    path = tmp_path / "out.html"
    report = HtmlReport().write(path, NAMED, (article,), FULL)
    assert report.losses == (Loss("character_replaced", 1),)
    assert opened(path).xpath("//li//*[@class='note']")[0].text_content() == "a\ufffdb"
    assert HtmlReport().verify(path, NAMED, (article,), FULL).problems == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (">\u200fزهرا", ">زهرا"),
        ("وقال", "وقالت"),
        ('data-m="1c', 'data-m="2c'),
        ('data-m="1c 1k 2c"', 'data-m="1c 2c"'),
        (">sign ", ">sing "),
        ('data-k="stance" dir="auto">Supports', 'data-k="stance" dir="auto">Opposes'),
        ("<bdi>Zoë", "<bdi>Zoe"),
        ("=1+1", "1+1"),
        ('<div class="flag">', '<div class="flagged">'),
        ('Reported by <a href="#a1-n1">1', 'Reported by <a href="#a1-n1">3'),
        ("<td>1</td>", "<td>2</td>"),
        ("</html>", ""),
        ('data-article="', 'data-article="x'),
        ("</section>", "</section><section class='article' data-article='x'></section>"),
    ],
)
def test_damage_is_found(tmp_path: Path, old: str, new: str) -> None:
    articles = (hostile_article(), plain())
    path = written(tmp_path, *articles)
    words = path.read_text("utf-8")
    assert old in words
    path.write_text(words.replace(old, new, 1), encoding="utf-8", newline="")
    assert HtmlReport().verify(path, NAMED, articles, FULL).problems


def test_missing_and_surplus_articles_are_found(tmp_path: Path) -> None:
    articles = (hostile_article(), plain())
    path = written(tmp_path, *articles)
    for others in (articles[:1], (*articles, plain())):
        assert HtmlReport().verify(path, NAMED, others, FULL).problems


def test_many_people_share_a_column(tmp_path: Path) -> None:
    article = hostile_article()
    first = article.attributions[0]
    many = (
        replace(first, id=derived_id(str(number)), annotator=f"Coder {number}", reported_by=None)
        for number in range(12)
    )
    article = replace(article, attributions=tuple(many), sets=())
    page = opened(written(tmp_path, article))
    heads = page.get_element_by_id("counts").xpath(".//table[1]/thead//th")
    assert {one.text_content() for one in heads} == {"Annotators", "Gold"}


def test_nothing_is_a_report_too(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert HtmlReport().verify(path, NAMED, (), FULL).problems == ()


def test_articles_may_come_one_by_one(tmp_path: Path) -> None:
    article = hostile_article()

    def endless() -> Iterator[ArticleRecord]:
        for _ in range(50):
            yield article

    path = tmp_path / "out.html"
    report = HtmlReport().write(path, NAMED, endless(), FULL)
    assert report.articles == 50
    checked = HtmlReport().verify(path, NAMED, endless(), FULL)
    assert checked.problems == ()
    assert checked.rows == 200


@given(article=article_records(), project=projects)
def test_whatever_storage_holds(
    tmp_path_factory: pytest.TempPathFactory, article: ArticleRecord, project: ProjectRecord
) -> None:
    path = tmp_path_factory.mktemp("html") / "out.html"
    article = identified(article)
    HtmlReport().write(path, project, [article], FULL)
    hazards = _Hazards()
    hazards.feed(path.read_text("utf-8"))
    assert hazards.found == []
    assert HtmlReport().verify(path, project, [article], FULL).problems == ()
