"""Pictures of what is not as usual: nothing saved, nothing found, letters twice as large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.screenshots.studio import HEIGHT, WIDTH
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.screenshots.studio import Studio


def shoot_troubles(studio: Studio) -> None:
    """Show work that could not be saved, a search without result, and large letters."""
    from annotator.domain.errors import StorageFailed
    from annotator.ui.save_status import FailedWrite

    window = studio.window
    opened, screen = window.opened, window.annotate_screen
    if opened is None or screen is None:
        raise RuntimeError("no project is open")
    opened.status.keep(FailedWrite(StorageFailed("disk_full"), lambda: None))
    studio.shoot("not-saved")
    opened.status.retry()
    screen.finishing.finish()
    screen.queue_pane.field.setText(tr("nothing like this"))
    screen.queue.reload()
    studio.shoot("no-match")
    screen.queue_pane.clear_filter()
    studio.preferences.text_size = 200
    studio.shoot("text-200")
    studio.preferences.text_size = 100
    studio.settle()  # the window can be this small again only then
    window.resize(WIDTH, HEIGHT)
