"""The mask panel fits where the mock puts it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gui.heatmap.mask_strip import SCORES, SLOT
from gui.look.look import look
from gui.look.theme import DARK
from gui.state.answers import Asked
from gui.state.selection import Selection
from gui.state.session import Session
from gui.views.panels.mask_panel import MaskPanel
from tests.gui.traces import make_scores, make_trace


def test_words_size_and_themes(qtbot: QtBot) -> None:
    selection = Selection()
    session = Session(selection)
    trace = make_trace(padded=2)
    session.set_traces((trace,), finished=True, follow=True)
    session.answers.give(SLOT, Asked(SCORES, trace), make_scores(trace))
    panel = MaskPanel(session, selection)
    qtbot.addWidget(panel)
    panel.resize(272, 142)
    panel.show()
    assert {label.text() for label in panel.findChildren(QLabel)} == {"Mask", "before → mask → after"}
    assert panel.minimumSizeHint().width() <= 272 and panel.minimumSizeHint().height() <= 142
    look.use(DARK)
    selection.update(query=3, key=11)
    assert not panel.grab().isNull()
