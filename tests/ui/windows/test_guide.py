import re

import pytest
from PySide6.QtCore import QUrl

from annotator.shipped import docs_folder
from annotator.ui.dialogs.guide_dialog import GuideDialog
from annotator.ui.theme import Theme

LINKS = sorted(
    set(
        re.findall(
            r"\]\(((?:formats\.md)?#[^)]+)\)", (docs_folder() / "guide.md").read_text("utf-8")
        )
    )
)


@pytest.fixture
def dialog(qtbot):
    dialog = GuideDialog(Theme("light"))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_guide_is_there_with_its_pages(dialog):
    words = dialog.pages.toPlainText()
    assert "keyboard alone" in words
    assert "](" not in words
    dialog.follow(QUrl("formats.md"))
    assert "JSON Lines" in dialog.pages.toPlainText()


@pytest.mark.parametrize("link", LINKS)
def test_every_link_leads_to_its_heading(dialog, link):
    dialog.follow(QUrl(link))
    here = dialog.pages.textCursor().block()
    assert here.blockFormat().headingLevel()
    assert dialog.pages.cursorRect().top() < dialog.pages.viewport().height()


def test_nothing_outside_is_opened(dialog):
    dialog.follow(QUrl("https://example.org/"))
    assert "keyboard alone" in dialog.pages.toPlainText()
