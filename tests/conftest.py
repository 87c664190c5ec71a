"""What every test gets: no screen, settings of its own, and a failure for whatever it leaves running."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported
os.environ.pop("QT_STYLE_OVERRIDE", None)

import pytest
import torch  # before PySide6, which would stop it from loading on Windows (pytorch #166628)
from hypothesis import settings
from PySide6.QtCore import QCoreApplication, QEvent, QThread
from PySide6.QtWidgets import QApplication

from gui.look.look import look
from gui.look.theme import LIGHT

GRACE = 3.0  # seconds a thread may still take to end after its test

if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ["OMP_NUM_THREADS"] = "1"  # the workers share the cores
os.environ.setdefault("OMP_NUM_THREADS", "2")  # named, so that no number is measured
torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
settings.register_profile("suite", deadline=None, database=None)
settings.load_profile("suite")

# Python does not list Qt's own threads, so every QThread that starts is remembered here.
_started: weakref.WeakSet[QThread] = weakref.WeakSet()
_start = QThread.start


def _remembering_start(thread: QThread, *arguments: Any) -> None:
    _started.add(thread)
    _start(thread, *arguments)


QThread.start = _remembering_start  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for the settings of this test alone, and none of the person's trainings and models in sight."""
    folder = tmp_path_factory.mktemp("settings")
    monkeypatch.setenv("TRANSLUCENT_MODELS", str(folder / "models"))
    if sys.platform == "linux":
        monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
        monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    else:  # there platformdirs asks the system, not the environment
        monkeypatch.setattr("platformdirs.user_config_path", lambda *_args, **_options: folder)
        if "gui.state.settings" in sys.modules:
            monkeypatch.setattr("gui.state.settings.user_config_path", lambda *_args, **_options: folder)
    return folder


@pytest.fixture(autouse=True)
def light_look() -> None:
    """Every test begins in the light theme, whichever the one before it ended in."""
    if look.theme is not LIGHT:
        look.use(LIGHT)


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The person's own cache of encoded corpora is never touched, not by subprocesses either."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRANSLUCENT_CACHE", str(folder))
        yield folder


@pytest.fixture
def one_thread() -> Iterator[None]:
    """Sums in one order, as in a subprocess with OMP_NUM_THREADS=1; and tiny models are fastest so."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """Fail a test that leaves a thread running or a window open, and close the window for the next test's sake."""
    before = set(threading.enumerate())
    yield
    ends = time.monotonic() + GRACE
    while threads := _running_threads(before):
        if time.monotonic() > ends:
            break
        _process_events()
        time.sleep(0.01)
    windows = _open_windows()
    for window in windows:
        window.close()
    assert not threads, f"the test left threads running: {threads}"
    assert not windows, f"the test left windows open: {windows}"


def _running_threads(before: set[threading.Thread]) -> list[str]:
    # A "dummy" is Python's stand-in for a thread that Qt or torch started; it stays listed after that has ended.
    left = [t for t in threading.enumerate() if t not in before and not isinstance(t, threading._DummyThread)]
    names = [thread.name for thread in left]
    for thread in list(_started):
        with contextlib.suppress(RuntimeError):  # its C++ half is deleted, so it cannot run
            if thread.isRunning():
                names.append(thread.objectName() or repr(thread))
    return names


def _process_events() -> None:
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()


def _open_windows() -> list[Any]:
    if not isinstance(QCoreApplication.instance(), QApplication):
        return []
    _process_events()
    return [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
