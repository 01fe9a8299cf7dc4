"""A coder's handout in a window: nothing is asked, and whose share it is stands in the title."""

import pytest

from annotator.ui.dialogs.merge_dialog import MergeDialog
from annotator.ui.dialogs.person_dialog import PersonDialog
from tests.ui.exchange import mail


@pytest.fixture
def coder(manager, tmp_path, monkeypatch):
    """A window on Mira's handout, which was opened by its path alone."""
    monkeypatch.setattr(PersonDialog, "exec", lambda _dialog: pytest.fail("a question was asked"))
    file = mail.handout(manager.opened, "Mira Sorel", tmp_path / "for-mira.stance")
    manager.open_path(file)
    return manager


def offered(window) -> set[str]:
    window.menus.exchange.aboutToShow.emit()
    actions = window.actions_
    named = {
        "hand out": actions.hand_out,
        "send back": actions.send_back,
        "merge": actions.merge,
        "conflicts": actions.conflicts,
    }
    return {name for name, action in named.items() if action.isEnabled()}


def test_the_only_person_is_at_work_without_a_question(coder):
    assert coder.opened.person.name == "Mira Sorel"
    assert "Mira Sorel’s share" in coder.windowTitle()
    assert coder.windowTitle().startswith("Harbour")
    assert offered(coder) == {"send back", "merge"}


def test_in_everybodys_file_the_menu_follows_the_roles(manager):
    assert offered(manager) == {"hand out", "send back", "merge"}
    assert "share" not in manager.windowTitle()
    project = manager.opened.project
    manager.opened.become(next(one for one in mail.people(project) if one.name == "Jonas Reit"))
    assert offered(manager) == {"send back"}


def test_a_newer_handout_is_merged_into_a_coders_file(coder, theme, project_path, tmp_path, qtbot):
    from annotator.domain.people import Actor, Role
    from annotator.services.exchange.handing_out import hand_out
    from annotator.services.interchange.importing import import_paths
    from annotator.services.managing.people import person_named
    from annotator.services.project import open_project

    article = tmp_path / "pass.txt"
    article.write_text("The pass is open\n\n“Come,” she said.", encoding="utf-8")
    newer = tmp_path / "newer.stance"
    with open_project(project_path) as project:
        edda, mira = person_named(project, "Edda Holm"), person_named(project, "Mira Sorel")
        manager = Actor(edda.id, Role.MANAGER)
        import_paths(project, manager, [article])
        hand_out(project, manager, mira, newer)
    assert coder.annotate_screen.queue.counts.all == 3
    dialog = MergeDialog(coder.opened, theme, (newer,), coder)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.look is not None, timeout=20_000)
    assert "1 article" in dialog.model.index(0, 2).data()
    dialog.start.click()
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=20_000)
    assert coder.annotate_screen.queue.counts.all == 4
