"""Submissions and decisions are read only for formats that hold them."""

from annotator.formats.records import ArticleRecord
from annotator.services.interchange.export_content import ExportContent
from annotator.services.interchange.export_options import ExportOptions
from annotator.services.interchange.export_share import share_of
from tests.services.adjudicated import begin_gold, settle
from tests.services.coded import both_coded
from tests.services.world import World


def test_without_history_all_else_is_the_same(world: World) -> None:
    first, other = both_coded(world)
    begin_gold(world)
    settle(world, (first, other))
    options = ExportOptions()
    with world.project.store.read() as connection:
        share = share_of(world.project, world.manager, options)

        def read(*, history: bool) -> list[ArticleRecord]:
            content = ExportContent(world.project, connection, share, options, history=history)
            return list(content.articles())

        whole, bare = read(history=True), read(history=False)
    assert any(one.decisions for one in whole)
    assert any(work.submissions for one in whole for work in one.sets)
    assert not any(one.decisions or one.feedback for one in bare)
    assert not any(work.submissions for one in bare for work in one.sets)
    assert [one.attributions for one in bare] == [one.attributions for one in whole]
