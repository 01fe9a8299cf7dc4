"""Adjudication and merging: whole decisions, feedback, conflicts, lineage, assigned rounds."""

from alembic import op

revision = "0002"
down_revision = "0001"

ADDED_COLUMNS = (
    "ALTER TABLE round ADD COLUMN assigned INTEGER DEFAULT '0' NOT NULL",
    "ALTER TABLE decision ADD COLUMN subject TEXT DEFAULT 'attribution' NOT NULL",
    "ALTER TABLE decision ADD COLUMN own_coding INTEGER DEFAULT '0' NOT NULL",
    "ALTER TABLE decision ADD COLUMN blind_check INTEGER DEFAULT '0' NOT NULL",
)
NEVER_WRITTEN = ("DROP TABLE decision_set", "DROP TABLE conflict")
"""No program of the first schema put anything into these."""
MADE = (
    """CREATE TABLE decision_set (
    decision_id BLOB NOT NULL,
    set_id BLOB NOT NULL,
    submission_id BLOB NOT NULL,
    CONSTRAINT pk_decision_set PRIMARY KEY (decision_id, set_id),
    CONSTRAINT fk_decision_set_decision_id FOREIGN KEY(decision_id)
        REFERENCES decision (id) ON DELETE CASCADE,
    CONSTRAINT fk_decision_set_set_id FOREIGN KEY(set_id) REFERENCES annotation_set (id)
) STRICT""",
    """CREATE TABLE feedback (
    id BLOB NOT NULL,
    revision INTEGER NOT NULL,
    content_hash BLOB NOT NULL,
    deleted_at INTEGER,
    pending_step BLOB,
    article_id BLOB NOT NULL,
    round_id BLOB NOT NULL,
    person_id BLOB NOT NULL,
    items TEXT,
    "values" TEXT,
    released_at INTEGER NOT NULL,
    extra TEXT,
    CONSTRAINT pk_feedback PRIMARY KEY (id),
    CONSTRAINT fk_feedback_article_id FOREIGN KEY(article_id) REFERENCES article (id),
    CONSTRAINT fk_feedback_round_id FOREIGN KEY(round_id) REFERENCES round (id),
    CONSTRAINT fk_feedback_person_id FOREIGN KEY(person_id) REFERENCES person (id)
) STRICT""",
    """CREATE TABLE adjudication_item (
    id BLOB NOT NULL,
    round_id BLOB NOT NULL,
    article_id BLOB NOT NULL,
    ordinal INTEGER NOT NULL,
    state TEXT NOT NULL,
    kind TEXT,
    attribute TEXT,
    severity INTEGER NOT NULL,
    own TEXT,
    line TEXT NOT NULL,
    CONSTRAINT pk_adjudication_item PRIMARY KEY (id),
    CONSTRAINT fk_adjudication_item_round_id FOREIGN KEY(round_id) REFERENCES round (id),
    CONSTRAINT fk_adjudication_item_article_id FOREIGN KEY(article_id) REFERENCES article (id)
) STRICT""",
    """CREATE TABLE adjudication_progress (
    id INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    CONSTRAINT pk_adjudication_progress PRIMARY KEY (id)
) STRICT""",
    """CREATE TABLE lineage (
    entity_id BLOB NOT NULL,
    revision INTEGER NOT NULL,
    hash BLOB NOT NULL,
    parent_revision INTEGER NOT NULL,
    parent_hash BLOB NOT NULL,
    CONSTRAINT pk_lineage
        PRIMARY KEY (entity_id, revision, hash, parent_revision, parent_hash)
) STRICT""",
    """CREATE TABLE "conflict" (
    id BLOB NOT NULL,
    revision INTEGER NOT NULL,
    content_hash BLOB NOT NULL,
    deleted_at INTEGER,
    pending_step BLOB,
    kind TEXT NOT NULL,
    entity_id BLOB NOT NULL,
    entity_revision INTEGER NOT NULL,
    entity_hash BLOB NOT NULL,
    document TEXT,
    found_at INTEGER NOT NULL,
    resolution TEXT,
    extra TEXT,
    CONSTRAINT pk_conflict PRIMARY KEY (id)
) STRICT""",
    "CREATE INDEX ix_feedback_person_id ON feedback (person_id, round_id)",
    "CREATE INDEX ix_adjudication_item_round_id ON adjudication_item (round_id, article_id)",
    'CREATE INDEX ix_conflict_entity_id ON "conflict" (entity_id)',
)


def upgrade() -> None:
    for statement in (*ADDED_COLUMNS, *NEVER_WRITTEN, *MADE):
        op.execute(statement)
