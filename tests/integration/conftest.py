"""A window with a toy model, for every test of the whole window that needs nothing else of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from gui.app import close, make_application
from gui.state.settings import Settings
from gui.window.main_window import MainWindow
from tests.integration.toy_window import TEXT, done, load, wait


@pytest.fixture
def open_window(qtbot) -> Iterator[Callable[..., MainWindow]]:
    make_application(["test"])
    windows: list[MainWindow] = []

    def make(loader=load, started: bool = True, **settings) -> MainWindow:
        window = MainWindow(loader, Settings(text=TEXT, model="toy", **settings))
        windows.append(window)
        window.show()
        window.activateWindow()
        qtbot.waitExposed(window)
        if started:
            window.start()
            wait(qtbot, lambda: done(window), timeout=20_000)
        return window

    yield make
    for window in windows:
        if window.isVisible():
            close(window)
