"""Names of files that every system takes, and that no file has yet."""

from pathlib import Path

import pytest

from annotator.ui.dialogs.file_fields import FileField, file_name, free_path, problem_with


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Harbour", "Mira Sorel"), "Harbour – Mira Sorel.stance"),
        (("North/South: 2025?", " Édouard  B. "), "North South 2025 – Édouard B.stance"),
        (("..", "talks*"), "talks.stance"),
        (("///",), "file.stance"),
    ],
)
def test_a_name_is_fit_for_every_system(parts, name):
    assert file_name(*parts, suffix=".stance") == name


def test_a_long_name_is_cut_before_its_suffix():
    found = file_name("x" * 400, "Mira", suffix=".stance-package")
    assert len(found) < 150
    assert found.endswith(".stance-package")


def test_a_suggested_name_is_free(tmp_path: Path):
    wished = tmp_path / "Harbour.stance-package"
    assert free_path(wished, ".stance-package") == wished
    wished.touch()
    (tmp_path / "Harbour 2.stance-package").touch()
    assert free_path(wished, ".stance-package").name == "Harbour 3.stance-package"


def test_what_stands_in_the_way_of_a_file_is_said(tmp_path: Path):
    assert problem_with(tmp_path / "new.stance") == ""
    assert "folder" in problem_with(tmp_path / "nowhere" / "new.stance")
    assert "folder" in problem_with(tmp_path)
    (tmp_path / "there.stance").touch()
    assert "already" in problem_with(tmp_path / "there.stance")
    assert problem_with(tmp_path / "there.stance", lambda _path: True) == ""
    assert "never" in problem_with(tmp_path / "there.stance", lambda _path: False)


def test_a_suffix_is_added_where_it_was_not_typed(qtbot, tmp_path: Path):
    field = FileField(tmp_path / "a.stance-package", "Packages", ".stance-package")
    qtbot.addWidget(field)
    field.line.setText(str(tmp_path / "my work"))
    assert field.path == tmp_path / "my work.stance-package"
    field.line.clear()
    assert field.path is None
