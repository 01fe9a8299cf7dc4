"""A codebook that has nothing to do with the shipped ones goes through the whole main job."""

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.domain.attributions import AttributeValue
from annotator.domain.errors import Incomplete, Refused
from annotator.domain.text.spans import Span, SpanRole
from annotator.services import annotating, article_work
from annotator.services.coding import read_coding
from annotator.services.interchange.exporting import export_project
from annotator.services.interchange.importing import import_paths
from annotator.services.statistics import stats
from annotator.services.undo import history, revert
from tests.domain.samples import codebook
from tests.services.world import contents, created, empty_project, sound

TEXT = "The quay\n\n“If the bank pays, we build,” Tomas Ekdahl said. Others were silent.\n"
VALUES: dict[str, AttributeValue] = {
    "stance": "supports",
    "conditional": True,
    "condition_kind": "money",
    "confidence": "high",
    "parts": ("rail", "quay"),
    "remark": "Zweite Lesung, “nochmal” 😀\nnext line",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "quay.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_create_import_annotate_hand_in_export_and_import_again(folder: Path) -> None:
    book = codebook()
    with empty_project(folder / "harbour.stance", book) as world:
        project, mira, round_id = world.project, world.mira, world.round_id
        assert import_paths(project, world.manager, [folder / "quay.txt"]).complete
        (article_id,) = _articles(project)

        def span(quote: str) -> Span:
            return Span(TEXT.index(quote), TEXT.index(quote) + len(quote))

        found = created(
            annotating.create_attribution(
                project, mira, article_id, round_id, [span("If the bank pays, we build,")]
            )
        )
        assert found.codebook == "harbour-deal@2"
        assert found.values == {"type": "direct"}
        with pytest.raises(Incomplete) as incomplete:
            article_work.mark_done(project, mira, article_id, round_id)
        # The condition's kind is not asked for as long as there is no condition.
        assert [one.field for one in incomplete.value.gaps] == ["relevance", "speaker", "stance"]
        annotating.set_value(project, mira, found.id, "conditional", True)
        with pytest.raises(Incomplete) as incomplete:
            article_work.mark_done(project, mira, article_id, round_id)
        assert "condition_kind" in [one.field for one in incomplete.value.gaps]
        for key, value in VALUES.items():
            annotating.set_value(project, mira, found.id, key, value)
        wrong: list[tuple[str, AttributeValue, str]] = [
            ("parts", ("rail", "canal"), "unknown_value"),
            ("parts", "rail", "wrong_kind"),
            ("remark", True, "wrong_kind"),
            ("conditional", "true", "wrong_kind"),
            ("relevance", "yes", "unknown_attribute"),
            ("object", "recognition", "unknown_attribute"),
        ]
        for key, value, code in wrong:
            with pytest.raises(Refused, match=code):
                annotating.set_value(project, mira, found.id, key, value)
        annotating.add_span(project, mira, found.id, SpanRole.CONDITION, span("If the bank pays"))
        annotating.add_span(project, mira, found.id, SpanRole.SOURCE, span("Tomas Ekdahl"))
        article_work.set_article_value(project, mira, article_id, round_id, "relevance", "yes")
        article_work.mark_done(project, mira, article_id, round_id)
        coding = read_coding(project, mira, article_id, round_id)
        assert coding.codebook == book
        assert coding.attributions[0].values == {**VALUES, "type": "direct"}
        sound(project)
        counted = stats(project, world.manager).values
        assert counted["parts"] == {"quay": 1, "rail": 1}
        assert counted["relevance"] == {"yes": 1, "no": 0}
        assert counted["stance"]["supports"] == 1
        end = contents(world.path)
        depth = len(history(project, mira).undo)
        for _ in range(depth - 1):  # all but the import
            revert(project, mira, history(project, mira).undo[-1].id)
        assert read_coding(project, mira, article_id, round_id).attributions == ()
        for _ in range(depth - 1):
            revert(project, mira, history(project, mira).redo[-1].id)
        assert contents(world.path) == end
        for name in ("stance-annotator", "csv"):
            export_project(project, world.manager, name, folder / f"out.{name}")
    exported = (folder / "out.stance-annotator").read_text(encoding="utf-8").split("\n")
    document: dict[str, Any] = json.loads(exported[1])["attributions"][0]
    assert document["codebook"] == "harbour-deal@2"
    assert document["values"]["parts"] == ["rail", "quay"]
    assert document["values"]["conditional"] is True
    assert [one["quote"] for one in document["condition"]] == ["If the bank pays"]
    (folder / "in.jsonl").write_text("\n".join(exported), encoding="utf-8")
    _import_again(folder)


def _import_again(folder: Path) -> None:
    from annotator.services.codebooks import default_codebook

    with empty_project(folder / "again.stance", default_codebook()) as world:
        report = import_paths(world.project, world.manager, [folder / "in.jsonl"])
        assert report.complete
        assert report.total("attributions") == 1
        (article_id,) = _articles(world.project)
        coding = read_coding(world.project, world.mira, article_id, world.round_id)
        assert coding.codebook == codebook()
        assert coding.attributions[0].values == {**VALUES, "type": "direct"}
        assert coding.work.values == {"relevance": "yes"}
        assert coding.work.state == "done"
        sound(world.project)
        out = folder / "second.jsonl"
        export_project(world.project, world.manager, "stance-annotator", out)
        assert out.read_bytes() == (folder / "in.jsonl").read_bytes()


def _articles(project: Any) -> list[Any]:
    from annotator.storage import article_queries

    with project.store.read() as connection:
        return article_queries.article_ids(connection)
