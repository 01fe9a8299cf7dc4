"""Bringing a file to a newer schema: everything stays, or the file stays as it was."""

import shutil
from pathlib import Path

import pytest

from annotator.domain.errors import AnnotatorError, ProjectFileError, StorageFailed
from annotator.services.checking import check
from annotator.services.interchange.exporting import export_project
from annotator.services.managing.people import person_named
from annotator.services.project import look_at_project, open_project
from annotator.services.undo import history
from annotator.storage.migration import MIGRATIONS, migrate
from annotator.storage.project_file import SCHEMA_VERSION
from tests.services.world import COMPLETE, World, contents, raw

DATA = Path(__file__).resolve().parents[1] / "data"

ATTRIBUTIONS = {1: 4, 2: 7}
"""How many the file of each released schema holds, gold included."""
NEXT = SCHEMA_VERSION + 1
FIRST = f"""
revision = "{SCHEMA_VERSION:04}"
down_revision = None


def upgrade() -> None:
    pass
"""
HEAD = f"""
import sqlalchemy as sa
from alembic import op

revision = "{NEXT:04}"
down_revision = "{SCHEMA_VERSION:04}"
TRIGGER = "CREATE TRIGGER keep_title BEFORE UPDATE OF digest ON article BEGIN SELECT 1; END"


def upgrade() -> None:
"""
REBUILD = """
    with op.batch_alter_table(
        "article", recreate="always", table_kwargs={"sqlite_strict": True}
    ) as batch:
        batch.add_column(sa.Column("paywalled", sa.Integer, nullable=False, server_default="0"))
"""
KEEP_TRIGGER = "    op.execute(TRIGGER)\n"
GOOD = HEAD + REBUILD + KEEP_TRIGGER
BAD = {
    "loses rows": HEAD + "    op.execute('DELETE FROM appearance')\n",
    "loses a table": HEAD + "    op.execute('DROP TABLE appearance')\n",
    "breaks references": HEAD
    + "    op.execute('UPDATE appearance SET article_id = zeroblob(16)')\n",
    "forgets a trigger": HEAD + REBUILD,
    "makes a table that is not strict": HEAD
    + "    op.create_table('loose', sa.Column('n', sa.Integer))\n",
    "raises": HEAD
    + "    op.execute('UPDATE article SET title = 1')\n    raise ValueError('boom')\n",
    "is wrong SQL": HEAD + "    op.execute('ALTER nothing')\n",
}


@pytest.fixture
def old(world: World) -> Path:
    """A project with some work in it and a trigger, closed."""
    world.annotate(values=COMPLETE)
    world.annotate("Never", world.jonas)
    world.project.close()
    raw(
        world.path,
        "CREATE TRIGGER keep_title BEFORE UPDATE OF digest ON article BEGIN SELECT 1; END",
    )
    path = world.path.with_name("old.stance")
    shutil.copyfile(world.path, path)
    world.project = open_project(world.path)
    return path


def scripts(folder: Path, second: str) -> Path:
    versions = folder / "scripts" / "versions"
    versions.mkdir(parents=True)
    (versions / "first.py").write_text(FIRST)
    (versions / "second.py").write_text(second)
    return folder / "scripts"


