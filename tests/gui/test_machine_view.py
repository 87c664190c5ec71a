"""The machine view under mouse and keyboard: walking, choosing boxes, layers, positions and dimensions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from gui.look.look import look
from gui.look.theme import DARK, LIGHT
from gui.pictures.machine.boxes import Box, Stage
from gui.pictures.machine.units import UnitsPicture
from gui.state.answers import Pending
from gui.state.selection import Selection
from gui.state.session import Activity, Session
from gui.views.inside.machine.view import MachineView
from model.values.questions.machine import MachineQuestion
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, SiteGroup
from tests.gui import inside_numbers
from tests.gui.inside_numbers import questions
from tests.gui.machine_numbers import make_numbers
from tests.gui.test_inside_base import DESCRIPTION
from tests.gui.traces import make_trace

TRACE = make_trace(layers=3, heads=4, source=7, target=9)
NUMBERS = make_numbers(TRACE)


def give(view: MachineView, numbers=NUMBERS) -> None:
    inside_numbers.give(view.session, "machine", numbers)


def open_view(qtbot, trace=TRACE, numbers=NUMBERS, size=(1240, 470), **selected) -> MachineView:
    session = Session(Selection())
    session.set_description(replace(DESCRIPTION, source_vocab_size=50, target_vocab_size=50))
    session.set_activity(Activity.IDLE)
    session.set_traces((trace,), finished=True, follow=True)
    session.selection.update(**selected)
    view = MachineView(session, session.selection)
    qtbot.addWidget(view)
    view.resize(*size)
    view.show()
    qtbot.waitExposed(view)
    assert questions(session) == {"machine": MachineQuestion()}
    give(view, numbers)
    assert view.ready
    return view


@pytest.fixture
def view(qtbot) -> MachineView:
    return open_view(qtbot, group=CROSS, layer=1, step=4)


def selected(view: MachineView) -> tuple[SiteGroup, int]:
    return view.now.group, view.now.layer


def click(qtbot, widget, point) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=point.toPoint())


def test_it_begins_with_the_residual_round_the_selected_attention(view):
    assert view.box == Box("decoder", Stage.ADD_NORM, 1, "cross")
    assert view.title == "Decoder, layer 2 of 3: add & norm after cross-attention"
    assert "LayerNorm(x + Sublayer(x))" in view.rule and "[9, 16] + [9, 16] → [9, 16]" in view.rule
    assert "is added" in view.why.text()


def test_where_there_is_no_machine_nothing_pretends_to_walk_through_it(view):
    """As with a family that `transformers` plays: the model refuses, in a sentence."""
    controls = (view.position, view.back_button, view.forward_button)
    assert all(control.isEnabled() for control in controls)
    view.session.answers.keep(())
    give(view, Pending(problem="T5 is played by transformers."))
    assert not view.ready and not any(control.isEnabled() for control in controls)
    give(view, NUMBERS)
    assert view.ready and all(control.isEnabled() for control in controls)


def test_walking_goes_through_every_box_in_order_and_back(view, qtbot):
    walk = view.machine.walk()
    view.choose(walk[0])
    assert not view.back_button.isEnabled()
    view.drawing.setFocus()
    seen = [view.box]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_N, Qt.Key.Key_Up) * 30:
        if not view.forward_button.isEnabled():
            break
        qtbot.keyClick(view.drawing, key)
        seen.append(view.box)
        if view.box.group is not None:
            assert selected(view) == (view.box.group, view.box.layer)
    assert tuple(seen) == walk
    for key in (Qt.Key.Key_Left, Qt.Key.Key_P, Qt.Key.Key_Down):
        qtbot.keyClick(view.drawing, key)
    assert view.box == walk[-4]
    qtbot.mouseClick(view.forward_button, Qt.MouseButton.LeftButton)
    assert view.box == walk[-3]
    qtbot.mouseClick(view.back_button, Qt.MouseButton.LeftButton)
    assert view.box == walk[-4]


def test_every_box_of_the_drawing_can_be_clicked(view, qtbot):
    for box in (*view.machine.column("encoder", 0), *view.machine.column("decoder", 1)):
        click(qtbot, view.drawing, view.drawing.plan.boxes[box].center())
        assert view.box == box
        expected = box.group or (ENCODER_SELF if box.stack == "encoder" else view.now.group)
        assert view.now.group is expected
        assert view.title in view.drawing.accessibleDescription()
        assert view.table().rowCount()


def test_layers_are_chosen_beside_the_stacks_and_by_the_shared_selection(view, qtbot):
    click(qtbot, view.drawing, view.drawing.plan.pickers["decoder"][2].center())
    assert view.box == Box("decoder", Stage.ADD_NORM, 2, "cross")
    assert selected(view) == (CROSS, 2)
    view.selection.update(layer=0)
    assert view.box.layer == 0
    view.selection.update(group=ENCODER_SELF, layer=2)
    assert view.box == Box("encoder", Stage.ADD_NORM, 2, "self")
    view.selection.update(group=DECODER_SELF)
    assert view.box == Box("decoder", Stage.ADD_NORM, 2, "self")
    view.choose(Box("decoder", Stage.SUBLAYER, 1, "ff"))
    assert selected(view) == (DECODER_SELF, 1)  # feed-forward has no kind of its own
    click(qtbot, view.drawing, view.drawing.plan.pickers["encoder"][1].center())
    assert view.box == Box("encoder", Stage.SUBLAYER, 1, "self")


def test_a_strip_of_the_way_chooses_its_box_and_points_at_its_dimension(view, qtbot):
    picture = view.elevator.picture
    boxes = view.machine.stream("decoder")
    assert picture.boxes == boxes
    for row in (0, 5, len(boxes) - 1):
        click(qtbot, view.elevator, picture.cell(view.elevator.area, row).center())
        assert view.box == boxes[row]
    view.elevator.setFocus()
    qtbot.keyClick(view.elevator, Qt.Key.Key_Down)
    assert view.box == boxes[-2]
    before = view.dimension
    qtbot.keyClick(view.elevator, Qt.Key.Key_Right)
    assert view.dimension == before + 1
    cell = picture.grid(view.elevator.area).cell(3, 10).center()
    qtbot.mouseMove(view.elevator, cell.toPoint())
    assert view.dimension == 10
    assert "dimension 11" in view.elevator.accessibleDescription()


def test_the_dimension_pointed_at_is_written_out(view, qtbot):
    page = view.detail.page()
    strip = page.where.strip(page.strips.top() + 30, 10)
    qtbot.mouseMove(view.detail, QPoint(round(strip.left() + strip.width() * 12.5 / 16), round(strip.top())))
    assert view.dimension == 12
    one = NUMBERS.decoder.sublayer(1, "cross")
    values = [f"{abs(float(array[4, 12])):.4f}" for array in (one.x, one.out, one.sum, one.norm.after)]
    told = view.detail.accessibleDescription()
    assert told.startswith("dimension 13: ") and all(value in told for value in values)
    view.detail.setFocus()
    qtbot.keyClick(view.detail, Qt.Key.Key_Left)
    assert view.dimension == 11
    for _ in range(20):
        qtbot.keyClick(view.detail, Qt.Key.Key_Right)
    assert view.dimension == 15


def test_positions_are_the_step_of_the_decoder_and_a_piece_of_the_encoder(view, qtbot):
    assert view.position.currentIndex() == 4 and "→" in view.position.currentText()
    view.selection.update(step=2)
    assert view.position.currentIndex() == 2
    np.testing.assert_array_equal(view.elevator.picture.values[0], NUMBERS.decoder.embedding.scaled[2])
    view.position.activated.emit(6)
    assert view.now.step == 6
    view.choose(Box("encoder", Stage.SUBLAYER, 0, "self"))
    assert view.position.count() == TRACE.source_length
    view.position.activated.emit(3)
    assert view.now.step == 6 and view.now.query == 3
    np.testing.assert_array_equal(view.elevator.picture.values[0], NUMBERS.encoder.embedding.scaled[3])
    view.selection.update(query=5)
    assert view.position.currentIndex() == 5
    (below,) = view.detail.detail.below
    grid = below.grid(view.detail.page().below[0], view.detail.page().where)
    click(qtbot, view.detail, grid.cell(1, 2).center())
    assert view.position.currentIndex() == 1


def test_the_feed_forwards_units_are_read_out_by_keyboard(view, qtbot):
    view.choose(Box("decoder", Stage.SUBLAYER, 2, "ff"))
    (units,) = view.detail.detail.below
    assert isinstance(units, UnitsPicture)
    hidden = NUMBERS.decoder.sublayer(2, "ff").hidden[4]
    assert units.active == int((hidden > 0).sum())
    view.detail.setFocus()
    qtbot.keyClick(view.detail, Qt.Key.Key_Down)
    assert view.detail.pointed == (units, int(hidden.argmax()))
    assert f"unit {int(hidden.argmax()) + 1}:" in view.detail.accessibleDescription()
    qtbot.keyClick(view.detail, Qt.Key.Key_Down)
    assert view.detail.pointed == (units, int(np.argsort(-hidden, kind="stable")[1]))

    def points_at_the_second_of_the_second_row() -> bool:
        page = view.detail.page()  # another one if the layout has just changed
        grid = units.grid(page.below[0], page.where)
        qtbot.mouseMove(view.detail, grid.cell(1, 1).center().toPoint())
        return view.detail.pointed == (units, grid.columns + 1)

    qtbot.waitUntil(points_at_the_second_of_the_second_row)


def test_keys_it_has_no_use_for_are_the_pages(view, qtbot):
    """The page moves steps, layers and heads with them."""
    heard = []
    view.keyPressEvent = lambda event: heard.append(event.key())
    for widget in (view.drawing, view.elevator, view.detail):
        for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_Space, Qt.Key.Key_BracketLeft):
            qtbot.keyClick(widget, key)
    assert heard == [Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_Space, Qt.Key.Key_BracketLeft] * 3


def test_the_table_has_a_row_for_every_dimension_with_all_digits(view):
    table = view.table()
    assert table.rowCount() == 16 and table.columnCount() == 6
    one = NUMBERS.decoder.sublayer(1, "cross")
    for column, values in enumerate((one.x[4], one.out[4], one.sum[4], one.norm.after[4], one.norm.gain)):
        assert [float(table.exact(i, column)) for i in range(16)] == pytest.approx(values.tolist(), rel=1e-6)
    view.choose(Box("decoder", Stage.SUBLAYER, 1, "ff"))
    assert view.table().rowCount() == 64 and view.table().cell(63, 0) is None
    view.choose(Box("decoder", Stage.SOFTMAX))
    total = sum(view.table().cell(i, 3) for i in range(10))
    assert 0 < total <= 1
    view.choose(Box("decoder", Stage.PIECES))
    assert [view.table().cell(i, 2) for i in range(2)] == ["Ich", "wusste"]


def test_another_model_with_another_order_of_norms_takes_over(view):
    view.choose(Box("decoder", Stage.ADD_NORM, 2, "ff"))
    other = make_trace(layers=2, heads=4, source=5, target=6)
    view.session.set_traces((other,), finished=True, follow=True)
    give(view, make_numbers(other, pre_norm=True))
    assert view.box == Box("decoder", Stage.ADD, 1, "ff")
    assert "pre-norm" in view.why.text().lower()
    view.choose(Box("decoder", Stage.FINAL_NORM))
    back = make_trace(layers=2, heads=4, source=5, target=6)
    view.session.set_traces((back,), finished=True, follow=True)
    give(view, make_numbers(back))
    assert view.box in view.machine.walk()
    view.grab()


@pytest.mark.parametrize("script", ["latin", "cjk", "arabic"])
@pytest.mark.parametrize(("source", "target"), [(2, 1), (14, 14), (60, 60)])
@pytest.mark.parametrize("pre_norm", [False, True])
def test_every_box_paints_on_the_screen_and_into_files(qtbot, script, source, target, pre_norm):
    trace = make_trace(layers=1, heads=2, source=source, target=target, script=script, padded=int(source > 2))
    view = open_view(qtbot, trace, make_numbers(trace, pre_norm=pre_norm))
    seen = set()
    for number, box in enumerate(view.machine.walk()):
        look.use(DARK if number % 2 else LIGHT)
        view.choose(box)
        seen.add(view.detail.grab().toImage().bits().tobytes())
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(QSize(960, 600))
        painter = QPainter(generator)
        view.paint_figure(painter, QRectF(0, 0, 960, 600), LIGHT)
        painter.end()
        assert b"</svg>" in buffer.data().data()
        assert view.title and view.why.text()
    assert len(seen) == len(view.machine.walk())


def test_themes_reach_all_three_pictures(view):
    surfaces = (view.drawing, view.elevator, view.detail)
    light = [surface.grab().toImage() for surface in surfaces]
    look.use(DARK)
    for surface, before in zip(surfaces, light, strict=True):
        after = surface.grab().toImage()
        assert after != before and after.size() == before.size()
    image = QImage(view.drawing.size(), QImage.Format.Format_RGB32)
    image.fill(0)
    view.drawing.render(image)
    inside = view.drawing.plan.boxes[Box("decoder", Stage.LINEAR)].topLeft().toPoint() + QPoint(60, 4)
    assert image.pixelColor(inside).lightness() < 80


def test_everything_that_takes_the_focus_has_a_name(view):
    for widget in view.findChildren(object):
        takes_focus = hasattr(widget, "focusPolicy") and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if takes_focus and widget.isVisibleTo(view):
            assert widget.accessibleName(), widget


def test_pointing_into_the_drawing_names_the_box(view, qtbot):
    box = Box("decoder", Stage.SUBLAYER, 1, "ff")
    qtbot.mouseMove(view.drawing, view.drawing.plan.boxes[box].center().toPoint())
    assert view.drawing.cursor().shape() is Qt.CursorShape.PointingHandCursor
    qtbot.mouseMove(view.drawing, QPoint(1, 1))
    assert view.drawing.cursor().shape() is Qt.CursorShape.ArrowCursor
