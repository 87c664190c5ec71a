"""One box at one position in numbers: its strips, the sum of one dimension written out, and what stands below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from gui.heatmap.token_axis import TokenLabel, key_labels, query_labels
from gui.heatmap.words import heads_text
from gui.pictures.machine.below import Below
from gui.pictures.machine.boxes import Box, Machine, Stage
from gui.pictures.machine.choice import ChoicePicture, SpreadPicture
from gui.pictures.machine.matrix import MatrixPicture
from gui.pictures.machine.pieces import PiecesPicture, StairsPicture
from gui.pictures.machine.strips import Strip
from gui.pictures.machine.units import UnitsPicture
from gui.pictures.machine.waves import WavePicture, wave_text
from gui.pictures.machine.words import added, isolated, number, sublayer_text, translate
from model.values.pieces import shown
from model.values.questions.machine import EmbeddingNumbers, MachineNumbers, NormNumbers, Stack, SublayerNumbers, reach
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF
from model.values.trace import Floats, Trace

FAINT = 0.25  # a box whose numbers stay below this part of the common scale has its own scale
MULTIPLY = "\u00b7"


@dataclass(frozen=True, eq=False)
class Detail:
    """`formula` writes out one dimension (counted from 0) of what the box computes; `beside`: the pictures below may
    stand side by side.
    """

    strips: tuple[Strip, ...]
    below: tuple[Below, ...]
    formula: Callable[[int], str]
    beside: bool = False


def machine_of(numbers: MachineNumbers, vocabularies: tuple[int, int]) -> Machine:
    """The sizes of figure 1, as the numbers have them."""
    encoder, decoder = numbers.encoder, numbers.decoder
    first = decoder.layers[0][0]
    hidden = decoder.sublayer(0, "ff").hidden
    assert hidden is not None
    return Machine(
        encoder_layers=len(encoder.layers),
        decoder_layers=len(decoder.layers),
        heads=first.x.shape[1] // numbers.d_head,
        d_model=first.x.shape[1],
        d_ff=hidden.shape[1],
        source_vocabulary=vocabularies[0],
        target_vocabulary=vocabularies[1],
        pre_norm=first.pre_norm,
        has_positions=decoder.embedding.positions is not None,
        scale=decoder.embedding.scale,
        activation=numbers.activation,
        tied=numbers.tied,
    )


def detail_limit(detail: Detail, common: float) -> float:
    """The common end of the colour scale; a smaller one (shown in the legend) if the box would look nearly blank."""
    shown = [strip.values for strip in detail.strips if strip.stats and strip.limit is None]
    shown += [below.values for below in detail.below if isinstance(below, MatrixPicture)]
    most = max((reach(values) for values in shown), default=common)
    return most if 0 < most < common * FAINT else common


def vector_after(numbers: MachineNumbers, box: Box) -> Floats:
    """[position, d_model] that leave a box which `has_vector`."""
    stack = numbers.stack(box.stack)
    if box.stage is Stage.EMBEDDING:
        return stack.embedding.scaled
    if box.stage is Stage.POSITIONS:
        return stack.embedding.input
    if box.stage is Stage.FINAL_NORM:
        return stack.output
    assert box.layer is not None and box.part is not None
    one = stack.sublayer(box.layer, box.part)
    return {Stage.NORM: one.norm.after, Stage.SUBLAYER: one.out, Stage.ADD: one.sum, Stage.ADD_NORM: one.norm.after}[
        box.stage
    ]


def labels_of(trace: Trace, stack: Stack) -> tuple[TokenLabel, ...]:
    group = ENCODER_SELF if stack == "encoder" else DECODER_SELF
    return query_labels(trace, group)


def detail_of(numbers: MachineNumbers, trace: Trace, box: Box, position: int) -> Detail:
    """Everything about `box` at `position` of its stack, counted from 0."""
    stack = numbers.stack(box.stack)
    labels = labels_of(trace, box.stack)
    if box.stage is Stage.PIECES:
        return _pieces(stack.embedding, labels, position, box.stack)
    if box.stage is Stage.EMBEDDING:
        return _embedding(stack.embedding, labels, position)
    if box.stage is Stage.POSITIONS:
        return _positions(stack.embedding, labels, position, numbers.position_table)
    if box.stage is Stage.LINEAR:
        return _linear(numbers, trace, position)
    if box.stage is Stage.SOFTMAX:
        return _softmax(numbers, trace, position)
    if box.stage is Stage.FINAL_NORM:
        assert stack.final_norm is not None
        return _norm((), stack.final_norm, labels, position)
    assert box.layer is not None and box.part is not None
    one = stack.sublayer(box.layer, box.part)
    if box.stage is Stage.NORM:
        return _norm((), one.norm, labels, position)
    if box.stage is Stage.SUBLAYER:
        return _sublayer(numbers, trace, box, one, position)
    terms = (
        Strip("x", one.x[position]),
        Strip(_plus(box, one), one.out[position]),
    )
    if box.stage is Stage.ADD:
        strips = (*terms, Strip(translate("Inside", "= sum"), one.sum[position], strong=True))
        return Detail(strips, (_all(one.sum, labels, position),), lambda d: _sum_text(one, position, d))
    total = Strip(translate("Inside", "= x + Sublayer(x)"), one.sum[position])
    return _norm((*terms, total), one.norm, labels, position, one)


def _plus(box: Box, one: SublayerNumbers) -> str:
    name = sublayer_text(box)
    return translate("Inside", "+ {0}").format(name)


def _all(values: Floats, labels: Sequence[TokenLabel], position: int, title: str = "") -> MatrixPicture:
    title = title or translate("Inside", "What leaves this box at all {0} positions").format(len(values))
    return MatrixPicture(title, values, labels, position)


def _sum_text(one: SublayerNumbers, position: int, d: int) -> str:
    x, out, total = (float(values[position, d]) for values in (one.x, one.out, one.sum))
    return f"{number(x)} {added(out)} = {number(total)}"


def _norm(
    before: tuple[Strip, ...],
    norm: NormNumbers,
    labels: Sequence[TokenLabel],
    position: int,
    one: SublayerNumbers | None = None,
) -> Detail:
    """`before`: the strips of the sum that the norm gets; without them its input is shown as x."""
    strips = before or (Strip("x", norm.before[position]),)
    strips = (
        *strips,
        Strip(translate("Inside", "LayerNorm(…)"), norm.after[position], strong=True),
        Strip(translate("Inside", "gain γ"), norm.gain, stats=False),
        Strip(translate("Inside", "bias β"), norm.bias, stats=False),
    )
    mean, deviation = norm.mean(position), norm.deviation(position)

    def formula(d: int) -> str:
        got, gain, bias, after = (
            float(v) for v in (norm.before[position, d], norm.gain[d], norm.bias[d], norm.after[position, d])
        )
        told = f"({number(got)} {added(-mean)}) / {number(deviation)} {MULTIPLY} {number(gain)} {added(bias)}"
        told = f"{told} = {number(after)}"
        return told if one is None else f"{_sum_text(one, position, d)};  {told}"

    return Detail(strips, (_all(norm.after, labels, position),), formula)


def _pieces(embedding: EmbeddingNumbers, labels: Sequence[TokenLabel], position: int, stack: Stack) -> Detail:
    pieces = PiecesPicture(labels, embedding.ids, position)
    if stack == "decoder":
        return Detail((), (pieces, StairsPicture(labels, position)), lambda dimension: "")
    title = translate("Inside", "Each number picks a row of {0} numbers").format(embedding.raw.shape[1])
    if embedding.scale != 1.0:
        title += translate("Inside", " (here × {0:g})").format(round(embedding.scale, 3))
    return Detail((), (pieces, _all(embedding.scaled, labels, position, title)), lambda dimension: "")


def _embedding(embedding: EmbeddingNumbers, labels: Sequence[TokenLabel], position: int) -> Detail:
    row = translate("Inside", "row {0}: {1}").format(int(embedding.ids[position]), isolated(labels[position].text))
    raw = Strip(row, embedding.raw[position], strong=embedding.scale == 1.0)
    if embedding.scale == 1.0:
        return Detail((raw,), (_all(embedding.scaled, labels, position),), lambda d: number(embedding.raw[position, d]))
    factor = translate("Inside", "× √{0} = {1:g}").format(embedding.raw.shape[1], round(embedding.scale, 3))
    scaled = Strip(factor, embedding.scaled[position], strong=True)

    def formula(d: int) -> str:
        values = (number(float(embedding.raw[position, d]), 6), number(embedding.scale))
        return f"{values[0]} × {values[1]} = {number(float(embedding.scaled[position, d]))}"

    return Detail((raw, scaled), (_all(embedding.scaled, labels, position),), formula)


def _positions(embedding: EmbeddingNumbers, labels: Sequence[TokenLabel], position: int, layout: str) -> Detail:
    waves = embedding.positions
    assert waves is not None
    learned = layout == "learned"
    strips = (
        Strip(translate("Inside", "embedding"), embedding.scaled[position]),
        Strip(translate("Inside", "+ learned") if learned else translate("Inside", "+ sinusoids"), waves[position]),
        Strip(translate("Inside", "= input"), embedding.input[position], strong=True),
    )

    def formula(d: int) -> str:
        a, b, c = (float(values[position, d]) for values in (embedding.scaled, waves, embedding.input))
        told = translate("Inside", "a learned weight") if learned else wave_text(d, waves.shape[1], layout)
        return f"{number(a)} {added(b)} = {number(c)};  {told}"

    if learned:
        title = translate("Inside", "The learned vectors of all {0} positions").format(len(waves))
        return Detail(strips, (_all(waves, labels, position, title),), formula)
    matrix = _all(waves, labels, position, translate("Inside", "The sinusoids of all {0} positions").format(len(waves)))
    return Detail(strips, (matrix, WavePicture(waves, layout, position)), formula)


def _sublayer(numbers: MachineNumbers, trace: Trace, box: Box, one: SublayerNumbers, position: int) -> Detail:
    given = translate("Inside", "LayerNorm(x)") if one.pre_norm else "x"
    out = Strip(translate("Inside", "→ Sublayer(…)"), one.out[position], strong=True)

    def formula(d: int) -> str:
        got, gave = float(one.given[position, d]), float(one.out[position, d])
        return translate("Inside", "in {0}, out {1}: each number that comes out depends on all that go in").format(
            number(got), number(gave)
        )

    if one.hidden is not None:
        units = UnitsPicture(one.hidden[position], numbers.activation)
        return Detail((Strip(given, one.given[position]), out), (units,), formula)
    assert one.heads is not None and box.group is not None and box.layer is not None
    heads = one.heads.shape[1] // numbers.d_head
    side_by_side = Strip(translate("Inside", "{0}, joined").format(heads_text(heads)), one.heads[position])
    mean = trace.weights(box.group)[box.layer, :, position].mean(axis=0, dtype=np.float64).astype(np.float32)
    visible = position + 1 if box.group == DECODER_SELF else None
    if box.group == CROSS:
        source, title = numbers.encoder.output, translate("Inside", "Keys and values: the encoder’s output")
    else:
        source, title = one.given, translate("Inside", "Queries, keys and values: what goes in")
    labels = key_labels(trace.key_pieces(box.group))
    own = None if box.group == CROSS else position
    name = translate("Inside", "attention, mean of {0}").format(heads_text(heads))
    matrix = MatrixPicture(title, source, labels, own, mean, name, visible)
    return Detail((Strip(given, one.given[position]), side_by_side, out), (matrix,), formula)


def _linear(numbers: MachineNumbers, trace: Trace, position: int) -> Detail:
    logits, output = numbers.logits, numbers.decoder.output[position]
    row = logits.chosen_row[position]
    product = output * row
    piece = isolated(shown(trace.predicted_pieces[position]))
    small = float(max(np.abs(row).max(), np.abs(product).max())) or 1.0
    strips = (
        Strip(translate("Inside", "decoder’s output"), output),
        Strip(translate("Inside", "× {0} (±{1})").format(piece, number(small, 2)), row, limit=small),
        Strip(translate("Inside", "= product (±{0})").format(number(small, 2)), product, limit=small),
    )
    logit = float(logits.chosen_logit[position])

    def formula(d: int) -> str:
        a, b, c = float(output[d]), float(row[d]), float(product[d])
        told = translate("Inside", "all {0} products add up to the logit of {1}: {2}").format(
            len(row), piece, number(logit)
        )
        if logits.chosen_bias is not None:
            told = translate("Inside", "all {0} products and the bias {1} add up to the logit of {2}: {3}").format(
                len(row), number(float(logits.chosen_bias[position])), piece, number(logit)
            )
        return f"{number(a)} × {number(b)} = {number(c)};  {told}"

    below = (ChoicePicture(logits, position, probabilities=False), SpreadPicture(logits, position, piece))
    return Detail(strips, below, formula, beside=True)


def _softmax(numbers: MachineNumbers, trace: Trace, position: int) -> Detail:
    logits = numbers.logits
    piece = isolated(shown(trace.predicted_pieces[position]))
    logit, log_sum = float(logits.chosen_logit[position]), float(logits.log_sum[position])

    def formula(dimension: int) -> str:
        return translate("Inside", "chosen: {0}, exp({1} − {2}) = {3}").format(
            piece, number(logit), number(log_sum), number(float(np.exp(logit - log_sum)), 6)
        )

    below = (ChoicePicture(logits, position, probabilities=True), SpreadPicture(logits, position, piece))
    return Detail((), below, formula, beside=True)
