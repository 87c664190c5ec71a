"""Decoding with a key/value cache, one padded batch, as a generator of steps over ids. Text lives in translator.py.

The generator holds no torch context across a yield, so whoever consumes it may wait, cancel (close it) or do other
work between two steps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from model.batches import pad
from model.points import Recorder
from model.search import Branch, make_search
from model.steps import DecodingSettings
from model.trace import Bools, Floats, Ints
from model.transformer import Transformer


@dataclass(frozen=True, eq=False)
class EncodedBatch:
    allowed: Bools  # [sentence, source], False = padding
    encoder_self: list[Floats] | None  # [sentence] of [layer, head, source, source]


@dataclass(frozen=True, eq=False)
class SentenceChoice:
    """One step of one sentence, in ids; fields as in `steps.SentenceStep`."""

    sentence: int
    going_on: list[Branch]
    ended: list[Branch]
    done: bool
    candidate_ids: Ints  # [row, k]
    candidate_logprob: Floats  # [row, k]
    decoder_self: Floats | None  # [layer, head, row, key]
    cross: Floats | None  # [layer, head, row, source]


@dataclass(frozen=True, eq=False)
class DecodedStep:
    index: int
    sentences: list[SentenceChoice]


def _stacked(recorder: Recorder, stack: str, kind: str, layers: int) -> Tensor:
    """The weights of all layers as one tensor [layer, batch, head, query, key]."""
    return torch.stack([recorder[f"{stack}.{layer}.{kind}.weights"] for layer in range(layers)])


def _numpy(tensor: Tensor) -> Floats:
    array: Floats = np.ascontiguousarray(tensor.float().cpu().numpy())
    return array


def decode_batch(
    model: Transformer,
    sources: Sequence[Sequence[int]],
    prefixes: Sequence[Sequence[int]],
    settings: DecodingSettings,
) -> Iterator[EncodedBatch | DecodedStep]:
    """Encode all `sources` (ids with </s>) as one batch, then yield one `DecodedStep` after another until all ended.

    `prefixes` [sentence] are ids that each translation must begin with. The model should be in evaluation mode.
    """
    config = model.config
    device = model.position_table.device
    with torch.inference_mode():
        if settings.record:
            with Recorder("encoder.*.self.weights") as recorder:
                memory, real = model.encode(pad(sources).to(device))
            weights = _stacked(recorder, "encoder", "self", config.encoder_layers)
            encoder_self = [_numpy(weights[:, i]) for i in range(len(sources))]
        else:
            memory, real = model.encode(pad(sources).to(device))
            encoder_self = None
        state = model.start(memory, real)
        allowed = real.cpu().numpy()
    yield EncodedBatch(allowed, encoder_self)

    searches = [make_search(settings, config.end_id, sentence) for sentence in range(len(sources))]
    limits = [min(len(source) - 1 + settings.extra_length, config.max_positions) for source in sources]
    # The living rows of the batch, those of one sentence side by side; at first one for each sentence.
    scores: list[list[float]] = [[0.0] for _ in sources]
    newest = [config.start_id] * len(sources)
    recorder = Recorder("decoder.*.weights")  # one for all steps: it remembers which names it wants
    index = 0
    while newest:
        with torch.inference_mode():
            inputs = torch.tensor(newest, device=device)[:, None]
            if settings.record:
                with recorder:
                    hidden = model.decode(inputs, state)
                # [layer, batch, head, 1, key] -> [layer, head, batch, key]
                own = _numpy(_stacked(recorder, "decoder", "self", config.decoder_layers)[:, :, :, 0].transpose(1, 2))
                cross = _numpy(
                    _stacked(recorder, "decoder", "cross", config.decoder_layers)[:, :, :, 0].transpose(1, 2)
                )
            else:
                hidden = model.decode(inputs, state)
            logprobs = model.logits(hidden[:, 0]).float().log_softmax(dim=-1)  # [row, vocabulary]
            best = logprobs.topk(min(settings.candidates, logprobs.size(1)), dim=-1)
            candidate_ids, candidate_logprob = best.indices.cpu().numpy(), best.values.cpu().numpy()
            # Never part of a translation, though they keep their share of the probability.
            logprobs[:, [config.pad_id, config.start_id]] = float("-inf")

            choices: list[SentenceChoice] = []
            keep: list[int] = []
            following: list[int] = []
            begin = 0
            for sentence, totals in enumerate(scores):
                if not totals:
                    continue
                rows = slice(begin, begin + len(totals))
                forced = prefixes[sentence][index] if index < len(prefixes[sentence]) else None
                choice = searches[sentence].choose(
                    logprobs[rows], totals, index + 1, forced, index + 1 >= limits[sentence]
                )
                choices.append(
                    SentenceChoice(
                        sentence=sentence,
                        going_on=choice.going_on,
                        ended=choice.ended,
                        done=choice.done,
                        candidate_ids=candidate_ids[rows],
                        candidate_logprob=candidate_logprob[rows],
                        decoder_self=own[:, :, rows] if settings.record else None,
                        cross=cross[:, :, rows] if settings.record else None,
                    )
                )
                living = [] if choice.done else choice.going_on
                keep += [begin + branch.row for branch in living]
                following += [branch.id for branch in living]
                scores[sentence] = [branch.score for branch in living]
                begin = rows.stop
            if keep and keep != list(range(len(newest))):
                state.reorder(torch.tensor(keep, device=device))
        newest = following
        yield DecodedStep(index, choices)
        index += 1


def teacher_forced(
    model: Transformer, source: Sequence[int], target_in: Sequence[int], source_length: int, *patterns: str
) -> tuple[Tensor, Recorder]:
    """One parallel pass over a whole target: log-probabilities [target, vocabulary] and what was recorded.

    `target_in` is the target shifted right (it begins with <s>); the source is padded to `source_length`. With no
    `patterns` nothing is recorded and the fused path runs.
    """
    device = model.position_table.device
    row = [*source, *[model.config.pad_id] * (source_length - len(source))]
    source_ids = torch.tensor([row], device=device)
    target_ids = torch.tensor([list(target_in)], device=device)
    recorder = Recorder(*patterns)
    with torch.inference_mode():
        if patterns:
            with recorder:
                hidden = model(source_ids, target_ids)
        else:
            hidden = model(source_ids, target_ids)
        return model.logits(hidden[0]).float().log_softmax(dim=-1), recorder
