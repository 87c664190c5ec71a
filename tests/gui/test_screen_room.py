"""Windows beside the main one open as large as they like, but whole on their screen."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from gui.views.library.dialog import LibraryDialog
from gui.views.new_training.dialog import NewTrainingDialog
from gui.views.parts.screen_room import FRAME, open_as


@pytest.mark.parametrize("wanted", [(300, 200), (5000, 200), (5000, 5000)])
def test_a_window_opens_within_its_screen(qtbot, wanted):
    window = QWidget()
    qtbot.addWidget(window)
    open_as(window, *wanted)
    room = window.screen().availableGeometry().size() - FRAME
    assert (window.width(), window.height()) == (min(wanted[0], room.width()), min(wanted[1], room.height()))


def test_the_library_has_its_buttons_on_a_small_screen(qtbot):
    dialog = LibraryDialog()
    qtbot.addWidget(dialog)
    least = dialog.minimumSize().expandedTo(dialog.minimumSizeHint())
    assert least.width() <= 853 - FRAME.width() and least.height() <= 480 - FRAME.height()  # 1280 x 720 at 150 %


def test_a_new_training_has_its_buttons_on_a_small_screen(qtbot, tmp_path):
    dialog = NewTrainingDialog(tmp_path)
    qtbot.addWidget(dialog)
    dialog.resize(845, 444)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert dialog.height() == 444  # its layout asks for no more
    assert dialog.width() < 900  # what wide letters need
    assert dialog.rect().contains(dialog.start_button.geometry())
    presets = dialog.model.presets
    assert presets.height() >= presets.minimumSizeHint().height()
