"""Every position's vector on its way through figure 1, recorded in one teacher-forced pass over a translation."""

from __future__ import annotations

from typing import cast

import numpy as np
import torch
from torch import Tensor, nn

from model.inside.arrays import array_of
from model.inside.subject import Subject
from model.network.layers import DecoderLayer, EncoderLayer, Residual
from model.network.points import Recorder
from model.network.transformer import Transformer
from model.values.questions.machine import (
    EmbeddingNumbers,
    LogitNumbers,
    MachineNumbers,
    MachineQuestion,
    NormNumbers,
    Part,
    Stack,
    StackNumbers,
    SublayerNumbers,
    reach,
)
from model.values.trace import Floats, Ints, Trace, no_longer_writable

BEST = 10  # largest logits that are kept
BINS = 48  # of the logits' histogram
PATTERNS = ("*.embedding", "*.positions", "*.input", "*.heads", "*.hidden", "*.out", "*.sum", "*.norm")


def machine_numbers(subject: Subject, question: MachineQuestion, trace: Trace) -> MachineNumbers:
    """Everything [position, d_model], of both stacks."""
    model = subject.network
    assert isinstance(model, Transformer), "the question needs the vectors of figure 1"
    recorder, config = subject.record(trace, *PATTERNS), model.config
    source = subject.source_ids(trace)
    source += [config.source_pad_id] * (trace.source_length - len(source))
    target = subject.target_in_ids(trace)
    encoder, decoder = _stack(model, "encoder", source, recorder), _stack(model, "decoder", target, recorder)
    return MachineNumbers(
        encoder=encoder,
        decoder=decoder,
        logits=_logits(subject, model, recorder["decoder.out"][0], trace),
        d_head=config.d_head,
        activation=config.activation,
        position_table=config.positions,
        tied=model.output.weight is model.target_embedding.weight,
        reach=_stream_reach(encoder, decoder),
    )


def _stream_reach(*stacks: StackNumbers) -> float:
    """`reach` of the results of all sub-layers of the stacks."""
    streams = [one.result for stack in stacks for layer in stack.layers for one in layer]
    return reach(np.concatenate([stream.ravel() for stream in streams]))


def _stack(model: Transformer, name: Stack, ids: list[int], recorder: Recorder) -> StackNumbers:
    embedding = model.source_embedding if name == "encoder" else model.target_embedding
    rows = embedding.weight[torch.tensor(ids, device=embedding.weight.device)]
    begin = EmbeddingNumbers(
        ids=_ints(np.array(ids)),
        raw=array_of(rows),
        scale=float(model.scale),
        scaled=array_of(recorder[f"{name}.embedding"][0]),
        positions=array_of(recorder[f"{name}.positions"]),
        input=array_of(recorder[f"{name}.input"][0]),
    )
    layers, x = [], begin.input
    for index, layer in enumerate(model.encoder if name == "encoder" else model.decoder):
        sublayers = []
        for part, residual in _residuals(cast(EncoderLayer | DecoderLayer, layer)):
            sublayers.append(_sublayer(f"{name}.{index}.{part}", part, residual, x, recorder))
            x = sublayers[-1].result
        layers.append(tuple(sublayers))
    final = model.encoder_norm if name == "encoder" else model.decoder_norm
    output = array_of(recorder[f"{name}.out"][0])
    norm = _norm(final, x, output) if isinstance(final, nn.LayerNorm) else None
    return StackNumbers(begin, tuple(layers), norm, output)


def _residuals(layer: EncoderLayer | DecoderLayer) -> list[tuple[Part, Residual]]:
    """In the order of computation."""
    parts: list[tuple[Part, Residual]] = [("self", layer.self_residual)]
    if isinstance(layer, DecoderLayer):
        parts.append(("cross", layer.cross_residual))
    return [*parts, ("ff", layer.feed_forward_residual)]


def _sublayer(name: str, part: Part, residual: Residual, x: Floats, recorder: Recorder) -> SublayerNumbers:
    total, after = array_of(recorder[f"{name}.sum"][0]), array_of(recorder[f"{name}.norm"][0])
    heads = hidden = None
    if part == "ff":
        hidden = array_of(recorder[f"{name}.hidden"][0])
    else:
        heads = array_of(recorder[f"{name}.heads"][0].transpose(0, 1).flatten(1))  # [position, head * d_v]
    return SublayerNumbers(
        part=part,
        x=x,
        out=array_of(recorder[f"{name}.out"][0]),
        sum=total,
        norm=_norm(residual.norm, x if residual.pre_norm else total, after),
        pre_norm=residual.pre_norm,
        heads=heads,
        hidden=hidden,
    )


def _norm(norm: nn.LayerNorm, before: Floats, after: Floats) -> NormNumbers:
    return NormNumbers(before, after, array_of(norm.weight), array_of(norm.bias), float(norm.eps))


def _logits(subject: Subject, model: Transformer, output: Tensor, trace: Trace) -> LogitNumbers:
    """`output` [target, d_model], the decoder's last vectors."""
    piece = subject.reader.target.piece
    chosen = torch.tensor(subject.chosen_ids(trace), device=output.device)
    with torch.inference_mode():
        logits = model.logits(output).float()  # [target, vocabulary]
        best = logits.topk(min(BEST, logits.size(1)), dim=-1)
        picked = logits.gather(1, chosen[:, None])[:, 0]
        # A piece that is left out of the softmax (`mask_pad`) is not in the sum.
        log_sum = picked - model.logprobs(logits).gather(1, chosen[:, None])[:, 0]
        rows = model.output.weight[chosen]
        bias = array_of(model.output.bias[chosen]) if model.config.output_bias else None
    everything = logits.cpu().numpy()
    edges = np.linspace(float(everything.min()), float(everything.max()), BINS + 1)
    counts = np.stack([np.histogram(row, bins=edges)[0] for row in everything])
    ids = best.indices.cpu().numpy()
    return LogitNumbers(
        chosen_ids=_ints(chosen.cpu().numpy()),
        chosen_logit=array_of(picked),
        chosen_row=array_of(rows),
        chosen_bias=bias,
        best_ids=_ints(ids),
        best_pieces=tuple(tuple(piece(int(id)) for id in row) for row in ids),
        best_logit=array_of(best.values),
        log_sum=array_of(log_sum),
        counts=_ints(counts),
        edges=no_longer_writable(edges.astype(np.float32)),
        vocabulary=int(logits.size(1)),
    )


def _ints(array: Ints) -> Ints:
    return no_longer_writable(np.ascontiguousarray(array))
