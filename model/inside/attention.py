"""Equation 1 with every number in between, from a second, teacher-forced pass over a translation."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, cast

from model.inside.arrays import array_of
from model.network.layers import DecoderLayer, EncoderLayer
from model.values.questions.attention import AttentionNumbers, AttentionQuestion
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF
from model.values.trace import Trace

if TYPE_CHECKING:
    from torch import Tensor

    from model.translator import TransformerTranslator

# The name of the points of each kind of attention, as in model.network.layers.
POINTS = {
    ENCODER_SELF: "encoder.{}.self",
    DECODER_SELF: "decoder.{}.self",
    CROSS: "decoder.{}.cross",
}


def attention_numbers(translator: TransformerTranslator, question: AttentionQuestion, trace: Trace) -> AttentionNumbers:
    """All heads of one layer, recorded in one pass."""
    name = POINTS[question.group].format(question.layer)
    parts = ("queries", "keys", "values", "scores", "weights", "heads", "out")
    _, recorder = translator.second_pass(trace, *(f"{name}.{part}" for part in parts))
    model = translator.bundle.model
    layer = (model.encoder if question.group == ENCODER_SELF else model.decoder)[question.layer]
    assert isinstance(layer, (EncoderLayer, DecoderLayer))
    attention = layer.self_attention
    if question.group == CROSS:
        assert isinstance(layer, DecoderLayer)
        attention = layer.cross_attention
    bias = cast("Tensor | None", attention.out.bias)  # None where a foreign model has none
    found = {part: array_of(recorder[f"{name}.{part}"][0]) for part in parts}
    return AttentionNumbers(
        group=question.group,
        layer=question.layer,
        **found,
        out_weight=array_of(attention.out.weight),
        out_bias=None if bias is None else array_of(bias),
        scale=1.0 / math.sqrt(model.config.d_head),
    )
