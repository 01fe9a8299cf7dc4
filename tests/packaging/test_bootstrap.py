"""The set-up: what it finds missing, what it remembers, what it says, what it passes on."""

import ast
import importlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
PACKAGING = CHECKOUT / "packaging"
BOOTSTRAP = PACKAGING / "bootstrap.py"

sys.path.insert(0, str(PACKAGING))
try:
    application = importlib.import_module("application")
    checks = importlib.import_module("checks")
    messages = importlib.import_module("messages")
    package_managers = importlib.import_module("package_managers")
    scratch = importlib.import_module("scratch")
    screens = importlib.import_module("screens")
    stamps = importlib.import_module("stamps")
    system_libraries = importlib.import_module("system_libraries")
    virtual_environment = importlib.import_module("virtual_environment")
finally:
    sys.path.remove(str(PACKAGING))

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Linux")
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")

LDD = """\
\tlinux-vdso.so.1 (0x00007ffc6d5f2000)
\tlibQt6Gui.so.6 => /x/lib/libQt6Gui.so.6 (0x00007f46bba2d000)
\tlibxcb-cursor.so.0 => not found
\tlibEGL.so.1 => not found
\tlibxcb-cursor.so.0 => not found
\t/lib64/ld-linux-x86-64.so.2 (0x00007f46bbb2d000)
"""


# --- what is missing, and what it is called


def manager(name):
    return next(each for each in package_managers.MANAGERS if each.install[0] == name)


def test_ldd_output_gives_each_missing_library_once():
    assert system_libraries.unresolved(LDD) == {"libxcb-cursor.so.0", "libEGL.so.1"}


@pytest.mark.parametrize(
    ("name", "packages"),
    [
        ("apt-get", ["fonts-dejavu-core", "libegl1", "libglib2.0-0", "libxcb-cursor0"]),
        ("pacman", ["glib2", "libglvnd", "ttf-dejavu", "xcb-util-cursor"]),
        (
            "dnf",
            [
                "dejavu-sans-fonts",
                "libEGL.so.1()(64bit)",
                "libglib-2.0.so.0()(64bit)",
                "libxcb-cursor.so.0()(64bit)",
            ],
        ),
    ],
)
def test_missing_things_become_the_names_of_packages(name, packages):
    needs = ["libxcb-cursor.so.0", "libglib-2.0.so.0", "libEGL.so.1", "font"]
    command = manager(name).command(needs)
    assert command[len(manager(name).install) :] == packages


def test_two_libraries_of_one_package_are_installed_once():
    command = manager("apt-get").command(["libglib-2.0.so.0", "libgthread-2.0.so.0"])
    assert command.count("libglib2.0-0") == 1


def test_everything_asked_for_beforehand_has_a_debian_name():
    needs = {"font", "Xvfb", "ensurepip"}.union(*system_libraries.PURPOSES.values())
    assert needs <= set(package_managers.DEBIAN)


@on_linux
def test_the_loader_is_asked_for_libraries():
    names = ["libc.so.6", "libof-no-system.so.1"]
    assert system_libraries.missing_by_loading(names) == ["libof-no-system.so.1"]


def test_a_font_anywhere_below_a_folder_counts(tmp_path):
    folder = tmp_path / "truetype" / "some"
    folder.mkdir(parents=True)
    (folder / "readme.txt").touch()
    assert not system_libraries.has_font([tmp_path, tmp_path / "not-there"])
    (folder / "Some.TTF").touch()
    assert system_libraries.has_font([tmp_path])


# --- what is remembered


def test_a_step_counts_as_done_only_with_the_same_mark(tmp_path):
    stamps.Stamp(tmp_path).done("runtime", "one")
    again = stamps.Stamp(tmp_path)
    assert again.is_done("runtime", "one")
    assert not again.is_done("runtime", "two")
    assert not again.is_done("development", "one")


@pytest.mark.parametrize("text", ["", "{", "[1]"])
def test_a_spoilt_stamp_counts_as_nothing_done(tmp_path, text):
    (tmp_path / "bootstrap-done.json").write_text(text, encoding="utf-8")
    assert not stamps.Stamp(tmp_path).is_done("runtime", "one")


def test_marks_follow_the_contents_of_files_and_where_texts_end(tmp_path):
    file = tmp_path / "pins.txt"
    file.write_text("a==1", encoding="utf-8")
    before = stamps.fingerprint(file)
    file.write_text("a==2", encoding="utf-8")
    assert stamps.fingerprint(file) != before
    assert stamps.fingerprint("ab", "c") != stamps.fingerprint("a", "bc")


def whole_environment(folder):
    python = virtual_environment.python_in(folder)
    python.parent.mkdir(parents=True)
    python.touch()
    (folder / "pyvenv.cfg").touch()
    stamps.Stamp(folder).done("environment", virtual_environment.own_mark())
    return folder


