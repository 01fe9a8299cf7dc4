"""The commands put together."""

from typing import Annotated

import typer

from annotator import __version__
from annotator.cli.backup_command import back_up_project
from annotator.cli.check_command import check_project
from annotator.cli.export_command import EXPORT_HELP, export_from_project
from annotator.cli.import_command import IMPORT_HELP, import_into_project
from annotator.cli.new_command import NEW_HELP, new_project
from annotator.cli.output import say
from annotator.cli.stats_command import STATS_HELP, show_statistics
from annotator.words import tr


def command_line(argv: list[str]) -> int:
    """Parse the arguments, run the command, and return the exit status that Typer chose."""
    try:
        typer.main.get_command(_application())(args=argv, prog_name="annotator")
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else 1
    return 0


def _application() -> typer.Typer:
    application = typer.Typer(
        name="annotator",
        help=tr(
            "Code news articles: who says what, and how sure the coder is.\n\n"
            "annotator [PROJECT] [--as NAME] opens the desktop app; the commands below need no"
            " screen. PROJECT is a .stance file."
        ),
        epilog=tr(
            "Exit status: 0 done; 1 failed, with a one-line reason on standard error; 2 wrong usage."
        ),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    application.callback()(_about)
    for name, command, help_ in (
        ("new", new_project, NEW_HELP),
        ("import", import_into_project, IMPORT_HELP),
        ("export", export_from_project, EXPORT_HELP),
        ("stats", show_statistics, STATS_HELP),
        ("check", check_project, None),
        ("backup", back_up_project, None),
    ):
        application.command(name, help=help_() if help_ else None)(command)
    return application


def _show_version(asked: bool) -> None:
    if asked:
        say(f"annotator {__version__}")
        raise typer.Exit


def _about(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", help=tr("Print the version."), callback=_show_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Take the options that stand before a command."""
