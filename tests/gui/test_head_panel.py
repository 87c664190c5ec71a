"""The panel of one head: its title states the rule, its controls reach the map."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui.heatmap.scale import ScaleMode
from gui.heatmap.summary import Summary
from gui.look.look import look
from gui.look.theme import DARK
from gui.state.selection import Selection
from gui.state.session import Session
from gui.views.panels.head_panel import HeadPanel
from model.values.sites import DECODER_SELF, ENCODER_SELF
from tests.gui.traces import make_trace


def shown(qtbot: QtBot, **fields: object) -> tuple[HeadPanel, Selection]:
    selection = Selection()
    session = Session(selection)
    session.set_traces((make_trace(),), finished=True, follow=True)
    selection.update(**fields)
    panel = HeadPanel(session, selection)
    qtbot.addWidget(panel)
    panel.resize(492, 478)
    panel.show()
    return panel, selection


def texts(panel: HeadPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel)]


@pytest.mark.parametrize(
    ("summary", "title"),
    [
        (Summary.HEAD, "Layer 4 · Head 3"),
        (Summary.MEAN_HEADS, "Layer 4 · mean of 8 heads"),
        (Summary.MAX_HEADS, "Layer 4 · maximum of 8 heads"),
        (Summary.MEAN_LAYERS, "Head 3 · mean of 6 layers"),
        (Summary.MAX_LAYERS, "Head 3 · maximum of 6 layers"),
        (Summary.MEAN_ALL, "Mean of 6 layers × 8 heads"),
        (Summary.MAX_ALL, "Maximum of 6 layers × 8 heads"),
    ],
)
def test_the_title_states_the_rule(qtbot: QtBot, summary: Summary, title: str) -> None:
    panel, _selection = shown(qtbot, layer=3, head=2)
    panel.set_summary(summary)
    assert title in texts(panel) and panel.summary is summary


def test_title_and_kind_follow_the_selection(qtbot: QtBot) -> None:
    panel, selection = shown(qtbot)
    selection.update(group=ENCODER_SELF, layer=1, head=7)
    assert {"Layer 2 · Head 8", "encoder self-attention"} <= set(texts(panel))


def test_controls_reach_the_map_and_are_told(qtbot: QtBot) -> None:
    panel, _selection = shown(qtbot)
    summary, mode = panel.findChildren(QComboBox)
    with qtbot.waitSignals([panel.summary_changed, panel.mode_changed]):
        qtbot.keyClick(summary, Qt.Key.Key_Down)
        qtbot.keyClick(mode, Qt.Key.Key_End)
    assert (panel.map.summary, panel.map.mode) == (Summary.MEAN_HEADS, ScaleMode.PER_ROW)
    panel.set_mode(ScaleMode.LINEAR)
    assert mode.currentIndex() == 0 and panel.mode is ScaleMode.LINEAR


def test_the_table_can_be_asked_for_in_two_ways(qtbot: QtBot) -> None:
    panel, _selection = shown(qtbot)
    with qtbot.waitSignal(panel.table_requested):
        qtbot.mouseClick(panel.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(panel.table_requested):
        qtbot.keyClick(panel.map, Qt.Key.Key_Return)


def test_long_titles_do_not_make_the_panel_wider(qtbot: QtBot) -> None:
    panel, _selection = shown(qtbot, group=DECODER_SELF)
    panel.set_summary(Summary.MAX_ALL)
    assert panel.minimumSizeHint().width() <= 492


def test_every_control_has_a_name_and_themes_change(qtbot: QtBot) -> None:
    panel, _selection = shown(qtbot)
    look.use(DARK)
    for control in (*panel.findChildren(QComboBox), *panel.findChildren(QPushButton), panel.map):
        assert control.accessibleName()
        assert control.focusPolicy() != Qt.FocusPolicy.NoFocus
