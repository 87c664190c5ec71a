"""Decoding with a key/value cache, one padded batch, as a generator of steps over ids. Text lives in text_decoding.py.

The generator holds no torch context across a yield, so whoever consumes it may wait, cancel (close it) or do other
work between two steps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch
from torch import Tensor

from model.data.batches import pad
from model.decoding.search import Branch, make_search
from model.network.points import Recorder
from model.network.transformer import DecoderState, Transformer
from model.values.steps import DecodingSettings
from model.values.trace import Bools, Floats, Ints


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


@dataclass(frozen=True, eq=False)
class StepOutput:
    """What the decoder gives for the newest piece of every row."""

    logprobs: Tensor  # [row, vocabulary], float32
    decoder_self: Floats | None  # [layer, head, row, key]
    cross: Floats | None  # [layer, head, row, source]


class Stepper(Protocol):
    """What decoding needs of a model: ours, or an adapter around somebody else's."""

    start_id: int  # the decoder's first input
    end_id: int
    max_positions: int
    never: tuple[int, ...]  # ids that are never part of a translation, though they keep their share of the probability

    def begin(self, sources: Sequence[Sequence[int]], record: bool) -> EncodedBatch:
        """Encode `sources` (ids with </s>) as one padded batch, and be ready for the first step of each."""
        ...

    def step(self, newest: Sequence[int], record: bool) -> StepOutput:
        """Read the newest piece of every row."""
        ...

    def reorder(self, rows: Sequence[int]) -> None:
        """Let row i go on from what row `rows[i]` was."""
        ...


class TransformerStepper:
    """Our Transformer, one step at a time."""

    def __init__(self, model: Transformer) -> None:
        """`model` should be in evaluation mode."""
        config = model.config
        self.model = model
        self.start_id, self.end_id, self.max_positions = config.start_id, config.end_id, config.max_positions
        self.never: tuple[int, ...] = (config.pad_id, config.start_id)
        self._state: DecoderState | None = None
        self._recorder = Recorder("decoder.*.weights")  # one for all steps: it remembers which names it wants

    def begin(self, sources: Sequence[Sequence[int]], record: bool) -> EncodedBatch:
        model, encoder_self = self.model, None
        ids = pad(sources, model.config.source_pad_id).to(model.device)
        if record:
            with Recorder("encoder.*.self.weights") as recorder:
                memory, real = model.encode(ids)
            weights = _stacked(recorder, "encoder", "self", model.config.encoder_layers)
            encoder_self = [_numpy(weights[:, i]) for i in range(len(sources))]
        else:
            memory, real = model.encode(ids)
        self._state = model.start(memory, real)
        return EncodedBatch(real.cpu().numpy(), encoder_self)

    def step(self, newest: Sequence[int], record: bool) -> StepOutput:
        assert self._state is not None, "begin comes first"
        model, layers = self.model, self.model.config.decoder_layers
        inputs = torch.tensor(newest, device=model.device)[:, None]
        own, cross = None, None
        if record:
            with self._recorder:
                hidden = model.decode(inputs, self._state)
            # [layer, batch, head, 1, key] -> [layer, head, batch, key]
            own = _numpy(_stacked(self._recorder, "decoder", "self", layers)[:, :, :, 0].transpose(1, 2))
            cross = _numpy(_stacked(self._recorder, "decoder", "cross", layers)[:, :, :, 0].transpose(1, 2))
        else:
            hidden = model.decode(inputs, self._state)
        return StepOutput(model.logprobs(hidden[:, 0]), own, cross)

    def reorder(self, rows: Sequence[int]) -> None:
        assert self._state is not None, "begin comes first"
        self._state.reorder(rows)


def _stacked(recorder: Recorder, stack: str, kind: str, layers: int) -> Tensor:
    """The weights of all layers as one tensor [layer, batch, head, query, key]."""
    return torch.stack([recorder[f"{stack}.{layer}.{kind}.weights"] for layer in range(layers)])


def _numpy(tensor: Tensor) -> Floats:
    array: Floats = np.ascontiguousarray(tensor.float().cpu().numpy())
    return array


def decode_batch(
    stepper: Stepper,
    sources: Sequence[Sequence[int]],
    prefixes: Sequence[Sequence[int]],
    settings: DecodingSettings,
) -> Iterator[EncodedBatch | DecodedStep]:
    """Encode all `sources` (ids with </s>) as one batch, then yield one `DecodedStep` after another until all ended.

    `prefixes` [sentence] are ids that each translation must begin with.
    """
    with torch.inference_mode():
        encoded = stepper.begin(sources, settings.record)
    yield encoded

    searches = [make_search(settings, stepper.end_id, sentence) for sentence in range(len(sources))]
    limits = [min(len(source) - 1 + settings.extra_length, stepper.max_positions) for source in sources]
    # The living rows of the batch, those of one sentence side by side; at first one for each sentence.
    scores: list[list[float]] = [[0.0] for _ in sources]
    newest = [stepper.start_id] * len(sources)
    index = 0
    while newest:
        with torch.inference_mode():
            output = stepper.step(newest, settings.record)
            logprobs = output.logprobs
            best = logprobs.topk(min(settings.candidates, logprobs.size(1)), dim=-1)
            candidate_ids, candidate_logprob = best.indices.cpu().numpy(), best.values.cpu().numpy()
            # Never part of a translation, though they keep their share of the probability.
            logprobs[:, list(stepper.never)] = float("-inf")

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
                        decoder_self=None if output.decoder_self is None else output.decoder_self[:, :, rows],
                        cross=None if output.cross is None else output.cross[:, :, rows],
                    )
                )
                living = [] if choice.done else choice.going_on
                keep += [begin + branch.row for branch in living]
                following += [branch.id for branch in living]
                scores[sentence] = [branch.score for branch in living]
                begin = rows.stop
            if keep and keep != list(range(len(newest))):
                stepper.reorder(keep)
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
    device = model.device
    row = [*source, *[model.config.source_pad_id] * (source_length - len(source))]
    source_ids = torch.tensor([row], device=device)
    target_ids = torch.tensor([list(target_in)], device=device)
    recorder = Recorder(*patterns)
    with torch.inference_mode():
        if patterns:
            with recorder:
                hidden = model(source_ids, target_ids)
        else:
            hidden = model(source_ids, target_ids)
        return model.logprobs(hidden[0]), recorder