def test_an_environment_is_whole_until_something_is_wrong_with_it(tmp_path):
    def whole(folder):
        return virtual_environment.is_whole(folder, stamps.Stamp(folder))

    assert whole(whole_environment(tmp_path / "good"))
    assert not whole(tmp_path / "not-there")

    without_python = whole_environment(tmp_path / "without-python")
    virtual_environment.python_in(without_python).unlink()
    assert not whole(without_python)

    interrupted = whole_environment(tmp_path / "interrupted")
    stamps.Stamp(interrupted).begin()
    assert not whole(interrupted)
    stamps.Stamp(interrupted).end()
    assert whole(interrupted)

    of_another_python = whole_environment(tmp_path / "of-another-python")
    stamps.Stamp(of_another_python).done("environment", "another")
    assert not whole(of_another_python)


def test_only_an_environment_is_removed(tmp_path):
    environment = whole_environment(tmp_path / "environment")
    virtual_environment.remove(environment)
    assert not environment.exists()
    virtual_environment.remove(environment)  # nothing there: nothing to do

    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").touch()
    with pytest.raises(messages.SetupError, match="not a virtual environment"):
        virtual_environment.remove(other)
    assert (other / "thesis.txt").exists()


# --- screens


def listening(path):
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(path))
    server.listen()
    return server


@on_linux
def test_no_screen_is_told_from_one_that_does_not_answer():
    assert screens.why_no_screen({}) == "there is no screen here"
    assert "does not answer" in screens.why_no_screen({"DISPLAY": ":64999"})
    assert "does not answer" in screens.why_no_screen({"DISPLAY": "nonsense"})
    assert screens.why_no_screen({"QT_QPA_PLATFORM": "offscreen"}) is None
    assert screens.why_no_screen({"QT_QPA_PLATFORM": "xcb"}) is not None


@on_linux
def test_a_screen_that_answers_is_one(tmp_path):
    with listening(tmp_path / "x"):
        assert screens.why_no_screen({"DISPLAY": str(tmp_path / "x")}) is None
    with listening(tmp_path / "wayland-7"):
        env = {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(tmp_path)}
        assert screens.why_no_screen(env) is None
        assert screens.why_no_screen({**env, "QT_QPA_PLATFORM": "xcb"}) is not None


@pytest.mark.parametrize(
    ("display", "address"),
    [
        (":0", ("", 0)),
        (":12.1", ("", 12)),
        ("unix:3", ("", 3)),
        ("localhost:10.0", ("localhost", 10)),
        ("[::1]:2", ("::1", 2)),
        ("0", None),
        (":x", None),
    ],
)
def test_displays_are_read(display, address):
    assert screens.x_address(display) == address


@on_linux
@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb")
def test_a_virtual_screen_answers_and_is_gone_afterwards():
    with screens.virtual_screen() as display:
        assert screens.x_answers(display)
    assert not screens.x_answers(display)


# --- the command line


def bootstrap(*arguments, **env):
    return subprocess.run(
        [sys.executable, str(BOOTSTRAP), *arguments],
        env={"PATH": "/usr/bin:/bin", **env},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@on_linux
@pytest.mark.parametrize("arguments", [["run"], ["run", "some/project.stance"]])
@pytest.mark.parametrize("env", [{}, {"DISPLAY": ":64999"}])
def test_without_a_screen_one_line_names_what_works(arguments, env):
    ran = bootstrap(*arguments, **env)
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert len(ran.stderr.splitlines()) == 1
    for command in ("new", "import", "export", "stats", "check", "backup"):
        assert f"run {command} …" in ran.stderr


def test_an_unknown_command_is_answered_with_the_known_ones():
    ran = bootstrap("start")
    assert ran.returncode == 2
    assert "run, test, check, lock" in ran.stderr


def test_an_older_python_can_read_the_file_that_refuses_it():
    ast.parse(BOOTSTRAP.read_text(encoding="utf-8"), feature_version=(3, 6))
    assert "from __future__" not in BOOTSTRAP.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--verbose"], True),
        (["talks.stance"], True),
        (["../talks"], True),
        (["new", "talks.stance", "--sample"], False),
        (["import", "talks.stance", "articles"], False),
        (["--help"], False),
        (["--version"], False),
    ],
)
def test_which_arguments_open_a_window(arguments, window):
    assert application.opens_window(arguments) is window


@pytest.mark.parametrize(
    "arguments", [["-n0"], ["-n", "4"], ["--numprocesses=2"], ["--pdb"], ["-p", "no:xdist"]]
)
def test_the_person_decides_over_how_tests_are_spread(arguments):
    assert checks.workers(arguments) == []


def test_tests_are_spread_over_a_few_processes_by_file():
    words = checks.workers(["-k", "stamp", "--no-header"])
    assert words[0] == "-n"
    assert 1 <= int(words[1]) <= checks.MOST_WORKERS
    assert words[2:] == ["--dist", "loadfile", "--no-loadscope-reorder"]


