"""Builds the trace of any hypothesis from the events of decoding, also before decoding has ended. NumPy only.

Under beam search hypotheses are reordered at every step. Each step's rows are stored unchanged. The trace of one
hypothesis is found by following its rows back, so each row belongs to the hypothesis it was computed for.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from model.values.endings import Ending
from model.values.search_tree import Branch, Fate, path_to
from model.values.sites import Side, SiteGroup, group_reasons
from model.values.steps import Hypothesis, SentenceStep, SourceEncoded
from model.values.trace import AttentionMap, Floats, Trace, maps_of, no_longer_writable

UNRECORDED = "nothing was recorded; translate with record=True"

_FIRST_CAPACITY = 32


class TraceBuilder:
    """Collects the steps of one sentence. The traces it returns share memory and never change."""

    def __init__(self, run: SourceEncoded, sentence: int = 0) -> None:
        """Raises `ValueError` when the source was encoded without recording."""
        source = run.sentences[sentence]
        if source.maps is None:
            raise ValueError(UNRECORDED)
        self.source = source
        self.run = run
        self.steps: list[SentenceStep] = []
        self._encoded = {name: no_longer_writable(weights) for name, weights in source.maps.items()}
        self._decoded = [group for group in run.groups if group.queries is Side.TARGET]
        self._path: list[int] = []  # the row taken at each step by the hypothesis that the buffers hold
        self._capacity = 0  # target positions
        self._buffers: dict[str, Floats] = {}  # by group: [layer, head, capacity, source or capacity]

    def add(self, step: SentenceStep) -> None:
        """Append the next step. Raises `ValueError` when it is out of order or was not recorded."""
        if step.index != len(self.steps):
            raise ValueError(f"step {step.index} came after step {len(self.steps) - 1}")
        if step.rows is None:
            raise ValueError(UNRECORDED)
        self.steps.append(step)

    def newest(self) -> Trace:
        """The trace of the best branch of the last step or, when the search is over, of the best that has ended."""
        step = self.steps[-1]
        if not step.done:
            return self._trace(step.kept[0], step.texts[0])
        ended = (
            (branch, text, steps)
            for steps, one in enumerate(self.steps, 1)
            for branch, text in zip(one.ended, one.ended_texts, strict=True)
        )
        return self._trace(*max(ended, key=lambda found: found[0].normalised))

    def of(self, hypothesis: Hypothesis) -> Trace:
        """The trace of a finished hypothesis, which needs no more memory than its numbers."""
        steps = len(hypothesis.pieces)
        last = hypothesis.last_of(self.steps[steps - 1])
        trace = self._trace(last, hypothesis.text, steps, hypothesis.spans)
        own = (replace(one, weights=_compact(one.weights)) for one in trace.maps.values())
        return replace(trace, maps=maps_of(own))

    def _fill(self, path: list[int]) -> None:
        """Make the buffers hold the rows of `path`, keeping those that are there already."""
        shared = 0
        while shared < min(len(path), len(self._path)) and path[shared] == self._path[shared]:
            shared += 1
        if shared < len(self._path) or len(path) > self._capacity:
            # Earlier traces are views of the old buffers: never overwrite their rows.
            if len(path) > self._capacity:
                self._capacity = max(_FIRST_CAPACITY, 2 * len(path))
            self._buffers = {group.name: self._buffer(group, shared) for group in self._decoded}
        for i in range(shared, len(path)):
            rows = self.steps[i].rows
            assert rows is not None  # `add` has checked
            for group in self._decoded:
                row = rows[group.name][:, :, path[i]]  # [layer, head, key]
                self._buffers[group.name][:, :, i, : row.shape[-1]] = row
        self._path = path

    def _buffer(self, group: SiteGroup, shared: int) -> Floats:
        """A new buffer of a group that holds the first `shared` rows of the old one."""
        rows = self.steps[0].rows
        assert rows is not None
        layers, heads = rows[group.name].shape[:2]
        keys = len(self.source.pieces) if group.keys is Side.SOURCE else self._capacity
        buffer = np.zeros((layers, heads, self._capacity, keys), np.float32)
        if shared:
            held = keys if group.keys is Side.SOURCE else shared
            buffer[:, :, :shared, :held] = self._buffers[group.name][:, :, :shared, :held]
        return buffer

    def _maps(self, length: int) -> dict[str, AttentionMap]:
        maps = []
        for group in self.run.groups:
            if group.queries is Side.SOURCE:
                weights = self._encoded[group.name]
            else:
                keys = len(self.source.pieces) if group.keys is Side.SOURCE else length
                weights = no_longer_writable(self._buffers[group.name][:, :, :length, :keys])
            maps.append(AttentionMap(group, weights, group_reasons(group, self.source.allowed, length)))
        return maps_of(maps)

    def _ending(self, last: Branch) -> Ending:
        if last.fate is not Fate.ENDED:
            return Ending.OPEN
        return Ending.END if last.piece == self.run.end_piece else Ending.LENGTH

    def _trace(
        self, last: Branch, text: str, steps: int | None = None, spans: tuple[tuple[int, int], ...] = ()
    ) -> Trace:
        length = steps or len(self.steps)
        chosen = path_to([step.branches for step in self.steps[:length]], last)
        path = [branch.row for branch in chosen]
        self._fill(path)
        pieces = tuple(branch.piece for branch in chosen)
        rows = list(zip(self.steps, path, strict=False))
        return Trace(
            maps=self._maps(length),
            source_allowed=self.source.allowed,
            logprob=np.array([branch.logprob for branch in chosen], np.float32),
            candidate_ids=np.stack([step.candidate_ids[row] for step, row in rows]),
            candidate_logprob=_stack([step.candidate_logprob[row] for step, row in rows]),
            source_pieces=self.source.pieces,
            input_pieces=(self.run.start_piece, *pieces[:-1]),
            predicted_pieces=pieces,
            source_text=self.source.text,
            target_text=text,
            setup=self.run.setup,
            candidate_pieces=tuple(step.candidate_pieces[row] for step, row in rows),
            source_spans=self.source.spans,
            target_spans=spans,
            unknown_source=self.source.unknown,
            search=tuple(step.branches for step in self.steps),
            ending=self._ending(last),
        )


def _compact(weights: Floats) -> Floats:
    """The same numbers outside the buffer, whose rows are longer."""
    return no_longer_writable(np.ascontiguousarray(weights))


def _stack(rows: list[Floats]) -> Floats:
    return np.stack(rows).astype(np.float32, copy=False)
