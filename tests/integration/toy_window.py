"""What the tests of the whole window share: a toy model to load, patience, and opening an inside view."""

from __future__ import annotations

from collections.abc import Callable

import torch
from PySide6.QtCore import Qt

from gui.state.session import Activity
from gui.views.inside.registry import SLOTS
from gui.window.main_window import MainWindow
from model.bundle.bundle import Bundle
from model.errors import UserError
from model.translator import Translator, bundle_translator
from tests.model.toy_bundle import make_bundle

TEXT = "the dog sees it."
PATIENCE = 60_000  # milliseconds; a busy machine must not decide a test


def toy(encoder_layers: int = 2, decoder_layers: int = 2) -> Bundle:
    bundle = make_bundle(max_positions=24, encoder_layers=encoder_layers, decoder_layers=decoder_layers)
    with torch.no_grad():
        bundle.model.output.weight.mul_(4.0)
    return bundle


def load(name: str) -> Translator:
    if name == "broken":
        raise UserError("This model is broken; choose another.")
    if name == "crash":
        raise RuntimeError("a fault of the program")
    return bundle_translator(toy(decoder_layers=3 if name == "other" else 2), torch.device("cpu"))


def wait(qtbot, condition: Callable[[], bool], timeout: int = PATIENCE) -> None:
    qtbot.waitUntil(condition, timeout=timeout)


def done(window: MainWindow) -> bool:
    return window.session.finished and window.session.activity is Activity.IDLE


def open_inside(qtbot, window: MainWindow, slot: str):
    """Press the view's own keys, and wait for its numbers."""
    number = SLOTS.index(slot) + 1
    button = window.translation.bar.button(number)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    view = window.translation.inside
    assert view is not None and view.slot == slot
    qtbot.waitUntil(lambda: view.ready, timeout=PATIENCE)
    return view
