"""The panel of all heads: tabs follow the selection and write it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gui.look.look import look
from gui.look.theme import DARK
from gui.state.selection import Selection
from gui.state.session import Session
from gui.views.panels.overview_panel import OverviewPanel
from model.values.sites import CROSS, ENCODER_SELF, TRANSFORMER_GROUPS
from tests.gui.inside_numbers import DESCRIPTION
from tests.gui.traces import make_trace, with_groups


def shown(qtbot: QtBot) -> tuple[OverviewPanel, Selection, Session]:
    selection = Selection()
    session = Session(selection)
    session.set_traces((make_trace(),), finished=True, follow=True)
    panel = OverviewPanel(session, selection)
    qtbot.addWidget(panel)
    panel.resize(468, 478)
    panel.show()
    return panel, selection, session


def tabs(panel: OverviewPanel) -> list[QPushButton]:
    return list(panel.groups.tabs.values())


def test_tabs_write_and_follow_the_kind(qtbot: QtBot) -> None:
    panel, selection, _session = shown(qtbot)
    for tab, group in zip(tabs(panel), TRANSFORMER_GROUPS, strict=True):
        qtbot.mouseClick(tab, Qt.MouseButton.LeftButton)
        assert selection.now.group == group
    for tab, group in zip(tabs(panel), TRANSFORMER_GROUPS, strict=True):
        selection.update(group=group)
        assert [other.isChecked() for other in tabs(panel)] == [other is tab for other in tabs(panel)]


def test_tabs_are_named_and_say_their_key(qtbot: QtBot) -> None:
    panel, _selection, _session = shown(qtbot)
    assert [tab.text() for tab in tabs(panel)] == ["Encoder self", "Decoder self · masked", "Cross"]
    for number, tab in enumerate(tabs(panel), start=1):
        assert tab.accessibleName() and f"key {number}" in tab.toolTip()


def test_from_the_last_tab_one_comes_to_the_map(qtbot: QtBot) -> None:
    panel, _selection, _session = shown(qtbot)
    qtbot.waitExposed(panel)
    tabs(panel)[2].setFocus()
    qtbot.keyClick(tabs(panel)[2], Qt.Key.Key_Tab)
    assert panel.focusWidget() is panel.map


def test_a_kind_that_the_model_lacks_cannot_be_chosen(qtbot: QtBot) -> None:
    panel, selection, session = shown(qtbot)
    session.set_traces((with_groups(make_trace(), CROSS),), finished=True, follow=True)
    assert [(tab.text(), tab.isChecked()) for tab in tabs(panel)] == [("Cross", True)]
    assert "key 1" in tabs(panel)[0].toolTip()
    for number in (1, 2):
        panel.choose_group(number)
        assert selection.now.group == CROSS
    session.set_traces((make_trace(),), finished=True, follow=True)
    panel.choose_group(1)
    assert selection.now.group == ENCODER_SELF


def test_without_a_trace_the_model_says_which_kinds_there_are(qtbot: QtBot) -> None:
    panel, _selection, session = shown(qtbot)
    session.set_traces((), finished=False, follow=True)
    assert len(tabs(panel)) == 3
    session.set_description(replace(DESCRIPTION, sites=tuple(s for s in DESCRIPTION.sites if s.group == CROSS)))
    assert [tab.text() for tab in tabs(panel)] == ["Cross"]
    session.set_description(replace(DESCRIPTION, sites=(), offers=frozenset()))
    assert tabs(panel) == []
    session.set_description(DESCRIPTION)
    assert len(tabs(panel)) == 3


def test_opened_is_passed_on_and_themes_change(qtbot: QtBot) -> None:
    panel, _selection, _session = shown(qtbot)
    look.use(DARK)
    assert DARK.cross in tabs(panel)[2].styleSheet()
    with qtbot.waitSignal(panel.opened):
        qtbot.keyClick(panel.map, Qt.Key.Key_Return)
