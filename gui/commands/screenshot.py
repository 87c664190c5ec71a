"""`main.py screenshot OUT.png`: the real window with a real translation, drawn without a screen."""

from __future__ import annotations

import argparse
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
GROUPS = {
    "encoder-self": ENCODER_SELF,
    "decoder-self": DECODER_SELF,
    "cross": CROSS,
}
VIEWS = (*GROUPS, "table", *SLOTS)
ANSWER_PATIENCE = 60_000  # milliseconds to wait for the numbers of an inside view


def run(args: argparse.Namespace) -> int:
    """Translate `--text` (else the first example), show `--view`, save the window's picture."""
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
        done = wait_until_done(window)
        if window.session.message_is_error:
            raise UserError(window.session.message)
        if not done:
            raise too_slow("the translation", PATIENCE)
        if args.view in GROUPS:
            window.selection.update(group=GROUPS[args.view])
        if args.view in SLOTS:
            view = window.translation.show_inside(args.view)
            wait_until_ready(view)
            if view.waits:
                raise too_slow(f"the view '{args.view}'", ANSWER_PATIENCE)
        shown: QWidget | None = window.show_table() if args.view == "table" else window
        save(shown or window, args.out)
    finally:
        close(window)
    return 0


def too_slow(what: str, patience: int) -> UserError:
    """A picture of what is not there yet would be taken for the finished one."""
    return UserError(
        f"Nothing is drawn, as {what} was not there after {patience / 1000:g} seconds; give a shorter --text, or try "
        "again when the computer has less to do."
    )


def wait_until_done(window: MainWindow) -> bool:
    """Wait until the translation and its scores are there, or something failed; False if that takes too long."""
    loop, ended = QEventLoop(), False
    session = window.session

    def look() -> None:
        maker = session.maker
        scored = maker is not None and (maker.can(ScoresQuestion) is not None or window.masks.strip.scores is not None)
        done = session.finished and session.activity is Activity.IDLE and scored
        if done or session.message_is_error:
            nonlocal ended
            ended = True
            loop.quit()

    for signal in (session.trace_changed, session.message_changed, session.activity_changed):
        signal.connect(look)
    session.answers.changed.connect(look)
    QTimer.singleShot(PATIENCE, loop.quit)
    loop.exec()
    return ended


def wait_until_ready(view: InsideView) -> None:
    """Wait until the view has the numbers it asked for."""
    loop = QEventLoop()
    view.changed.connect(loop.quit)
    QTimer.singleShot(ANSWER_PATIENCE, loop.quit)
    if not view.ready:
        loop.exec()
    QCoreApplication.processEvents()  # the new content must also be laid out


def save(widget: QWidget, path: Path) -> None:
    if not widget.grab().save(str(path)):
        raise UserError(f"{path} cannot be written as a picture; choose another folder or a name ending in .png.")
