from annotator.domain.annotation_sets import SetState, set_id_of
from annotator.domain.identifiers import new_id


def test_set_identifiers_follow_from_article_round_and_person() -> None:
    article, turn, person = new_id(), new_id(), new_id()
    ids = {
        set_id_of(article, turn, person),
        set_id_of(article, turn, None),
        set_id_of(turn, article, person),
        set_id_of(article, turn, new_id()),
    }
    assert len(ids) == 4
    assert set_id_of(article, turn, person) in ids


def test_closed_states() -> None:
    assert {state for state in SetState if state.closed} == {SetState.DONE, SetState.CANNOT_CODE}
