"""Builds the application and its window, runs it, and takes it down in order."""

from __future__ import annotations

import sys
import traceback
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QApplication

from gui.look.fonts import use_font
from gui.state.language import language
from gui.state.settings import load_settings
from gui.window.main_window import MainWindow
from gui.window.placing import fit_to_screen
from gui.window.view_state import ViewState, view_states
from model.errors import Sentence

if TYPE_CHECKING:  # torch comes with it
    from model.translator import Translator

FRAMED = 300  # milliseconds after which the window system has put its frame round a window


def load_model(name: str) -> Translator:
    """Runs in the worker's thread, which is where torch is imported (not on Windows, see main.py)."""
    from model.library.loading import load_translator

    return load_translator(name)


def make_application(arguments: list[str]) -> QApplication:
    """The one QApplication, in Qt's Fusion style so that it looks the same on every system."""
    QCoreApplication.setApplicationName("translucent")
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(arguments)
    app.setStyle("Fusion")
    app.setApplicationDisplayName("Translucent")
    return app


def speak(code: str) -> None:
    """Set the screen's language for everything made from now on, and a font that has its letters."""
    language.use(code)
    use_font(language.code)


def run_window() -> int:
    """Open the window and stay until it is closed; returns the exit status. Another language needs another window."""
    app = make_application(sys.argv[:1])
    settings, notice = load_settings()
    state: ViewState | None = None
    while True:
        speak(settings.language)
        window = MainWindow(load_model, settings)
        if state is not None:
            state.restore(window)
        states = view_states(window)
        try:
            status = _show(app, window, notice or language.problem)
            if window.session.trace is not None:
                notice = ""  # it has been shown
        finally:
            close(window)
        if not states:
            return status
        state = states[-1]


def _show(app: QApplication, window: MainWindow, notice: Sentence | str) -> int:
    """Show the window and run until it is closed; returns the exit status."""
    # A fault in a slot must neither end the program nor go unseen.
    previous = sys.excepthook

    def show_fault(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        traceback.print_exception(kind, fault, trace)
        text = window.tr("Something in the program failed ({0}); what you typed is kept, please try again.")
        window.session.set_message(text.format(f"{kind.__name__}: {fault}"), error=True)

    sys.excepthook = show_fault
    if notice:
        # Show it only once the first translation has begun: loading and starting each clear earlier messages.
        once = Qt.ConnectionType.SingleShotConnection
        window.controller.progressed.connect(lambda _progress: window.session.set_message(notice), once)
    fit_to_screen(window)
    window.show()
    QTimer.singleShot(FRAMED, window, lambda: fit_to_screen(window))  # by now it has its frame
    QTimer.singleShot(0, window, window.start)  # after the window is on the screen
    try:
        return app.exec()
    finally:
        sys.excepthook = previous


def close(window: MainWindow) -> None:
    """Destroy a window before the interpreter exits: on Python 3.11 a window that is left over crashes at exit."""
    window.asks = False
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, 0)
    QCoreApplication.processEvents()
