"""Whose work an article holds, and the names under which it goes in files."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.records import Layer
from annotator.formats.work_of_persons import NO_WORK, Whose, WorkNames, works_of
from tests.formats.standoff_samples import hostile_article, plain


def test_work_is_taken_apart_by_person_and_round() -> None:
    article = hostile_article()
    works = works_of(article)
    assert [one.whose.annotator for one in works] == ["Mira Sorel", "Nobody", "زهرا حلیمی", None]
    assert [len(one.attributions) for one in works] == [2, 0, 1, 1]
    assert works[1].set is not None
    assert works[1].set.reason == "text_broken"
    assert works[2].set is None
    other = replace(article.attributions[0], round="Pilot")
    assert len(works_of(replace(article, attributions=(*article.attributions, other)))) == 5
    assert works_of(plain()) == ()


def test_names() -> None:
    names = WorkNames()

    def name(annotator: str | None, round_: str = "Main") -> str:
        return names.of(Whose(Layer.ANNOTATOR if annotator else Layer.GOLD, annotator, round_))

    assert name("Mira Sorel") == "mira_sorel"
    assert name("mira sorel") == "mira_sorel-2"
    assert name("Mira Sorel") == "mira_sorel"
    assert name("Gold") == "gold-2"
    assert name(None) == "gold"
    assert name(None, "Pilot") == "gold@pilot"
    assert name("Zoë", "Round 2") == "zoe@round_2"
    assert name("زهرا") == "annotator"
    assert name("سارا") == "annotator-2"
    assert name("CON") == "con-2"
    assert name("../x") == "x"
    assert name(NO_WORK) == "texts-2"


@given(st.lists(st.tuples(st.text(), st.text()), unique=True))
def test_names_are_fit_for_files_and_never_shared(persons: list[tuple[str, str]]) -> None:
    names = WorkNames()
    given_ = [names.of(Whose(Layer.ANNOTATOR, person, round_)) for person, round_ in persons]
    assert len(set(given_)) == len(persons)
    assert all(re.fullmatch("[a-z0-9_@-]+", one) for one in given_)
