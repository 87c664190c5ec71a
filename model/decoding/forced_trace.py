"""The attention of a sentence pair under teacher forcing, as a trace: its pieces do not depend on the model.

A training records its probe sentences this way: because the reference is forced, row and column of every cell stay the
same from the first evaluation to the last.
"""

from __future__ import annotations

import numpy as np
import torch

from model.bundle.bundle import Bundle
from model.bundle.tokenizer import Vocabulary
from model.decoding.decode import forced_pass
from model.decoding.recording import MapRecorder
from model.network.network import Network
from model.values.endings import Ending
from model.values.setup import TEACHER_FORCING, Setup
from model.values.sites import group_reasons, site_groups
from model.values.trace import AttentionMap, Bools, Span, Trace, maps_of, no_longer_writable

CANDIDATES = 10


def forced_trace(bundle: Bundle, source: str, target: str) -> Trace:
    """One parallel pass over `target`; every attention weight is kept.

    `logprob` is the log-probability of each piece of `target`, which the model need not prefer; the candidates are its
    own best pieces. Both texts must have fewer pieces than the model has positions.
    """
    config, network = bundle.model.config, bundle.model
    source_ids, source_spans, source_unknown = _pieces(bundle.source_tokenizer, source, config.source_end_id)
    if config.source_start_id >= 0:
        source_ids, source_spans = [config.source_start_id, *source_ids], ((0, 0), *source_spans)
        source_unknown = frozenset(i + 1 for i in source_unknown)
    target_ids, target_spans, _ = _pieces(bundle.target_tokenizer, target, config.end_id)
    target_in = [config.start_id, *target_ids[:-1]]
    recorder = MapRecorder(network.sites)
    logprob = network.logprobs(forced_pass(network, source_ids, target_in, len(source_ids), recorder))
    best = logprob.topk(min(CANDIDATES, logprob.size(-1)), dim=-1)
    chosen = logprob.gather(1, torch.tensor(target_ids, device=logprob.device)[:, None])[:, 0]
    candidate_ids = best.indices.cpu().numpy()
    piece = bundle.target_tokenizer.piece
    source_allowed = np.ones(len(source_ids), np.bool_)
    return Trace(
        maps=forced_maps(network, recorder, source_allowed, len(target_ids)),
        source_allowed=source_allowed,
        logprob=chosen.cpu().numpy(),
        candidate_ids=candidate_ids,
        candidate_logprob=best.values.cpu().numpy(),
        source_pieces=tuple(bundle.source_tokenizer.pieces(source_ids)),
        input_pieces=tuple(bundle.target_tokenizer.pieces(target_in)),
        predicted_pieces=tuple(bundle.target_tokenizer.pieces(target_ids)),
        source_text=source,
        target_text=target,
        setup=Setup(model=bundle.name, origin=TEACHER_FORCING),
        candidate_pieces=tuple(tuple(piece(int(id)) for id in row) for row in candidate_ids),
        source_spans=source_spans,
        target_spans=target_spans,
        unknown_source=source_unknown,
        ending=Ending.END,
    )


def forced_maps(
    network: Network, recorder: MapRecorder, source_allowed: Bools, target_length: int
) -> dict[str, AttentionMap]:
    """The attention maps of all groups that a forced pass over one sentence has recorded."""
    weights = recorder.maps()
    groups = site_groups(network.sites)
    return maps_of(
        AttentionMap(
            group, no_longer_writable(weights[group.name]), group_reasons(group, source_allowed, target_length)
        )
        for group in groups
    )


def _pieces(tokenizer: Vocabulary, text: str, end_id: int) -> tuple[list[int], tuple[Span, ...], frozenset[int]]:
    """Ids with </s>, the characters each covers, and the positions of unknown ones."""
    pieces = tokenizer.encode(text)
    spans = (*((piece.start, piece.end) for piece in pieces), (len(text), len(text)))
    unknown = frozenset(i for i, piece in enumerate(pieces) if not piece.known)
    return [*(piece.id for piece in pieces), end_id], spans, unknown
