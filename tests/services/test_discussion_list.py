"""The list for the meeting: complete, harmless whatever is coded, and only for those who may."""

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from annotator.domain.adjudication.item import ItemState
from annotator.domain.decisions import Subject
from annotator.domain.errors import Cancelled, FormatError, NotAllowed, Refused
from annotator.services import annotating, article_work
from annotator.services.adjudication.deciding import discuss
from annotator.services.adjudication.discussion_list import (
    discussion_count,
    discussion_items,
    write_discussion_list,
)
from annotator.services.adjudication.reading import read_adjudication
from tests.services.adjudicated import hand_in
from tests.services.test_feedback import QUOTE, SOURCE, item_with
from tests.services.world import COMPLETE, HARBOUR, TEXTS, World, span_of

_LEAVES = {"meta"}


class Whole(HTMLParser):
    """Fails on tags that are not closed, and gathers what leads out of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert not {"src", "onclick", "onerror"} & set(given)
        self.ids |= {given["id"]} if given.get("id") else set()  # type: ignore[arg-type]
        self.links |= {given["href"]} if given.get("href") else set()  # type: ignore[arg-type]
        if tag not in (*_LEAVES, "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)


@pytest.fixture
def coded(world: World) -> World:
    """Two annotators unlike in two things; one of them is parked with a note."""
    world.annotate(QUOTE, values=COMPLETE, source=SOURCE)
    world.annotate(QUOTE, world.jonas, values={**COMPLETE, "stance": "opposes"}, source=SOURCE)
    world.annotate("Never", world.jonas, values=COMPLETE, source=SOURCE)
    hand_in(world, world.mira)
    hand_in(world, world.jonas)
    discuss(
        world.project,
        world.adjudicator,
        world.articles[0],
        world.round_id,
        item_with(world, QUOTE).id,
        "<script>alert(1)</script>\nIs a promise & a stance the same?",
    )
    return world


def written(world: World, out: Path, *, names: bool = False, all_open: bool = False) -> str:
    count = write_discussion_list(
        world.project, world.adjudicator, world.round_id, out, names=names, all_open=all_open
    )
    page = out.read_text(encoding="utf-8")
    assert page.count("<article>") == count
    return page


def words_of(page: str) -> str:
    parser = Whole()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    assert all(one.startswith("#") and one[1:] in parser.ids for one in parser.links)
    return " ".join(" ".join(parser.words).split())


def test_only_what_is_parked_is_on_the_list(coded: World, tmp_path: Path) -> None:
    [article] = discussion_items(coded.project, coded.adjudicator, coded.round_id)
    assert [one.state for one in article.items] == [ItemState.DISCUSS]
    assert discussion_count(coded.project, coded.manager, coded.round_id) == 1
    words = words_of(written(coded, tmp_path / "list.html"))
    assert "Harbour talks go on" in words
    assert "Eastgate Wire" in words
    assert QUOTE in words
    assert "Supports" in words
    assert "Opposes" in words
    assert "Is a promise & a stance the same?" in words
    assert "Never" not in words.split("Note:")[0].replace("Never,” he added", "")


def test_all_that_is_open_comes_on_request(coded: World, tmp_path: Path) -> None:
    [article] = discussion_items(coded.project, coded.manager, coded.round_id, all_open=True)
    assert len(article.items) == 2
    assert discussion_count(coded.project, coded.manager, coded.round_id, all_open=True) == 2
    words = words_of(written(coded, tmp_path / "list.html", all_open=True))
    assert "not marked" in words
    assert "Not decided yet" in words


def test_what_differs_is_marked_by_a_sign_and_leads_to_its_rule(
    coded: World, tmp_path: Path
) -> None:
    page = written(coded, tmp_path / "list.html")
    stance = coded.coding().codebook.primary
    assert f'≠ <a href="#rule-{stance.key}">{stance.label}</a>' in page
    assert stance.definition in words_of(page)
    assert all(one.definition in unescape(page) for one in stance.values)


def test_people_are_letters_unless_names_are_chosen(coded: World, tmp_path: Path) -> None:
    out = tmp_path / "list.html"
    letters = written(coded, out)
    assert "Mira" not in letters
    assert "Jonas" not in letters
    assert re.findall(r'<th scope="col" dir="auto">([^<]+)</th>', letters) == ["Coder A", "Coder B"]
    assert "given anew in every article" in letters
    named = written(coded, out, names=True)
    assert set(re.findall(r'<th scope="col" dir="auto">([^<]+)</th>', named)) == {
        "Mira Sorel",
        "Jonas Reit",
    }


def test_the_page_runs_nothing_and_needs_nothing(coded: World, tmp_path: Path) -> None:
    page = written(coded, tmp_path / "list.html")
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "://" not in page
    assert "default-src 'none'" in page
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page


def test_the_article_as_a_whole_can_be_on_it(world: World, tmp_path: Path) -> None:
    place = (world.articles[2], world.round_id)
    article_work.set_article_value(world.project, world.mira, *place, "relevance", "relevant")
    article_work.mark_done(world.project, world.mira, *place)
    article_work.mark_cannot_code(world.project, world.jonas, *place, "duplicate")
    [article] = discussion_items(world.project, world.manager, world.round_id, all_open=True)
    assert [one.subject for one in article.items] == [Subject.ARTICLE]
    words = words_of(written(world, tmp_path / "list.html", all_open=True))
    assert "The article as a whole" in words
    assert "Cannot code: " in words
    assert "Coded" in words


def test_an_empty_list_says_so(world: World, tmp_path: Path) -> None:
    assert "There is nothing on the list." in words_of(written(world, tmp_path / "list.html"))


def test_annotators_get_no_list(coded: World, tmp_path: Path) -> None:
    out = tmp_path / "list.html"
    with pytest.raises(NotAllowed):
        write_discussion_list(coded.project, coded.mira, coded.round_id, out, names=False)
    with pytest.raises(NotAllowed):
        discussion_items(coded.project, coded.mira, coded.round_id)
    assert not out.exists()


def test_nothing_is_left_behind_where_it_fails(coded: World, tmp_path: Path) -> None:
    out = tmp_path / "list.html"
    out.write_text("the old one")
    before = sorted(one.name for one in tmp_path.iterdir())
    place = (coded.project, coded.manager, coded.round_id)
    with pytest.raises(Cancelled):
        write_discussion_list(*place, out, names=True, cancelled=lambda: True)
    with pytest.raises(FormatError, match="export_failed"):
        write_discussion_list(*place, tmp_path / "nowhere" / "list.html", names=True)
    with pytest.raises(Refused, match="out_is_project"):
        write_discussion_list(*place, coded.path, names=True)
    assert out.read_text() == "the old one"
    assert sorted(one.name for one in tmp_path.iterdir()) == before


def test_several_spans_are_marked_in_their_context(world: World, tmp_path: Path) -> None:
    found = world.annotate("Never", values=COMPLETE, source=SOURCE)
    annotating.add_span(
        world.project,
        world.mira,
        found.id,
        found.content[0].role,
        span_of(HARBOUR, "not with them"),
    )
    hand_in(world, world.mira)
    hand_in(world, world.jonas)
    page = written(world, tmp_path / "list.html", all_open=True)
    assert "<mark>Never</mark>,” he added, “<mark>not with them</mark>" in page


def test_what_is_left_for_a_blind_check_is_not_given_away(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.domain.adjudication.item_making.left_for_check", lambda *_: True)
    for actor in (world.mira, world.jonas):
        world.annotate(QUOTE, actor, values=COMPLETE, source=SOURCE)
        hand_in(world, actor)
    place = (world.project, world.adjudicator, world.articles[0], world.round_id)
    assert {one.state for one in read_adjudication(*place).items} == {ItemState.CHECK}
    assert discussion_items(world.project, world.manager, world.round_id, all_open=True) == ()


def test_items_have_numbers_to_call_them_by_and_articles_are_listed(
    world: World, tmp_path: Path
) -> None:
    for article, quote in ((0, QUOTE), (1, "Let it through")):
        world.annotate(
            quote,
            world.mira,
            article,
            values=COMPLETE,
            source=[span_of(TEXTS[article], quote.split()[0])],
        )
        for actor in (world.mira, world.jonas):
            hand_in(world, actor, article)
    page = written(world, tmp_path / "list.html", all_open=True)
    assert re.findall(r'<h3 id="item-(\d)">\1\. ', page) == ["1", "2"]
    words = words_of(page)
    assert "2 items in 2 articles" in words
    assert words.count("1 item ") >= 2
    links = re.findall(r'<li><a href="#article-(\d)"><bdi>([^<]+)</bdi>', page)
    assert [one for one, _ in links] == ["1", "2"]


def test_what_all_have_stands_in_one_line_and_the_table_shows_what_differs(
    coded: World, tmp_path: Path
) -> None:
    page = written(coded, tmp_path / "list.html")
    table = page[page.index("<table>") : page.index("</table>")]
    assert re.findall(r"<th scope=\"row\">(?:<a[^>]*>)?([^<]+)", table) == ["≠ "]
    assert "Conditional" not in table
    assert "All have:" in page[page.index("</table>") :]
    # The question comes first: it is what the meeting is for.
    assert page.index("Is a promise") < page.index("<blockquote")


def test_hostile_words_stay_words(world: World, tmp_path: Path) -> None:
    """In every place that a person or a text can fill."""
    from annotator.domain.speakers import SpeakerKind
    from annotator.services.managing.rounds import rename_round
    from annotator.services.speakers import create_speaker

    hostile = "\"'><img src=x onerror=alert(1)></style></table>&lt;\u202eesrever"
    for actor in (world.mira, world.jonas):
        found = world.annotate(QUOTE, actor, values=COMPLETE, source=SOURCE)
        if actor is world.mira:
            create_speaker(
                world.project,
                actor,
                hostile,
                SpeakerKind.NAMED_PERSON,
                article_id=world.articles[0],
                attribution_id=found.id,
            )
        hand_in(world, actor)
    item = item_with(world, QUOTE)
    place = (world.project, world.adjudicator, world.articles[0], world.round_id)
    discuss(*place, item.id, hostile)
    rename_round(world.project, world.manager, world.round_id, hostile)
    page = written(world, tmp_path / "list.html", names=True)
    assert "<img" not in page
    assert page.count("</style>") == 1
    assert words_of(page).count("<img src=x onerror=alert(1)>") >= 4


def test_right_to_left_words_have_a_direction_of_their_own(coded: World, tmp_path: Path) -> None:
    page = written(coded, tmp_path / "list.html")
    assert "unicode-bidi: plaintext" in page
    assert "border-inline-start" in page
    assert "border-left" not in page
    assert '<blockquote dir="auto">' in page
