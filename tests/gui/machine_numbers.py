"""Made-up numbers of a whole machine that belong to a made-up trace, every chain computed in NumPy."""

from __future__ import annotations

import numpy as np

from model.values.questions.machine import (
    EmbeddingNumbers,
    LogitNumbers,
    MachineNumbers,
    NormNumbers,
    Part,
    StackNumbers,
    SublayerNumbers,
)
from model.values.trace import Floats, Trace

VOCABULARY = 50
BEST = 10


def make_numbers(trace: Trace, d_model: int = 16, pre_norm: bool = False, scaled: bool = True) -> MachineNumbers:
    """As many layers and heads as the trace has; d_model must be a multiple of its heads."""
    random = np.random.default_rng(7)
    encoder_layers, decoder_layers = trace.maps["encoder_self"].layers, trace.maps["decoder_self"].layers
    encoder = _stack(random, trace.source_length, d_model, ("self", "ff"), encoder_layers, pre_norm, scaled)
    decoder = _stack(random, trace.target_length, d_model, ("self", "cross", "ff"), decoder_layers, pre_norm, scaled)
    return MachineNumbers(
        encoder=encoder,
        decoder=decoder,
        logits=_logits(random, decoder.output, trace),
        d_head=d_model // trace.maps["cross"].heads,
        activation="relu",
        position_table="interleaved",
        tied=True,
        reach=2.5,
    )


def _floats(random: np.random.Generator, *shape: int) -> Floats:
    return random.normal(0.0, 1.0, shape).astype(np.float32)


def _norm(random: np.random.Generator, before: Floats) -> NormNumbers:
    d = before.shape[1]
    gain, bias = 1 + 0.2 * _floats(random, d), 0.2 * _floats(random, d)
    x = before.astype(np.float64)
    centred = x - x.mean(axis=-1, keepdims=True)
    after = centred / np.sqrt(x.var(axis=-1, keepdims=True) + 1e-5) * gain + bias
    return NormNumbers(before, after.astype(np.float32), gain, bias, 1e-5)


def _stack(
    random: np.random.Generator,
    length: int,
    d: int,
    parts: tuple[Part, ...],
    layers: int,
    pre_norm: bool,
    scaled: bool,
) -> StackNumbers:
    raw = _floats(random, length, d) / np.float32(np.sqrt(d))
    scale = float(np.sqrt(d)) if scaled else 1.0
    angle = np.arange(length)[:, None] / 10000 ** (2 * (np.arange(d) // 2) / d)
    waves = np.where(np.arange(d) % 2, np.cos(angle), np.sin(angle)).astype(np.float32)
    big = raw * np.float32(scale)
    embedding = EmbeddingNumbers(np.arange(4, 4 + length), raw, scale, big, waves, big + waves)
    x, made = embedding.input, []
    for _ in range(layers):
        layer = []
        for part in parts:
            out = 0.5 * _floats(random, length, d)
            norm = _norm(random, x if pre_norm else x + out)
            hidden = np.maximum(_floats(random, length, 4 * d) - 1, 0) if part == "ff" else None
            heads = None if part == "ff" else _floats(random, length, d)
            layer.append(SublayerNumbers(part, x, out, x + out, norm, pre_norm, heads, hidden))
            x = layer[-1].result
        made.append(tuple(layer))
    final = _norm(random, x) if pre_norm else None
    return StackNumbers(embedding, tuple(made), final, x if final is None else final.after)


def _logits(random: np.random.Generator, output: Floats, trace: Trace) -> LogitNumbers:
    matrix = _floats(random, VOCABULARY, output.shape[1])
    logits = output @ matrix.T
    order = np.argsort(-logits, axis=-1)[:, :BEST]
    chosen = order[:, 0]
    edges = np.linspace(logits.min(), logits.max(), 13)
    return LogitNumbers(
        chosen_ids=chosen,
        chosen_logit=logits.max(axis=-1),
        chosen_row=matrix[chosen],
        chosen_bias=None,
        best_ids=order,
        best_pieces=tuple(
            (trace.predicted_pieces[q], *(f"▁piece{id}" for id in row[1:])) for q, row in enumerate(order)
        ),
        best_logit=np.take_along_axis(logits, order, axis=-1),
        log_sum=np.log(np.exp(logits.astype(np.float64)).sum(axis=-1)).astype(np.float32),
        counts=np.stack([np.histogram(row, bins=edges)[0] for row in logits]),
        edges=edges.astype(np.float32),
        vocabulary=VOCABULARY,
    )