@on_linux
def test_tests_write_into_a_folder_that_goes_with_them(tmp_path, monkeypatch):
    monkeypatch.delenv("TMPDIR", raising=False)
    with scratch.folder_in_memory(tmp_path, enough=1) as folder:
        (folder / "written.txt").write_text("x")
    assert folder.parent == tmp_path
    assert not folder.exists()


@pytest.mark.parametrize(
    ("chosen", "missing", "enough"),
    [("/elsewhere", False, 1), ("", True, 1), ("", False, 1 << 60)],
    ids=["chosen by the person", "not there", "too small"],
)
def test_tests_write_where_they_always_would(tmp_path, monkeypatch, chosen, missing, enough):
    monkeypatch.setenv("TMPDIR", chosen)
    place = tmp_path / "not there" if missing else tmp_path
    with scratch.folder_in_memory(place, enough) as folder:
        assert folder is None
    assert list(tmp_path.iterdir()) == []


# --- what is passed on: `run` with a small program in the place of the app


APP = """\
#!/bin/sh
shift 3
if [ "$1" = new ]; then echo made > "$2"; [ "$FAILING" ] && exit 4; fi
[ "$1" = import ] || printf '<%s>' "$@"
[ "$1" = import ] && exit 3
exit 0
"""

RUN = """\
import sys
from pathlib import Path
import application
application.prepare = lambda **_: None
application.FOLDER = Path(sys.argv[1])
try:
    sys.exit(application.run(sys.argv[2:]))
except application.SetupError as error:
    sys.exit(str(error))
"""


def run_with_small_app(folder, *arguments, **env):
    python = folder / "bin" / "python"
    python.parent.mkdir(exist_ok=True)
    python.write_text(APP, encoding="utf-8")
    python.chmod(0o755)
    home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder / "data")}
    return subprocess.run(
        [sys.executable, "-c", RUN, str(folder), *arguments],
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(PACKAGING), **home, **env},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@on_posix
def test_arguments_and_exit_code_are_passed_on(tmp_path):
    ran = run_with_small_app(tmp_path, "stats", "two words", "--as", "*")
    assert (ran.returncode, ran.stdout) == (0, "<stats><two words><--as><*>")
    assert run_with_small_app(tmp_path, "import", "x").returncode == 3


@on_linux
def test_without_arguments_the_sample_is_made_once_and_opened(tmp_path):
    sample = tmp_path / "data" / "stance-annotator" / "sample.stance"
    first = run_with_small_app(tmp_path, QT_QPA_PLATFORM="offscreen")
    assert first.stdout == f"<{sample}>"
    assert "Making the sample project" in first.stderr
    sample.write_text("worked on", encoding="utf-8")
    second = run_with_small_app(tmp_path, QT_QPA_PLATFORM="offscreen")
    assert (second.stdout, second.stderr) == (f"<{sample}>", "")
    assert sample.read_text(encoding="utf-8") == "worked on"


@on_linux
def test_a_sample_that_could_not_be_made_leaves_nothing_behind(tmp_path):
    ran = run_with_small_app(tmp_path, QT_QPA_PLATFORM="offscreen", FAILING="1")
    assert ran.returncode == 1
    assert "could not be made" in ran.stderr
    assert list((tmp_path / "data" / "stance-annotator").iterdir()) == []


@on_posix
def test_a_program_ended_by_a_signal_has_the_shells_exit_code():
    assert messages.in_foreground(["/bin/sh", "-c", "exit 7"]) == 7
    killed = messages.in_foreground(["/bin/sh", "-c", "kill -TERM $$"])
    assert killed == 128 + signal.SIGTERM


# --- the pinned requirements


PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)


def pins(name):
    return dict(PIN.findall((PACKAGING / name).read_text(encoding="utf-8")))


def names(requirements):
    return {re.split(r"[<>=~!;\[ ]", each, maxsplit=1)[0].lower() for each in requirements}


def test_every_dependency_is_pinned():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = names(project["project"]["dependencies"])
    assert runtime <= set(pins("requirements.txt"))
    assert names(project["dependency-groups"]["dev"]) <= set(pins("requirements-dev.txt"))
    assert names(project["build-system"]["requires"]) <= set(pins("requirements-build.txt"))


def test_the_three_files_agree():
    development = pins("requirements-dev.txt")
    assert pins("requirements.txt").items() <= development.items()
    build = pins("requirements-build.txt")
    shared = build.keys() & development.keys()
    assert {name: build[name] for name in shared} == {name: development[name] for name in shared}


@pytest.mark.parametrize("file", sorted(PACKAGING.glob("requirements*.txt")), ids=lambda f: f.name)
def test_pins_have_hashes_and_no_addresses(file):
    text = file.read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text
    blocks = re.split(r"\n(?=[a-z0-9])", text)[1:]
    assert blocks
    assert all("--hash=sha256:" in block for block in blocks)
