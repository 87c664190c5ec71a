"""The row of chips by itself: scrolling, pointing, both directions."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from gui.views.panels.chips import Chip, ChipRow, ChipState
from gui.views.parts.bidi import is_right_to_left


def make_row(qtbot: QtBot, *texts: str, right_to_left: bool = False, width: int = 200) -> ChipRow:
    row = ChipRow()
    qtbot.addWidget(row)
    row.resize(width, row.sizeHint().height())
    row.set_chips([Chip(text) for text in texts], right_to_left)
    row.show()
    return row


def test_the_edge_scrolls_instead_of_taking_a_chip(qtbot: QtBot) -> None:
    row = make_row(qtbot, *("word" for _ in range(30)))
    with qtbot.assertNotEmitted(row.chip_taken):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(row.width() - 4, 10))
    assert row.offset > 0


def test_enter_takes_the_chip_that_was_walked_to(qtbot: QtBot) -> None:
    row = make_row(qtbot, "a", "b", "c")
    qtbot.keyClick(row, Qt.Key.Key_End)
    with qtbot.waitSignal(row.chip_taken) as taken:
        qtbot.keyClick(row, Qt.Key.Key_Return)
    assert taken.args == [2]


def test_left_goes_on_where_text_runs_to_the_left(qtbot: QtBot) -> None:
    row = make_row(qtbot, "א", "ב", "ג", right_to_left=True)
    qtbot.keyClick(row, Qt.Key.Key_Home)
    with qtbot.waitSignal(row.chip_pointed) as pointed:
        qtbot.keyClick(row, Qt.Key.Key_Left)
    assert pointed.args == [1]
    assert row.chip_rect(1).right() < row.chip_rect(0).left()


def test_a_monstrous_piece_stays_inside_its_widest(qtbot: QtBot) -> None:
    row = make_row(qtbot, "x" * 400, "▁", "")
    assert row.chip_rect(0).width() <= 180
    assert row.accessibleDescription().startswith("xxx")


def test_every_state_is_painted(qtbot: QtBot) -> None:
    row = make_row(qtbot)
    row.resize(600, row.height())
    row.set_chips([Chip(state.value, strength=0.5, state=state, framed=True) for state in ChipState])
    row.set_dimmed(True)
    image = row.grab().toImage()
    assert len({image.pixel(x, image.height() // 2) for x in range(image.width())}) > 10


def test_direction_is_that_of_the_first_letter() -> None:
    assert is_right_to_left("123 שלום world")
    assert not is_right_to_left("123 hello שלום")
    assert is_right_to_left(["<s>", "▁سلام"])
    assert not is_right_to_left(["<s>", "▁hi", "سلام"])
    assert not is_right_to_left("123 …")
