"""Decoding one padded batch step by step, as a generator over ids, and one forced pass. Text lives in text_decoding.py.

The generator holds no torch context and no probe across a yield, so its consumer may wait, cancel (close it) or do
other work between two steps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from model.data.batches import pad
from model.decoding.beginning import Spelling, forbid_others, place_after
from model.decoding.changes import carried_out
from model.decoding.recording import MapRecorder, array_of, sites_of
from model.decoding.search import Continuation, make_search
from model.network.network import Network
from model.network.points import Recorder
from model.values.changes import Change
from model.values.decoding import DecodingSettings
from model.values.sites import Side
from model.values.trace import Bools, Floats, Ints

Maps = Mapping[str, Floats]  # by the name of the group


@dataclass(frozen=True, eq=False)
class EncodedBatch:
    allowed: Bools  # [sentence, source], False = padding
    maps: list[Maps] | None  # [sentence] of [layer, head, source, key]; None when nothing is recorded


@dataclass(frozen=True, eq=False)
class SentenceChoice:
    """One step of one sentence, in ids; fields as in `steps.SentenceStep`."""

    sentence: int
    going_on: list[Continuation]
    ended: list[Continuation]
    dropped: list[Continuation]
    done: bool
    candidate_ids: Ints  # [row, k]
    candidate_logprob: Floats  # [row, k]
    rows: Maps | None  # [layer, head, row, key]


@dataclass(frozen=True, eq=False)
class DecodedStep:
    index: int
    sentences: list[SentenceChoice]


@dataclass(frozen=True)
class Run:
    """How a batch is decoded: the decoder's first input, the search, and what is changed about the network.

    `spelling` says which pieces may follow the prefixes. `numbers` are added to the seed, so that each sentence is
    sampled with a seed of its own; without them a sentence's number is its place in the batch.
    """

    start_id: int
    settings: DecodingSettings
    changes: tuple[Change, ...] = ()
    spelling: Spelling = ()
    numbers: tuple[int, ...] = ()


def decode_batch(
    network: Network, sources: Sequence[Sequence[int]], prefixes: Sequence[Sequence[int]], run: Run
) -> Iterator[EncodedBatch | DecodedStep]:
    """Encode all `sources` (ids with </s>) as one batch, then yield one `DecodedStep` after another until all ended.

    `prefixes` [sentence] are ids that each translation must begin with.
    """
    settings = run.settings
    source, real = source_batch(network, sources)
    recorder = MapRecorder(sites_of(network, Side.SOURCE))
    with torch.inference_mode(), carried_out(run.changes):
        if settings.record:
            with recorder:
                state = network.start(source, real)
        else:
            state = network.start(source, real)
    yield EncodedBatch(real.cpu().numpy(), _by_sentence(recorder, len(sources)) if settings.record else None)

    numbers = run.numbers or range(len(sources))
    searches = [make_search(settings, network.special.end, number) for number in numbers]
    limits = [min(len(source) - 1 + settings.extra_length, network.max_positions) for source in sources]
    recorder = MapRecorder(sites_of(network, Side.TARGET))  # one for all steps, because it caches which names match
    # For each sentence the scores of its active rows, which are adjacent in the batch; at first one row each.
    scores: list[list[float]] = [[0.0] for _ in sources]
    places: list[list[int]] = [[0] for _ in sources]  # of the same rows, how far they have come in the spelling
    newest = [run.start_id] * len(sources)
    index = 0
    while newest:
        with torch.inference_mode():
            logprobs, maps = _step(network, newest, state, recorder if settings.record else None, run.changes)
            best = logprobs.topk(min(settings.candidates, logprobs.size(1)), dim=-1)
            candidate_ids, candidate_logprob = best.indices.cpu().numpy(), best.values.cpu().numpy()
            # Never chosen, though they keep their share of the probability.
            logprobs[:, list(network.banned_ids)] = float("-inf")

            choices: list[SentenceChoice] = []
            keep: list[int] = []
            following: list[int] = []
            begin = 0
            for sentence, totals in enumerate(scores):
                if not totals:
                    continue
                rows = slice(begin, begin + len(totals))
                forced = prefixes[sentence][index] if index < len(prefixes[sentence]) else None
                spelling = run.spelling if forced is None else ()
                if spelling:
                    forbid_others(logprobs[rows], spelling, places[sentence])
                choice = searches[sentence].choose(
                    logprobs[rows], totals, index + 1, forced, index + 1 >= limits[sentence]
                )
                choices.append(
                    SentenceChoice(
                        sentence=sentence,
                        going_on=choice.going_on,
                        ended=choice.ended,
                        dropped=choice.dropped,
                        done=choice.done,
                        candidate_ids=candidate_ids[rows],
                        candidate_logprob=candidate_logprob[rows],
                        rows=None if maps is None else {name: array[:, :, rows] for name, array in maps.items()},
                    )
                )
                keep += [begin + branch.row for branch in choice.going_on]
                following += [branch.id for branch in choice.going_on]
                scores[sentence] = [branch.score for branch in choice.going_on]
                if spelling:
                    before = places[sentence]
                    places[sentence] = [place_after(spelling, before[b.row], b.id) for b in choice.going_on]
                begin = rows.stop
            if keep and keep != list(range(len(newest))):
                state.reorder(keep)
        newest = following
        yield DecodedStep(index, choices)
        index += 1


def source_batch(network: Network, sources: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Padded ids [sentence, source], and which of them are real, on the network's device."""
    ids = pad(sources, network.special.source_pad)
    lengths = torch.tensor([len(source) for source in sources])
    real = torch.arange(ids.size(1))[None] < lengths[:, None]
    return ids.to(network.device), real.to(network.device)


def _by_sentence(recorder: MapRecorder, sentences: int) -> list[Maps]:
    stacked = recorder.stacked()
    return [{name: array_of(maps[:, i]) for name, maps in stacked.items()} for i in range(sentences)]


def _step(
    network: Network, newest: Sequence[int], state: object, recorder: MapRecorder | None, changes: tuple[Change, ...]
) -> tuple[Tensor, dict[str, Floats] | None]:
    """Log-probabilities [row, vocabulary], and what was recorded, [layer, head, row, key]."""
    inputs = torch.tensor(newest, device=network.device)
    with carried_out(changes):
        if recorder is None:
            return network.logprobs(network.step(inputs, state)), None
        with recorder:
            logits = network.step(inputs, state)
    # [layer, batch, head, 1, key] -> [layer, head, batch, key]
    maps = {name: array_of(rows[:, :, :, 0].transpose(1, 2)) for name, rows in recorder.stacked().items()}
    return network.logprobs(logits), maps


def forced_pass(
    network: Network,
    source: Sequence[int],
    target_in: Sequence[int],
    source_length: int,
    recorder: Recorder | None = None,
    changes: tuple[Change, ...] = (),
) -> Tensor:
    """Logits [target, vocabulary] of one parallel pass over a whole target, which begins with the start piece.

    The source is padded to `source_length`. Without a recorder and changes the fused path runs.
    """
    row = [*source, *[network.special.source_pad] * (source_length - len(source))]
    source_ids = torch.tensor([row], device=network.device)
    real = (torch.arange(source_length) < len(source))[None].to(network.device)
    target_ids = torch.tensor([list(target_in)], device=network.device)
    with torch.inference_mode(), carried_out(changes):
        if recorder is None:
            return network.forced(source_ids, real, target_ids)[0]
        with recorder:
            return network.forced(source_ids, real, target_ids)[0]
