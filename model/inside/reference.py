"""A reference translation under teacher forcing: all positions at once, each with the reference's past (3.1)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import torch

from model.decoding.probe import CANDIDATES, DECODING
from model.errors import QT_TRANSLATE_NOOP, UserError
from model.inside.arrays import array_of
from model.values.masks import causal_mask
from model.values.questions.reference import ReferenceNumbers, ReferenceQuestion
from model.values.trace import Floats, Span, Trace, no_longer_writable

if TYPE_CHECKING:
    from model.network.points import Recorder
    from model.translator import TransformerTranslator


def reference_numbers(translator: TransformerTranslator, question: ReferenceQuestion, trace: Trace) -> ReferenceNumbers:
    """The forced pass over `question.text` as a translation of the trace's source. `UserError` for a text too long."""
    config, tokenizer = translator.bundle.model.config, translator.bundle.target_tokenizer
    own = question.text == trace.target_text
    pieces, spans, unknown = _own_pieces(translator, trace) if own else _pieces(translator, question.text)
    if len(pieces) > config.max_positions:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "The reference has {pieces} pieces, but this model has room for {room}; shorten it."
            ),
            pieces=len(pieces) - 1,
            room=config.max_positions - 1,
        )
    forced = replace(
        trace,
        input_pieces=(translator.start_piece, *pieces[:-1]),
        predicted_pieces=pieces,
        target_text=question.text,
        target_spans=spans,
    )
    logprobs, recorder = translator.second_pass(forced, "*.weights")  # [target, vocabulary]
    ids = torch.tensor([tokenizer.id(piece) for piece in pieces], device=logprobs.device)
    given = logprobs.gather(1, ids[:, None])
    best = logprobs.topk(min(max(question.best, CANDIDATES), logprobs.size(-1)), dim=-1)
    names = tuple(tuple(tokenizer.pieces(row)) for row in best.indices.tolist())
    positions = np.arange(len(pieces))
    forced = replace(
        forced,
        encoder_self=_stacked(recorder, "encoder.{}.self.weights", config.encoder_layers),
        decoder_self=_stacked(recorder, "decoder.{}.self.weights", config.decoder_layers),
        cross=_stacked(recorder, "decoder.{}.cross.weights", config.decoder_layers),
        decoder_allowed=causal_mask(positions, positions),
        logprob=array_of(given[:, 0]),
        candidate_ids=no_longer_writable(best.indices.cpu().numpy()),
        candidate_logprob=array_of(best.values),
        candidate_pieces=names,
        decoding=DECODING,
    )
    forced.check()
    return ReferenceNumbers(
        trace=forced,
        nll=array_of(-given[:, 0]),
        rank=no_longer_writable(((logprobs > given).sum(dim=-1) + 1).cpu().numpy()),
        best_pieces=tuple(row[: question.best] for row in names),
        best_logprob=array_of(best.values[:, : question.best]),
        unknown=unknown,
        own_pieces=own,
    )


# Pieces with </s>, the characters that each covers, and the positions of those that the vocabulary lacks.
Cut = tuple[tuple[str, ...], tuple[Span, ...], frozenset[int]]


def _pieces(translator: TransformerTranslator, text: str) -> Cut:
    """Of any text."""
    found = translator.bundle.target_tokenizer.encode(text)
    if not found:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "There is no reference; type a translation with at least one visible character.")
        )
    end = translator.bundle.target_tokenizer.piece(translator.bundle.model.config.end_id)
    spans = (*((piece.start, piece.end) for piece in found), (len(text), len(text)))
    unknown = frozenset(i for i, piece in enumerate(found) if not piece.known)
    return (*(piece.piece for piece in found), end), spans, unknown


def _own_pieces(translator: TransformerTranslator, trace: Trace) -> Cut:
    """Of the model's own translation those that it chose: the same text may be cut in many ways.

    Without </s> where it has not come to its end.
    """
    unknown_piece = translator.bundle.target_tokenizer.piece(translator.bundle.model.config.unknown_id)
    unknown = frozenset(i for i, piece in enumerate(trace.predicted_pieces) if piece == unknown_piece)
    return trace.predicted_pieces, trace.target_spans, unknown


def _stacked(recorder: Recorder, name: str, layers: int) -> Floats:
    """[layer, head, query, key]"""
    return array_of(torch.stack([recorder[name.format(layer)][0] for layer in range(layers)]))
