"""The child process of `main.py bench start`: opens the window as a person would and prints how long it took."""

from __future__ import annotations

import json
import sys
import time

from PySide6.QtCore import QTimer

from gui.app import close, load_model, make_application
from gui.commands.screenshot import wait_until_done
from gui.state.settings import Settings
from gui.window.main_window import MainWindow


def main() -> None:
    """`sys.argv[1]` is the time at which the process was started, in seconds since the epoch."""
    begin = float(sys.argv[1])
    app = make_application(["translucent"])
    window = MainWindow(load_model, Settings())
    window.remember = False
    window.show()
    QTimer.singleShot(0, window, window.start)
    app.processEvents()
    shown = time.time() - begin
    wait_until_done(window)
    translated = time.time() - begin
    failed = window.session.message if window.session.message_is_error else ""
    close(window)
    if failed:
        sys.exit(failed)
    print(json.dumps({"window_s": round(shown, 2), "translated_s": round(translated, 2)}))
