"""The bar of views: a key for each, and a menu for those that have no room."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.look.theme import LIGHT, style_sheet
from gui.views.panels.view_bar import ViewBar, key_of

ENGLISH = (
    "All heads", "One head", "Lines", "Machine", "By layer", "Teacher", "Roles", "Summaries", "Attribution",
    "Search tree", "Two models", "What if", "Word order", "Lessons",
)  # fmt: skip
KOREAN = (
    "모든 헤드", "헤드 하나", "연결선", "기계 그림", "층별 예측", "교사 강요", "헤드의 역할", "요약 지도",
    "기여도 분석", "탐색 나무", "두 모델 비교", "바꾸어 보기", "낱말 순서", "배우기 단원",
)  # fmt: skip
Show = Callable[[tuple[str, ...], int], ViewBar]
BOTH = pytest.mark.parametrize("names", [ENGLISH, KOREAN], ids=["english", "korean"])


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Show]:
    """A bar in a window of this width."""
    windows: list[QWidget] = []

    def make(names: tuple[str, ...], width: int) -> ViewBar:
        bar, window = ViewBar([(name, f"About {name}") for name in names]), QWidget()
        windows.append(window)
        window.setStyleSheet(style_sheet(LIGHT))
        QVBoxLayout(window).addWidget(bar)
        window.resize(width, 80)
        with qtbot.waitExposed(window):
            window.show()
        assert window.width() == width
        return bar

    yield make
    for window in windows:
        window.close()


def entries(bar: ViewBar) -> list[QAction]:
    bar.more_button.menu().aboutToShow.emit()
    return bar.more_button.menu().actions()


def test_twenty_views_have_keys_of_their_own() -> None:
    keys = [key_of(number).toString(QKeySequence.SequenceFormat.PortableText) for number in range(21)]
    assert keys[:3] == ["Alt+1", "Alt+2", "Alt+3"]
    assert keys[8:12] == ["Alt+9", "Alt+0", "Alt+Shift+1", "Alt+Shift+2"]
    assert len(set(keys[:20])) == 20 and "" not in keys[:20]
    assert keys[20] == ""


@BOTH
@pytest.mark.parametrize("current", [0, 5, 13])
def test_nothing_is_squeezed_and_the_menu_has_the_rest(
    qtbot: QtBot, shown: Show, names: tuple[str, ...], current: int
) -> None:
    bar = shown(names, 1000)
    bar.set_current(current)
    qtbot.wait(1)  # it is laid out anew
    seen = [bar.button(number) for number in range(len(names)) if number not in bar.hidden]
    for button in (*seen, bar.more_button):
        assert button.isVisible() and button.width() >= button.sizeHint().width()
        assert bar.rect().contains(button.geometry())
    for one, other in zip(seen, (*seen[1:], bar.more_button), strict=True):
        assert one.geometry().right() < other.geometry().left()
    assert bar.button(current).isVisible()
    assert len(seen) >= 9 and bar.hidden
    assert [action.text().split("\t")[0] for action in entries(bar)] == [names[number] for number in bar.hidden]
    assert str(len(bar.hidden)) in bar.more_button.text()


def test_where_there_is_room_there_is_no_menu(qtbot: QtBot, shown: Show) -> None:
    bar = shown(ENGLISH, 1600)
    assert bar.hidden == [] and not bar.more_button.isVisible()
    bar.window().resize(700, 80)
    qtbot.waitUntil(lambda: bool(bar.hidden) and bar.more_button.isVisible())
    bar.window().resize(1600, 80)
    qtbot.waitUntil(lambda: not bar.hidden and not bar.more_button.isVisible())


def test_a_window_can_be_made_narrow(qtbot: QtBot, shown: Show) -> None:
    bar = shown(ENGLISH, 1600)
    bar.window().resize(10, 80)
    qtbot.waitUntil(lambda: bar.window().width() < 420)
    bar.set_current(8)
    qtbot.wait(1)
    assert bar.hidden == [number for number in range(14) if number not in (0, 8)]
    assert bar.button(8).isVisible() and bar.button(8).width() >= bar.button(8).sizeHint().width()


def test_an_entry_of_the_menu_is_a_button_and_says_its_key(qtbot: QtBot, shown: Show) -> None:
    bar = shown(ENGLISH, 1000)
    last = entries(bar)[-1]
    assert last.text() == "Lessons\tAlt+Shift+4" and last.toolTip() == "About Lessons (Alt+Shift+4)"
    with qtbot.waitSignal(bar.chosen) as told:
        last.trigger()
    assert told.args == [13] and bar.current == 13 and 13 not in bar.hidden


@pytest.mark.parametrize(
    ("key", "shift", "number"), [(Qt.Key.Key_9, False, 8), (Qt.Key.Key_0, False, 9), (Qt.Key.Key_4, True, 13)]
)
def test_keys_reach_also_what_is_hidden(qtbot: QtBot, shown: Show, key: Qt.Key, shift: bool, number: int) -> None:
    bar = shown(ENGLISH, 700)
    assert number in bar.hidden
    modifiers = Qt.KeyboardModifier.AltModifier
    if shift:
        modifiers |= Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(bar.chosen) as told:
        qtbot.keyClick(bar.window(), key, modifiers)
    assert told.args == [number]
    assert bar.button(number).isVisible()


def test_everything_has_a_name(shown: Show) -> None:
    bar = shown(ENGLISH, 700)
    assert bar.button(2).accessibleName() == "View: Lines" and bar.button(2).toolTip() == "About Lines (Alt+3)"
    assert bar.more_button.accessibleName() and bar.more_button.toolTip()
