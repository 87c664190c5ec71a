"""`main.py screenshot OUT.png`: the real window with a real translation, drawn without a screen."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from gui.app import close, load_model, make_application, speak
from gui.state.session import Activity
from gui.state.settings import Settings
from gui.views.inside.base import InsideView
from gui.views.inside.registry import SLOTS
from gui.window.main_window import MainWindow
from model.errors import UserError
from model.values.questions.scores import ScoresQuestion
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF

PATIENCE = 120_000  # milliseconds to wait for the translation; after that there is no picture
ANSWER_PATIENCE = 120_000  # milliseconds to wait for an inside view
LOOK = 10  # milliseconds between two looks at whether everything is there
GROUPS = {
    "encoder-self": ENCODER_SELF,
    "decoder-self": DECODER_SELF,
    "cross": CROSS,
}
VIEWS = (*GROUPS, "table", *SLOTS)


def run(args: argparse.Namespace) -> int:
    """Translate `--text` (else the first example), show `--view`, save the window's picture.

    No picture of an unfinished window is saved: `UserError` where the view cannot be shown, status 1 where it is not
    there in time.
    """
    if args.view and args.view not in VIEWS:
        raise UserError(f"There is no view '{args.view}'; choose one of: {', '.join(VIEWS)}.")
    make_application(["translucent"])
    speak(args.language)
    settings = Settings(text=args.text or "", theme=args.theme)
    window = MainWindow(load_model, settings)
    window.remember = False
    try:
        window.resize(*args.size)
        window.show()
        window.start()
        wait_until_done(window)
        if window.session.message_is_error:
            raise UserError(window.session.message)
        if args.view in GROUPS:
            window.selection.update(group=GROUPS[args.view])
        if args.view in SLOTS:
            wait_until_drawn(window.translation.show_inside(args.view))
        shown: QWidget | None = window.show_table() if args.view == "table" else window
        save(shown or window, args.out)
    except TimeoutError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        close(window)
    return 0


def wait_until_done(window: MainWindow) -> None:
    """Wait until the translation and its scores are there, or something failed; `TimeoutError` after `PATIENCE`."""
    session = window.session

    def done() -> bool:
        maker = session.maker
        scored = maker is not None and (maker.can(ScoresQuestion) is not None or window.masks.strip.scores is not None)
        return (session.finished and session.activity is Activity.IDLE and scored) or session.message_is_error

    if not wait_for(done, PATIENCE):
        raise too_slow("the translation", PATIENCE)


def wait_until_drawn(view: InsideView) -> None:
    """Wait until all of the view is on the screen; `TimeoutError` after `ANSWER_PATIENCE`.

    `UserError` in the view's own words where it has nothing to show.
    """
    if not wait_for(lambda: view.settled, ANSWER_PATIENCE):
        raise too_slow(f"the view '{view.slot}'", ANSWER_PATIENCE)
    if not view.drawn:
        raise UserError(view.notice)
    QCoreApplication.processEvents()  # new words must also be laid out


def too_slow(what: str, patience: int) -> TimeoutError:
    """A picture of what is not there yet would be taken for the finished one."""
    return TimeoutError(
        f"Nothing is drawn, as {what} was not there after {patience / 1000:g} seconds; give a shorter --text, or try "
        "again when the computer has less to do."
    )


def wait_for(state: Callable[[], bool], patience: int) -> bool:
    """Whether it came about within so many milliseconds."""
    loop, look = QEventLoop(), QTimer()

    def quit_when_there() -> None:
        if state():
            loop.quit()

    look.timeout.connect(quit_when_there)
    look.start(LOOK)
    QTimer.singleShot(patience, loop, loop.quit)
    loop.exec()
    look.stop()
    return state()


def save(widget: QWidget, path: Path) -> None:
    if not widget.grab().save(str(path)):
        raise UserError(f"{path} cannot be written as a picture; choose another folder or a name ending in .png.")
