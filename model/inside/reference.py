"""A reference translation under teacher forcing: all positions at once, each with the reference's past (3.1)."""

from __future__ import annotations

from dataclasses import replace

import torch

from model.decoding.forced_trace import CANDIDATES, forced_maps
from model.decoding.recording import MapRecorder
from model.errors import QT_TRANSLATE_NOOP, UserError
from model.inside.arrays import array_of
from model.inside.subject import Subject
from model.values.questions.reference import ReferenceNumbers, ReferenceQuestion
from model.values.setup import TEACHER_FORCING
from model.values.trace import Span, Trace, no_longer_writable


def reference_numbers(subject: Subject, question: ReferenceQuestion, trace: Trace) -> ReferenceNumbers:
    """The forced pass over `question.text` as a translation of the trace's source. `UserError` if it is too long."""
    network, vocabulary = subject.network, subject.reader.target
    own = question.text == trace.target_text
    pieces, spans, unknown = _own_pieces(subject, trace) if own else _pieces(subject, question.text, trace)
    if len(pieces) > network.max_positions:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "The reference has {pieces} pieces, but this model has room for {room}; shorten it."
            ),
            pieces=len(pieces) - 1,
            room=network.max_positions - 1,
        )
    forced = replace(
        trace,
        input_pieces=(trace.input_pieces[0], *pieces[:-1]),
        predicted_pieces=pieces,
        target_text=question.text,
        target_spans=spans,
        setup=replace(trace.setup, decoding=None, origin=TEACHER_FORCING),
        search=(),
    )
    recorder = MapRecorder(network.sites)
    logprobs = network.logprobs(subject.logits(forced, recorder))  # [target, vocabulary]
    ids = torch.tensor(subject.chosen_ids(forced), device=logprobs.device)
    given = logprobs.gather(1, ids[:, None])
    best = logprobs.topk(min(max(question.best, CANDIDATES), logprobs.size(-1)), dim=-1)
    names = tuple(tuple(vocabulary.pieces(row)) for row in best.indices.tolist())
    forced = replace(
        forced,
        maps=forced_maps(network, recorder, trace.source_allowed, len(pieces)),
        logprob=array_of(given[:, 0]),
        candidate_ids=no_longer_writable(best.indices.cpu().numpy()),
        candidate_logprob=array_of(best.values),
        candidate_pieces=names,
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


def _pieces(subject: Subject, text: str, trace: Trace) -> Cut:
    """The pieces of any text, after the special piece that the trace's own translation begins with, if any."""
    reader, vocabulary = subject.reader, subject.reader.target
    found = vocabulary.encode(text)
    if not found:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "There is no reference; type a translation with at least one visible character.")
        )
    first = tuple(piece for piece in trace.predicted_pieces[:1] if reader.is_first(vocabulary.id(piece)))
    end = vocabulary.piece(subject.network.special.end)
    spans = (*[(0, 0)] * len(first), *((piece.start, piece.end) for piece in found), (len(text), len(text)))
    unknown = frozenset(i for i, piece in enumerate(found, start=len(first)) if not piece.known)
    return (*first, *(piece.piece for piece in found), end), spans, unknown


def _own_pieces(subject: Subject, trace: Trace) -> Cut:
    """The pieces that the model chose for its own translation: the same text can be split in many ways.

    Without </s> while the translation is unfinished.
    """
    missing = subject.reader.target.piece(subject.reader.unknown_id)
    unknown = frozenset(i for i, piece in enumerate(trace.predicted_pieces) if piece == missing)
    return trace.predicted_pieces, trace.target_spans, unknown
