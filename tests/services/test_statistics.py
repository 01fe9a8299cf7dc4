"""Counts of a project: people, states, values of attributions and of articles."""

from annotator.domain.articles import Article
from annotator.services.annotating import delete_attribution, set_flag, set_value
from annotator.services.article_work import mark_cannot_code, mark_done, set_article_value
from annotator.services.statistics import stats
from tests.services.world import COMPLETE, HARBOUR, TEXTS, World, span_of


def test_an_empty_project_has_zeros(world: World) -> None:
    found = stats(world.project, world.manager)
    assert (found.project, found.round) == ("Harbour", "Main")
    assert (found.articles, found.appearances, found.stories) == (3, 3, 0)
    assert found.code_points == sum(map(len, TEXTS))
    assert [(one.name, one.to_do, one.attributions) for one in found.people] == [
        ("Edda Holm", 3, 0),
        ("Mira Sorel", 3, 0),
        ("Jonas Reit", 3, 0),
    ]
    assert {count for counts in found.values.values() for count in counts.values()} == {0}


def test_everything_is_counted_once(world: World) -> None:
    first = world.annotate(values={**COMPLETE, "object": "recognition"})
    second = world.annotate("Never", values={"stance": "opposes"})
    set_flag(world.project, world.mira, second.id, True)
    gone = world.annotate("talk", values={"stance": "opposes"})
    delete_attribution(world.project, world.mira, gone.id)
    world.annotate(actor=world.jonas, values=COMPLETE, source=[span_of(HARBOUR, "Ingrid")])
    for actor, article, value in (
        (world.mira, 0, "relevant"),
        (world.mira, 1, "not_relevant"),
        (world.jonas, 0, "relevant"),
    ):
        set_article_value(
            world.project, actor, world.articles[article], world.round_id, "relevance", value
        )
    mark_done(world.project, world.jonas, world.articles[0], world.round_id)
    mark_cannot_code(world.project, world.jonas, world.articles[2], world.round_id, "duplicate")
    found = stats(world.project, world.manager)
    mira, jonas = found.people[1:]
    assert (mira.to_do, mira.in_progress, mira.attributions, mira.flagged) == (1, 2, 2, 1)
    assert (jonas.to_do, jonas.done, jonas.cannot_code, jonas.attributions) == (1, 1, 1, 1)
    assert found.values["stance"]["supports"] == 2
    assert found.values["stance"]["opposes"] == 1
    assert found.values["object"]["recognition"] == 1
    assert found.values["type"] == {"direct": 3, "indirect": 0, "mixed": 0}
    assert found.values["relevance"] == {
        "relevant": 2,
        "mentioned_in_passing": 0,
        "not_relevant": 1,
    }
    own = stats(world.project, world.mira)
    assert own.values["relevance"]["relevant"] == own.values["relevance"]["not_relevant"] == 1
    assert own.values["stance"] == {**own.values["stance"], "supports": 1, "opposes": 1}
    set_value(world.project, world.mira, first.id, "stance", None)
    assert stats(world.project, world.mira).values["stance"]["supports"] == 0


def test_stories_are_counted(world: World) -> None:
    from annotator.domain.articles import Story
    from annotator.domain.changes import Intention
    from annotator.domain.entities import EntityKind
    from annotator.domain.identifiers import new_id

    story = Story(id=new_id(), name="Talks")
    with world.project.store.write(Intention.IMPORT, world.manager.person_id) as written:
        written.unit.put(story)
        for article_id in world.articles[:2]:
            article = written.unit.get(Article, EntityKind.ARTICLE, article_id)
            written.unit.put(article.but(story_id=story.id))
    assert stats(world.project, world.manager).stories == 1
    assert (world.coding(0).versions, world.coding(2).versions) == (2, 1)