def test_a_table_is_rebuilt_and_nothing_is_lost(old: Path, tmp_path: Path) -> None:
    before = contents(old)
    parts = {
        table: raw(old, f"SELECT count(*) FROM {table}")
        for table in ("article_text", "attribution_span", "attribution_value", "change", "step")
    }
    backup = migrate(old, scripts=scripts(tmp_path, GOOD), target=NEXT)
    assert contents(old) == before
    for table, count in parts.items():
        assert raw(old, f"SELECT count(*) FROM {table}") == count
    assert raw(old, "SELECT DISTINCT paywalled FROM article") == [(0,)]
    assert raw(old, "PRAGMA user_version") == [(NEXT,)]
    assert raw(old, "SELECT name FROM sqlite_master WHERE type = 'trigger'") == [("keep_title",)]
    assert raw(old, "PRAGMA foreign_key_check") == []
    assert raw(old, "SELECT strict FROM pragma_table_list WHERE name = 'article'") == [(1,)]
    # The backup is the file as it was, and opens.
    assert raw(backup, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert contents(backup) == before
    with open_project(backup) as project:
        assert check(project).sound
    assert look_at_project(old).problem == "project_newer"  # it is, to this program


@pytest.mark.parametrize("fault", sorted(BAD))
def test_a_migration_that_fails_leaves_the_file_and_a_backup(
    old: Path, tmp_path: Path, fault: str
) -> None:
    before = contents(old)
    schema = raw(old, "SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2")
    folder = scripts(tmp_path, BAD[fault])
    with pytest.raises((ProjectFileError, StorageFailed)) as failed:
        migrate(old, scripts=folder, target=NEXT)
    assert contents(old) == before
    assert raw(old, "SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2") == schema
    assert raw(old, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    (backup,) = old.parent.glob("old-before-update-*.stance")
    assert contents(backup) == before
    assert failed.value.code == "migration_failed"
    assert failed.value.fields["backup"] == str(backup)
    with open_project(old) as project:
        assert check(project).sound


def test_a_file_that_somebody_writes_is_not_migrated(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3

    from annotator.storage import migration

    monkeypatch.setattr(migration, "PATIENCE_SECONDS", 0.2)
    holder = sqlite3.connect(old, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(AnnotatorError, match="project_busy"):
        migrate(old, scripts=scripts(tmp_path, GOOD), target=NEXT)
    holder.execute("ROLLBACK")
    holder.close()
    assert raw(old, "PRAGMA user_version") == [(SCHEMA_VERSION,)]


def test_our_own_scripts_lead_to_the_newest_schema() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    directory = ScriptDirectory.from_config(config)
    assert directory.get_heads() == [f"{SCHEMA_VERSION:04}"]
    assert [one.revision for one in directory.walk_revisions()] == [
        f"{number:04}" for number in range(SCHEMA_VERSION, 0, -1)
    ]


@pytest.mark.parametrize("schema", range(1, SCHEMA_VERSION + 1))
def test_a_file_of_every_released_schema_opens_whole(tmp_path: Path, schema: int) -> None:
    path = tmp_path / f"schema_{schema}.stance"
    shutil.copyfile(DATA / path.name, path)
    # What a script must not forget: a file that was brought here is like one made here.
    with open_project(path) as project:
        report = check(project)
        assert report.findings == ()
        assert (report.articles, report.attributions) == (3, ATTRIBUTIONS[schema])
        from annotator.domain.people import Actor, Role

        edda = person_named(project, "Edda Holm")
        assert edda is not None
        manager = Actor(edda.id, Role.MANAGER)
        assert history(project, manager).undo
        out = tmp_path / "out.jsonl"
        exported = export_project(project, manager, "stance-annotator", out)
        assert (exported.articles, exported.rows) == (3, ATTRIBUTIONS[schema])
        assert "“Let it through,” Zahra Halimi said" in out.read_text(encoding="utf-8")
    assert raw(path, "PRAGMA user_version") == [(SCHEMA_VERSION,)]


def test_migrated_files_have_the_tables_of_new_ones(tmp_path: Path) -> None:
    from annotator.storage.creation import create_file

    old, new = tmp_path / "schema_1.stance", tmp_path / "new.stance"
    shutil.copyfile(DATA / old.name, old)
    open_project(old).close()
    create_file(new)
    columns = (
        'SELECT m.name, c.name, c.type, c."notnull", c.pk FROM sqlite_master m'
        " JOIN pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY 1, 2"
    )
    indexes = "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY 1"
    assert raw(old, columns) == raw(new, columns)
    assert raw(old, indexes) == raw(new, indexes)
