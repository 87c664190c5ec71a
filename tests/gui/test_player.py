"""The step player: known steps, a decoder that waits, play and its rhythm."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from gui.look.look import look
from gui.look.theme import DARK
from gui.state.selection import Selection
from gui.state.session import Activity, Session
from gui.views.panels.player import StepPlayer
from gui.views.parts.player_icons import Sign
from tests.gui.traces import make_trace, unfinished


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    return Session(Selection())


@pytest.fixture
def player(qtbot: QtBot, session: Session) -> StepPlayer:
    player = StepPlayer(session)
    qtbot.addWidget(player)
    player.resize(1250, 40)
    player.show()
    return player


def press(qtbot: QtBot, player: StepPlayer, sign: Sign) -> None:
    qtbot.mouseClick(player.button(sign), Qt.MouseButton.LeftButton)


def test_nothing_to_play_without_a_trace(player: StepPlayer) -> None:
    assert not any(player.button(sign).isEnabled() for sign in Sign)
    player.toggle_play()
    assert not player.playing


def test_the_buttons_walk_through_the_steps(qtbot: QtBot, player: StepPlayer, session: Session) -> None:
    session.set_traces((make_trace(target=4),), finished=True, follow=False)
    steps = []
    for sign in (Sign.FORWARD, Sign.FORWARD, Sign.BACK, Sign.LAST, Sign.FIRST):
        press(qtbot, player, sign)
        steps.append(session.selection.now.step)
    assert steps == [1, 2, 1, 3, 0]
    assert not player.button(Sign.BACK).isEnabled()
    player.last()
    assert not player.button(Sign.FORWARD).isEnabled()


def test_the_slider_follows_and_leads(qtbot: QtBot, player: StepPlayer, session: Session) -> None:
    session.set_traces((make_trace(target=11),), finished=True, follow=False)
    session.selection.update(step=6)
    assert player.slider.value() == 6
    where = QPoint(round(player.slider.x_of(3)) + 4, 11)
    qtbot.mouseClick(player.slider, Qt.MouseButton.LeftButton, pos=where)
    assert session.selection.now.step == 3
    qtbot.keyClick(player.slider, Qt.Key.Key_End)
    assert session.selection.now.step == 10


def test_labels_never_touch_and_the_current_one_is_there(player: StepPlayer, session: Session) -> None:
    session.set_traces((make_trace(target=60),), finished=True, follow=False)
    for step in (0, 31, 59):
        session.selection.update(step=step)
        labels = player.slider.visible_labels()
        assert step in labels and 5 < len(labels) < 60
        rects = sorted((rect for rect, _ in labels.values()), key=lambda rect: rect.left())
        assert all(a.right() <= b.left() for a, b in pairwise(rects))
        assert rects[0].left() >= 0 and rects[-1].right() <= player.slider.width()


def test_a_waiting_decoder_is_asked_only_at_the_last_known_step(
    qtbot: QtBot, player: StepPlayer, session: Session
) -> None:
    session.set_traces((unfinished(make_trace(target=3)),), finished=False, follow=False)
    session.set_activity(Activity.WAITING)
    with qtbot.assertNotEmitted(player.next_requested), qtbot.assertNotEmitted(player.finish_requested):
        press(qtbot, player, Sign.FORWARD)
        press(qtbot, player, Sign.LAST)
    assert session.selection.now.step == 2
    with qtbot.waitSignal(player.next_requested):
        press(qtbot, player, Sign.FORWARD)
    with qtbot.waitSignal(player.finish_requested):
        press(qtbot, player, Sign.LAST)


def test_play_stops_at_the_end_and_starts_again_from_the_beginning(
    qtbot: QtBot, player: StepPlayer, session: Session
) -> None:
    session.set_traces((make_trace(target=3),), finished=True, follow=False)
    player.set_speed(50.0)
    seen: list[int] = []
    session.selection.changed.connect(lambda _old, new: seen.append(new.step))
    press(qtbot, player, Sign.PLAY)
    assert player.playing and player.button(Sign.PLAY).accessibleName() == "Pause"
    qtbot.waitUntil(lambda: not player.playing)
    assert seen == [1, 2]
    press(qtbot, player, Sign.PLAY)
    assert session.selection.now.step == 0
    press(qtbot, player, Sign.PLAY)
    assert not player.playing


def test_play_asks_a_waiting_decoder_in_its_rhythm(qtbot: QtBot, player: StepPlayer, session: Session) -> None:
    session.set_traces((unfinished(make_trace(target=2)),), finished=False, follow=True)
    session.set_activity(Activity.WAITING)
    player.set_speed(25.0)

    def answer() -> None:
        length = session.selection.extent.steps + 1
        trace = make_trace(target=length)
        session.set_traces((trace if length == 4 else unfinished(trace),), finished=length == 4, follow=True)
        if length == 4:
            session.set_activity(Activity.IDLE)

    player.next_requested.connect(answer)
    player.toggle_play()
    qtbot.waitUntil(lambda: not player.playing)
    assert session.selection.now.step == 3


def test_step_by_step_and_speed(qtbot: QtBot, player: StepPlayer) -> None:
    with qtbot.waitSignal(player.step_mode_toggled) as toggled:
        qtbot.mouseClick(player.step_button, Qt.MouseButton.LeftButton)
    assert toggled.args == [True] and player.step_mode
    player.speed_button.menu().actions()[3].trigger()
    assert player.speed_button.text() == "4×"


def test_stepping_by_hand_pauses(player: StepPlayer, session: Session) -> None:
    session.set_traces((make_trace(target=9),), finished=True, follow=False)
    player.toggle_play()
    player.forward()
    assert not player.playing
    player.toggle_play()
    session.set_traces((), finished=False, follow=False)
    assert not player.playing


@pytest.mark.parametrize("script", ["latin", "cjk", "arabic"])
def test_it_is_painted_in_every_script(player: StepPlayer, session: Session, script: str) -> None:
    look.use(DARK)
    session.set_traces((make_trace(target=40, script=script),), finished=True, follow=True)
    assert not player.grab().isNull()
