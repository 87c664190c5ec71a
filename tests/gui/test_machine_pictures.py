"""Figure 1's boxes, where they lie, and what is written out of their numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QGuiApplication

from gui.pictures.machine.boxes import Box, Machine, Stage, nearest
from gui.pictures.machine.choice import ChoicePicture
from gui.pictures.machine.details import detail_limit, detail_of, machine_of, vector_after
from gui.pictures.machine.elevator import ElevatorPicture
from gui.pictures.machine.matrix import MatrixPicture
from gui.pictures.machine.page import DetailPage
from gui.pictures.machine.pieces import PiecesPicture, StairsPicture
from gui.pictures.machine.plan import plan
from gui.pictures.machine.units import UnitsPicture
from gui.pictures.machine.waves import WavePicture, wave, wave_text
from gui.pictures.machine.words import added, number, rule_text, shape_text, why_text
from model.network.positions import sinusoids
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, TRANSFORMER_GROUPS
from tests.gui.machine_numbers import VOCABULARY, make_numbers
from tests.gui.traces import make_trace

PAPER = Machine(6, 6, 8, 512, 2048, 37000, 37000, pre_norm=False)
TRACE = make_trace(layers=2, heads=4, source=7, target=9)
NUMBERS = {order: make_numbers(TRACE, pre_norm=order == "pre") for order in ("post", "pre")}
POSITION = 4


def machine(order: str) -> Machine:
    return machine_of(NUMBERS[order], (VOCABULARY, VOCABULARY))


def names(boxes) -> list[str]:
    return [" ".join(filter(None, (box.stage.value, box.part))) for box in boxes]


def test_the_papers_boxes_in_the_order_of_computation():
    assert names(PAPER.column("encoder", 0)) == [
        "pieces", "embedding", "positions", "sub-layer self", "add & norm self", "sub-layer ff", "add & norm ff",
    ]  # fmt: skip
    assert names(PAPER.column("decoder", 5)) == [
        "pieces", "embedding", "positions", "sub-layer self", "add & norm self", "sub-layer cross", "add & norm cross",
        "sub-layer ff", "add & norm ff", "linear", "softmax",
    ]  # fmt: skip
    walk = PAPER.walk()
    assert len(walk) == len(set(walk)) == (3 + 6 * 4) + (3 + 6 * 6 + 2)
    layers = [box.layer for box in walk if box.stack == "encoder" and box.layer is not None]
    assert layers == sorted(layers) and set(layers) == set(range(6))
    assert [box.stack for box in walk] == sorted((box.stack for box in walk), reverse=True)  # all encoder first


def test_pre_norm_models_have_other_boxes():
    pre = replace(PAPER, pre_norm=True)
    assert names(pre.column("decoder", 0)) == [
        "pieces", "embedding", "positions", "norm self", "sub-layer self", "add self", "norm cross", "sub-layer cross",
        "add cross", "norm ff", "sub-layer ff", "add ff", "final norm", "linear", "softmax",
    ]  # fmt: skip
    assert nearest(Box("decoder", Stage.ADD_NORM, 5, "ff"), replace(pre, decoder_layers=2)) == Box(
        "decoder", Stage.ADD, 1, "ff"
    )
    for box in pre.walk():
        assert nearest(box, PAPER) in PAPER.walk()


@pytest.mark.parametrize("pre_norm", [False, True])
@pytest.mark.parametrize("layers", [1, 6, 24])
@pytest.mark.parametrize("size", [(330, 380), (430, 420), (560, 780)])
def test_boxes_lie_inside_apart_and_are_found_where_they_are(size, layers, pre_norm):
    sizes = replace(PAPER, encoder_layers=layers, decoder_layers=layers, pre_norm=pre_norm)
    rect = QRectF(4, 4, *size)
    made = plan(sizes, rect, {"encoder": layers - 1, "decoder": 0})
    shown = set(sizes.column("encoder", layers - 1)) | set(sizes.column("decoder", 0))
    assert set(made.boxes) == shown
    places = [*made.boxes.values(), *(cell for cells in made.pickers.values() for cell in cells)]
    for place in places:
        assert rect.adjusted(-1, -1, 1, 1).contains(place)
    for one, other in combinations(places, 2):
        assert not one.adjusted(0.1, 0.1, -0.1, -0.1).intersects(other)
    for box, place in made.boxes.items():
        assert made.box_at(place.center()) == box
    for stack, cells in made.pickers.items():
        assert [made.layer_at(cell.center()) for cell in cells] == [(stack, layer) for layer in range(layers)]
    assert made.box_at(rect.topLeft()) is None
    assert [box.stage for box, _ in made.residuals] == [Stage.ADD if pre_norm else Stage.ADD_NORM] * 5
    for box, arrow in made.residuals:  # it ends at the side of the box that adds
        assert made.boxes[box].adjusted(-1, 0, 1, 0).contains(arrow[-1])
    crossing = [arrow for box, arrow in made.arrows if len(arrow) == 5]
    assert len(crossing) == 2  # keys and values
    for arrow in crossing:
        assert arrow[0].y() == made.boxes[sizes.column("encoder", layers - 1)[-1]].top()
        assert arrow[-1].x() == made.boxes[Box("decoder", Stage.SUBLAYER, 0, "cross")].left()


# ---- numbers that are written out


def sides(formula: str) -> list[tuple[float, float]]:
    """Both sides of every equation of numbers in a formula, evaluated."""
    found = []
    text = formula.translate(str.maketrans({"\u2212": "-", "×": "*", "·": "*"}))
    for part in text.split(";  "):
        match = re.search(r"((?:exp|[-+*/()\d. ])*\d(?:exp|[-+*/()\d. ])*)=\s*(-?[\d.]+)$", part)
        if match:
            found.append((eval(match[1], {"exp": np.exp}), float(match[2])))
    return found


@pytest.mark.parametrize("order", ["post", "pre"])
def test_every_sum_that_is_written_out_is_true(order):
    """Evaluated as it stands on the screen, so the rounding of its four decimals is all that may be missing."""
    equations = dict.fromkeys(machine(order).walk(), 0)
    for box in equations:
        detail = detail_of(NUMBERS[order], TRACE, box, POSITION)
        for dimension in range(16):
            formula = detail.formula(dimension)
            for left, right in sides(formula):
                assert left == pytest.approx(right, abs=6e-4), (box, formula)
                equations[box] += 1
    expected = {
        Stage.EMBEDDING: 1, Stage.POSITIONS: 1, Stage.NORM: 1, Stage.ADD: 1, Stage.ADD_NORM: 2, Stage.FINAL_NORM: 1,
        Stage.LINEAR: 1, Stage.SOFTMAX: 1,
    }  # fmt: skip
    for box, count in equations.items():
        assert count == 16 * expected.get(box.stage, 0), box


@pytest.mark.parametrize("order", ["post", "pre"])
def test_strips_under_each_other_add_up(order):
    for box in machine(order).walk():
        detail = detail_of(NUMBERS[order], TRACE, box, POSITION)
        values = [strip.values.astype(np.float64) for strip in detail.strips]
        if box.stage in (Stage.POSITIONS, Stage.ADD, Stage.ADD_NORM):
            np.testing.assert_allclose(values[0] + values[1], values[2], rtol=0, atol=1e-5)
        if box.stage in (Stage.NORM, Stage.ADD_NORM, Stage.FINAL_NORM):
            before, after, gain, bias = values[-4:]
            normed = (before - before.mean()) / np.sqrt(before.var() + 1e-5)
            np.testing.assert_allclose(normed * gain + bias, after, rtol=0, atol=1e-5)
        if box.stage is Stage.EMBEDDING:
            np.testing.assert_allclose(values[0] * 4.0, values[1], rtol=0, atol=1e-5)
        if box.stage is Stage.LINEAR:
            np.testing.assert_allclose(values[0] * values[1], values[2], rtol=0, atol=1e-5)
            assert values[2].sum() == pytest.approx(NUMBERS[order].logits.chosen_logit[POSITION], abs=1e-4)
        if detail.strips and box.has_vector:
            leaving = next(strip for strip in detail.strips if strip.strong)
            np.testing.assert_array_equal(leaving.values, vector_after(NUMBERS[order], box)[POSITION])
            strip = detail.strips[0]
            assert strip.mean() == pytest.approx(values[0].mean())
            assert strip.variance() == pytest.approx(values[0].var())
            assert strip.length() == pytest.approx(np.sqrt((values[0] ** 2).sum()))


@pytest.mark.parametrize("order", ["post", "pre"])
def test_what_leaves_a_box_goes_into_the_next(order):
    for stack in ("encoder", "decoder"):
        boxes = machine(order).walk(stack)
        stream = None
        for box in boxes:
            detail = detail_of(NUMBERS[order], TRACE, box, POSITION)
            if box.stage in (Stage.PIECES, Stage.SOFTMAX):
                continue
            goes_in = {"post": (Stage.SUBLAYER,), "pre": (Stage.NORM, Stage.FINAL_NORM)}[order] + (Stage.LINEAR,)
            if stream is not None and box.stage in (*goes_in, Stage.POSITIONS):
                np.testing.assert_array_equal(detail.strips[0].values, stream)
            if box.has_vector and box.stage not in (Stage.NORM, Stage.SUBLAYER):
                stream = vector_after(NUMBERS[order], box)[POSITION]


def test_masked_attention_hides_the_future_and_says_so():
    box = Box("decoder", Stage.SUBLAYER, 1, "self")
    (matrix,) = detail_of(NUMBERS["post"], TRACE, box, POSITION).below
    assert isinstance(matrix, MatrixPicture)
    assert matrix.visible == POSITION + 1
    assert "masked" in matrix.words(POSITION + 1, 0) and "masked" not in matrix.words(POSITION, 0)
    np.testing.assert_allclose(
        matrix.weights, TRACE.weights(DECODER_SELF)[1, :, POSITION].mean(axis=0), rtol=0, atol=1e-6
    )
    (cross,) = detail_of(NUMBERS["post"], TRACE, Box("decoder", Stage.SUBLAYER, 1, "cross"), POSITION).below
    assert cross.visible == TRACE.source_length and not cross.positions
    np.testing.assert_array_equal(cross.values, NUMBERS["post"].encoder.output)
    np.testing.assert_allclose(cross.weights, TRACE.weights(CROSS)[1, :, POSITION].mean(axis=0), rtol=0, atol=1e-6)


def test_active_units_are_counted_and_ranked():
    hidden = np.array([0.0, 2.5, 0.0, 0.25, -0.1, 1.0], dtype=np.float32)
    picture = UnitsPicture(hidden, "relu")
    assert picture.share_text() == "3 of 6 units are active: 50.0 %"
    assert picture.order[:3].tolist() == [1, 5, 3]
    assert picture.start() == 1
    assert picture.words(5, 0) == "unit 6: 1.0000, number 2 of 6"


@pytest.mark.parametrize("layout", ["interleaved", "halves", "tensor2tensor"])
def test_the_curve_is_the_models_own_table(layout):
    table = sinusoids(20, 12, layout).numpy()
    for (position, dimension), value in np.ndenumerate(table):
        rate, cosine = wave(dimension, 12, layout)
        assert (np.cos if cosine else np.sin)(position * rate) == pytest.approx(value, abs=1e-5)
        name, exponent = re.fullmatch(r"(sin|cos)\(pos / 10000\^\((.+)\)\)", wave_text(dimension, 12, layout)).groups()
        written = getattr(np, name)(position / 10000 ** eval(exponent))
        assert written == pytest.approx(value, abs=1e-5)


def test_the_softmax_of_the_best_and_which_was_chosen():
    logits = NUMBERS["post"].logits
    picture = ChoicePicture(logits, POSITION, probabilities=True)
    assert picture.chosen == 0
    expected = np.exp(logits.best_logit[POSITION].astype(np.float64) - logits.log_sum[POSITION])
    assert [picture.probability(i) for i in range(10)] == pytest.approx(expected.tolist())
    assert number(float(logits.best_logit[POSITION, 2])) in picture.words(2, 0)
    other = replace(logits, chosen_ids=np.full_like(logits.chosen_ids, -1))
    assert ChoicePicture(other, POSITION, probabilities=True).chosen is None


def test_each_decoder_position_predicts_what_the_next_one_reads():
    pieces, stairs = detail_of(NUMBERS["post"], TRACE, Box("decoder", Stage.PIECES), POSITION).below
    assert isinstance(pieces, PiecesPicture) and isinstance(stairs, StairsPicture)
    for here, after in zip(pieces.labels, pieces.labels[1:], strict=False):
        assert here.predicts == after.text
    assert pieces.labels[0].text == "<s>" and pieces.labels[-1].predicts == "</s>"
    assert stairs.words(1, 0).replace("\u2068", "").replace("\u2069", "") == "<s> Ich → wusste"


@pytest.mark.parametrize("length", [3, 14, 60, 200])
def test_the_current_piece_is_always_among_those_shown(qapp, length):
    trace = make_trace(layers=1, heads=2, source=5, target=length)
    numbers = make_numbers(trace)
    font = QGuiApplication.font()
    for position in {0, length // 2, length - 1}:
        detail = detail_of(numbers, trace, Box("decoder", Stage.PIECES), position)
        page = DetailPage.of(QRectF(0, 0, 620, 330), detail, font)
        pieces, stairs = detail.below
        shown = pieces.visible(page.below[0], font)
        assert position in [i for i, _ in shown]
        assert all(page.below[0].adjusted(-1, 0, 1, 1).contains(cell) for _, cell in shown)
        assert position in [i for i, _ in stairs.lines(page.below[1])]
        assert all(page.below[1].adjusted(0, 0, 0, 1).contains(line) for _, line in stairs.lines(page.below[1]))


def test_the_way_has_a_strip_for_every_box_from_bottom_to_top():
    boxes = machine("post").stream("decoder")
    assert len(boxes) == 2 + 2 * 6
    values = np.stack([vector_after(NUMBERS["post"], box)[POSITION] for box in boxes])
    way = ElevatorPicture(boxes, values, 1.0, "Haus")
    rect = QRectF(0, 0, 150, 400)
    for number_, box in enumerate(boxes):
        assert way.at(rect, way.cell(rect, number_).center())[0] == number_ == way.row_of(box)
    assert way.cell(rect, 0).top() > way.cell(rect, 1).top()
    assert way.at(rect, QPointF(75, 5)) is None
    assert way.row_of(Box("decoder", Stage.SOFTMAX)) is None


def test_a_box_that_would_be_blank_has_a_scale_of_its_own():
    numbers = NUMBERS["post"]
    common = numbers.reach
    box = Box("decoder", Stage.ADD_NORM, 0, "ff")
    assert detail_limit(detail_of(numbers, TRACE, box, POSITION), common) == common
    plain = make_numbers(TRACE, scaled=False)
    small = detail_limit(detail_of(plain, TRACE, Box("encoder", Stage.EMBEDDING), 2), 100.0)
    assert 0 < small < 2


def test_words_tell_what_this_model_does_instead():
    odd = replace(PAPER, scale=1.0, activation="gelu", tied=False)
    assert "takes them as they are" in why_text(Box("encoder", Stage.EMBEDDING), odd)
    assert "√512" in why_text(Box("encoder", Stage.EMBEDDING), replace(PAPER, scale=512**0.5))
    ff = Box("encoder", Stage.SUBLAYER, 0, "ff")
    assert "GELU" in rule_text(ff, odd) and "GELU" in why_text(ff, odd)
    assert "max(0" in rule_text(ff, PAPER)
    assert "of its own" in why_text(Box("decoder", Stage.LINEAR), odd)
    cross = Box("decoder", Stage.SUBLAYER, 0, "cross")
    assert shape_text(cross, PAPER, 9, 7) == "Q [9, 512], K V [7, 512] → [9, 512]"
    without = replace(PAPER, has_positions=False)
    assert Stage.POSITIONS not in [box.stage for box in without.walk()]
    for box in (*PAPER.walk(), *replace(PAPER, pre_norm=True).walk()):
        assert why_text(box, PAPER) and "{" not in why_text(box, PAPER)


def test_numbers_are_written_with_a_minus_and_zero_has_none():
    assert [number(-0.00001), number(-1.5, 2), added(-2.0, 1), added(3.0, 1)] == ["0.0000", "−1.50", "− 2.0", "+ 3.0"]


def test_boxes_belong_to_the_kinds_of_attention():
    groups = {box.group for box in PAPER.walk()}
    assert groups == {None, *TRANSFORMER_GROUPS}
    assert Box("encoder", Stage.ADD_NORM, 0, "self").group == ENCODER_SELF


def test_the_wave_picture_finds_positions():
    picture = WavePicture(NUMBERS["post"].decoder.embedding.positions, "interleaved", 3)
    assert picture.items == TRACE.target_length and picture.start() == 3 and picture.positions


@pytest.mark.parametrize("pre_norm", [False, True])
def test_the_boxes_of_a_residual_form_a_chain_and_each_tells_its_own(pre_norm) -> None:
    machine = replace(PAPER, pre_norm=pre_norm)
    sums = [box for box in machine.walk() if box.stage in (Stage.ADD, Stage.ADD_NORM)]
    assert len(sums) == 2 * machine.encoder_layers + 3 * machine.decoder_layers
    for stack in ("encoder", "decoder"):
        words = [why_text(box, machine) for box in sums if box.stack == stack]
        per_layer = 2 if stack == "encoder" else 3
        assert len(set(words[:per_layer])) == len(set(words[-per_layer:])) == per_layer
        assert "the embeddings" in words[0]
        assert "layer 2’s x" in words[1 if stack == "encoder" else 2]
        assert "from layer 1" in words[2 if stack == "encoder" else 3]
        assert ("stack’s last norm" if pre_norm else f"the {stack}’s output") in words[-1]
        assert all(("γ" in text) is not pre_norm for text in words)
    assert "gradient" in why_text(Box("decoder", sums[0].stage, 0, "self"), machine)
    assert "d_model stays 512" in why_text(Box("decoder", sums[0].stage, 0, "cross"), machine)
