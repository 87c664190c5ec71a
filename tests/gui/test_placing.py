"""A window lies whole on its screen, with its frame, whatever it was the last time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMargins, QRect

from gui.window.main_window import LEAST
from gui.window.placing import fitted

FRAME = QMargins(1, 24, 1, 1)
SCREENS = [(1280, 720), (1366, 768), (1920, 1080)]
FACTORS = [1.0, 1.25, 1.5, 2.0]
PANEL = 30  # logical pixels of a bar at the top of the screen


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("factor", FACTORS)
@pytest.mark.parametrize(
    "before", [QRect(0, 0, 1280, 720), QRect(3000, 1500, 2560, 1400), QRect(-900, -400, 1280, 720)]
)
def test_the_window_is_inside_every_screen(screen, factor, before):
    room = QRect(0, PANEL, int(screen[0] / factor), int(screen[1] / factor) - PANEL)
    place = fitted(before, room, FRAME)
    assert room.contains(place.marginsAdded(FRAME))
    assert place.width() >= LEAST[0] and place.height() >= LEAST[1]  # or it would grow again, out of the screen


def test_a_window_that_fits_stays_where_it_is():
    before = QRect(100, 80, 900, 600)
    assert fitted(before, QRect(0, 0, 1920, 1080), FRAME) == before
