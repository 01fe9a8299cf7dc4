"""Checking: each finding is provoked by changing the file behind the program's back."""

import pytest

from annotator.domain.articles import ZoneKind
from annotator.domain.people import Role
from annotator.domain.speakers import SpeakerKind
from annotator.domain.text.spans import Span
from annotator.services.annotating import set_reported_by
from annotator.services.article_work import add_zone, mark_done, set_article_value
from annotator.services.checking import check
from annotator.services.managing.people import add_person
from annotator.services.speakers import create_speaker
from tests.services.world import COMPLETE, HARBOUR, World, raw, sound, span_of


@pytest.fixture
def worked(world: World) -> World:
    """A project with something of everything."""
    first = world.annotate(values={**COMPLETE, "conditional": True}, cue=[span_of(HARBOUR, "said")])
    second = world.annotate("Never")
    set_reported_by(world.project, world.mira, second.id, first.id)
    create_speaker(
        world.project, world.mira, "Ines Falk", SpeakerKind.NAMED_PERSON, attribution_id=first.id
    )
    set_article_value(
        world.project, world.mira, world.articles[0], world.round_id, "relevance", "relevant"
    )
    world.annotate("talk", world.jonas, values=COMPLETE, source=[span_of(HARBOUR, "Ingrid")])
    mark_done(world.project, world.jonas, world.articles[0], world.round_id)
    add_zone(world.project, world.manager, world.articles[0], Span(0, 19), ZoneKind.CAPTION)
    sound(world.project)
    return world


TAMPERING = {
    "text_missing": ["DELETE FROM article_text WHERE article_id = (SELECT min(id) FROM article)"],
    "digest_mismatch": ["UPDATE article_text SET text = text || '.'"],
    "text_not_normalised": ["UPDATE article_text SET text = text || char(13) || 'x'"],
    "zone_out_of_range": ["UPDATE zone SET end = 9999"],
    "counter_wrong": [
        "UPDATE annotation_set SET attribution_count = attribution_count + 1",
        "UPDATE annotation_set SET flagged_count = 7",
    ],
    "span_out_of_range": ["UPDATE attribution_span SET end = 9999 WHERE role = 'content'"],
    "span_empty": ["UPDATE attribution_span SET end = start"],
    "quote_mismatch": [
        "UPDATE attribution_span SET quote = 'something else' WHERE role = 'cue'",
        "UPDATE attribution_span SET start = start + 1",
    ],
    "span_overlap": [
        "INSERT INTO attribution_span SELECT attribution_id, role, ordinal + 1, start, end, quote"
        " FROM attribution_span WHERE role = 'content'"
    ],
    "content_missing": ["DELETE FROM attribution_span WHERE role = 'content'"],
    "unknown_value": [
        "UPDATE attribution_value SET value = '\"sideways\"' WHERE attribute = 'stance'",
        "UPDATE article_value SET value = '\"hardly\"'",
    ],
    "unknown_attribute": [
        "UPDATE attribution_value SET attribute = 'mood' WHERE attribute = 'stance'"
    ],
    "wrong_kind": ["UPDATE attribution_value SET value = 'true' WHERE attribute = 'stance'"],
    "unknown_codebook": [
        "UPDATE attribution SET codebook = 'no-such-book@1'",
        "DELETE FROM codebook",
    ],
    "reported_by_cycle": [
        "UPDATE attribution SET reported_by ="
        " (SELECT id FROM attribution WHERE reported_by IS NOT NULL)"
        " WHERE id = (SELECT reported_by FROM attribution WHERE reported_by IS NOT NULL)"
    ],
    "hash_mismatch": [
        "UPDATE attribution SET note = 'never written'",
        "UPDATE attribution_value SET value = '\"opposes\"' WHERE attribute = 'stance'",
        "UPDATE speaker SET name = 'Somebody Else'",
        "UPDATE annotation_set SET state = 'to_do'",
        "UPDATE submission SET snapshot = NULL",
        "UPDATE person SET roles = '[\"manager\"]'",
        "UPDATE appearance SET outlet = 'Elsewhere'",
        "UPDATE project SET name = 'Mine'",
        "DELETE FROM attribution_span WHERE role = 'cue'",
    ],
    "log_mismatch": [
        "UPDATE attribution SET content_hash = zeroblob(32)",
        "DELETE FROM change WHERE kind = 'attribution'",
    ],
    "refers_to_deleted": [
        "UPDATE attribution SET deleted_at = 1 WHERE reported_by IS NULL",
        "UPDATE speaker SET deleted_at = 1",
        "UPDATE annotation_set SET deleted_at = 1",
        "UPDATE article SET deleted_at = 1",
        "UPDATE person SET deleted_at = 1",
        "UPDATE round SET deleted_at = 1",
    ],
    "row_unreadable": [
        "UPDATE annotation_set SET state = 'asleep'",
        "UPDATE attribution_span SET role = 'chorus' WHERE role = 'cue'",
        "UPDATE person SET roles = '[\"wizard\"]'",
    ],
    "file_integrity": ["DELETE FROM round", "DELETE FROM speaker"],
}


@pytest.mark.parametrize(
    ("code", "sql"), [(code, sql) for code, statements in TAMPERING.items() for sql in statements]
)
def test_tampering_is_found(worked: World, code: str, sql: str) -> None:
    raw(worked.path, sql)
    if code == "unknown_codebook":
        worked.reopen()  # codebooks are read once
    report = check(worked.project)
    assert code in {one.code for one in report.findings}
    assert not report.sound


def test_a_damaged_index_is_found(worked: World) -> None:
    raw(worked.path, ["CREATE TABLE t (n INTEGER, m TEXT)", " "][0])
    raw(worked.path, "CREATE INDEX broken ON t (n)")
    raw(worked.path, "INSERT INTO t VALUES (1, 'a'), (2, 'b')")
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(worked.path)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, '(n)', '(m)') WHERE name = 'broken'"
        )
        connection.commit()
    worked.reopen()
    assert "file_integrity" in {one.code for one in check(worked.project).findings}


def test_a_sound_project_is_counted(worked: World) -> None:
    reports: list[int] = []
    report = check(worked.project, lambda done, of, what: reports.append(done))
    assert report.sound
    assert (report.articles, report.sets, report.attributions, report.spans) == (3, 2, 3, 5)
    assert report.changes == raw(worked.path, "SELECT count(*) FROM change")[0][0]


def test_annotators_do_not_learn_how_much_others_did(worked: World) -> None:
    seen = check(worked.project).as_seen_by(Role.ANNOTATOR)
    assert (seen.articles, seen.sets, seen.attributions, seen.spans, seen.changes) == (
        3,
        None,
        None,
        None,
        None,
    )


def test_checking_changes_nothing(worked: World) -> None:
    raw(worked.path, "UPDATE attribution SET note = 'never written'")
    before = raw(worked.path, "SELECT count(*) FROM change"), worked.path.read_bytes()
    check(worked.project)
    assert (raw(worked.path, "SELECT count(*) FROM change"), worked.path.read_bytes()) == before
    add_person(worked.project, worked.manager, "Ines Falk")  # and others can go on
