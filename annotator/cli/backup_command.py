"""``annotator backup``: a whole, checked copy of a project, also while others work in it."""

from annotator.cli.opening import opened
from annotator.cli.options import AsOption, OutOption, ProjectArgument
from annotator.cli.output import say
from annotator.services.backups import back_up
from annotator.words import tr

HELP = tr(
    "Copy a project to one file, whole and checked, also while others work in it. Never copy the"
    " file by hand while it is open: use this."
)


def backup(project: ProjectArgument, out: OutOption, as_: AsOption = None) -> None:
    """Make the copy and say where it lies."""
    with opened(project, as_) as (handle, _person):
        made = back_up(handle, out)
    say(tr("Copied to {out}, checked.", out=made))
