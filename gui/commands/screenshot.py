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

PATIENCE = 120_000  # milliseconds to wait; after that the picture is taken even if something is unfinished
GROUPS = {
    "encoder-self": ENCODER_SELF,
    "decoder-self": DECODER_SELF,
    "cross": CROSS,
}
VIEWS = (*GROUPS, "table", *SLOTS)
ANSWER_PATIENCE = 30_000  # milliseconds to wait for an inside view; after that it is drawn even if unfinished


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
        wait_until_done(window)
        if window.session.message_is_error:
            raise UserError(window.session.message)
        if args.view in GROUPS:
            window.selection.update(group=GROUPS[args.view])
        if args.view in SLOTS:
            wait_until_ready(window.translation.show_inside(args.view))
        shown: QWidget | None = window.show_table() if args.view == "table" else window
        save(shown or window, args.out)
    finally:
        close(window)
    return 0


def wait_until_done(window: MainWindow) -> None:
    """Wait until the translation and its scores are there, or something failed."""
    loop = QEventLoop()
    session = window.session

    def look() -> None:
        maker = session.maker
        scored = maker is not None and (maker.can(ScoresQuestion) is not None or window.masks.strip.scores is not None)
        done = session.finished and session.activity is Activity.IDLE and scored
        if done or session.message_is_error:
            loop.quit()

    for signal in (session.trace_changed, session.message_changed, session.activity_changed):
        signal.connect(look)
    session.answers.changed.connect(look)
    QTimer.singleShot(PATIENCE, loop.quit)
    loop.exec()


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
