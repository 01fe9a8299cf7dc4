"""The commands put together. Imported once the language is known: help is made of words, too."""

from typing import Annotated

import typer
import typer.main

from annotator import __version__
from annotator.cli import (
    adjudicate_command,
    agreement_command,
    backup_command,
    bundle_command,
    check_command,
    dataset_command,
    disagreements_command,
    export_command,
    handout_command,
    import_command,
    merge_command,
    new_command,
    package_command,
    reattach_command,
    stats_command,
)
from annotator.cli.output import say
from annotator.words import tr


def command_line(argv: list[str]) -> int:
    """Parse the arguments, run the command, and return the exit status that Typer chose."""
    try:
        typer.main.get_command(_application())(args=argv, prog_name="annotator")
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 1
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
            "Exit status: 0 done; 1 failed, with a one-line reason on standard error;"
            " 2 wrong usage; 130 stopped by Ctrl+C."
        ),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    application.callback()(_about)
    for name, command, help_, more in (
        ("new", new_command.new, new_command.HELP, None),
        ("import", import_command.import_, import_command.HELP, import_command.JSON_KEYS),
        ("export", export_command.export, export_command.HELP, export_command.formats_help()),
        ("reattach", reattach_command.reattach, reattach_command.HELP, reattach_command.JSON_KEYS),
        (
            "disagreements",
            disagreements_command.disagreements,
            disagreements_command.HELP,
            disagreements_command.JSON_KEYS,
        ),
        (
            "adjudicate",
            adjudicate_command.adjudicate,
            adjudicate_command.HELP,
            adjudicate_command.JSON_KEYS,
        ),
        (
            "agreement",
            agreement_command.agreement,
            agreement_command.HELP,
            agreement_command.JSON_KEYS,
        ),
        ("handout", handout_command.handout, handout_command.HELP, handout_command.JSON_KEYS),
        ("package", package_command.package_, package_command.HELP, package_command.JSON_KEYS),
        ("merge", merge_command.merge_, merge_command.HELP, merge_command.JSON_KEYS),
        ("dataset", dataset_command.dataset, dataset_command.HELP, dataset_command.JSON_KEYS),
        ("bundle", bundle_command.bundle, bundle_command.HELP, bundle_command.JSON_KEYS),
        ("stats", stats_command.stats, stats_command.HELP, stats_command.JSON_KEYS),
        ("check", check_command.check, check_command.HELP, check_command.JSON_KEYS),
        ("backup", backup_command.backup, backup_command.HELP, None),
    ):
        application.command(name, help=help_, epilog=more)(command)
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
