"""Gold that came from a file is told before it is replaced."""

from tests.services.brought_gold import bring_gold
from tests.services.coded import TALK, both_coded


def test_the_item_says_what_the_file_had_and_no_more_once_decided(
    enter_as, nothing_drawn, tmp_path
):
    def code(world):
        both_coded(world)
        bring_gold(world, tmp_path)

    bench = enter_as(coded=code)
    item = bench.go_to(TALK)
    said = bench.screen.panel.state.words
    assert said.startswith("Gold from a file stands here: Ambivalent. Your decision replaces it.")
    bench.take("A")
    bench.decide()
    bench.screen.presenter.select(item.id)
    assert "Gold from a file" not in bench.screen.panel.state.words
