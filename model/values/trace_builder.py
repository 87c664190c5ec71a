"""From the events of decoding to the trace of any hypothesis, also while it is still being decoded. NumPy only.

Under beam search hypotheses are reordered at every step. Each step's rows are kept as they came; the trace of one
hypothesis is found by walking its parents back, so a row always belongs to the hypothesis it was computed for.
"""

from __future__ import annotations

import numpy as np

from model.values.masks import causal_mask
from model.values.steps import Hypothesis, SentenceStep, SourceSentence
from model.values.trace import Floats, Trace, no_longer_writable

_FIRST_CAPACITY = 32


class TraceBuilder:
    """Collects the steps of one sentence; the traces it gives share memory and never change afterwards."""

    def __init__(self, source: SourceSentence, start_piece: str, model: str = "", decoding: str = "") -> None:
        """Raises `ValueError` when the source was encoded without recording."""
        if source.encoder_self is None:
            raise ValueError("nothing was recorded; translate with record=True")
        self.source = source
        self.start_piece = start_piece
        self.model = model
        self.decoding = decoding
        self.steps: list[SentenceStep] = []
        self._encoder_self = no_longer_writable(source.encoder_self)
        self._path: list[int] = []  # the row taken at each step by the hypothesis that the buffers hold
        self._decoder_self = np.zeros((0, 0, 0, 0), np.float32)  # [layer, head, capacity, capacity]
        self._cross = np.zeros((0, 0, 0, 0), np.float32)  # [layer, head, capacity, source]

    def add(self, step: SentenceStep) -> None:
        """Append the next step. Raises `ValueError` when it is out of order or was not recorded."""
        if step.index != len(self.steps):
            raise ValueError(f"step {step.index} came after step {len(self.steps) - 1}")
        if step.decoder_self is None or step.cross is None:
            raise ValueError("nothing was recorded; translate with record=True")
        self.steps.append(step)

    def newest(self) -> Trace:
        """The trace of the best hypothesis so far: the best branch of the last step, or what has just ended."""
        step = self.steps[-1]
        if not step.done:
            return self._trace(step.parents[0], step.pieces[0], step.logprobs[0], step.texts[0])
        best = max(step.ended, key=lambda ended: ended.normalised)
        text = self._text_before(best.parent)
        return self._trace(best.parent, best.piece, best.logprob, text)

    def of(self, hypothesis: Hypothesis) -> Trace:
        """The trace of a finished hypothesis."""
        steps = len(hypothesis.pieces)
        ended = next(
            e for e in self.steps[steps - 1].ended if e.parent == hypothesis.parent and e.piece == hypothesis.pieces[-1]
        )
        return self._trace(
            hypothesis.parent, ended.piece, ended.logprob, hypothesis.text, steps, spans=hypothesis.spans
        )

    def _text_before(self, row: int) -> str:
        if len(self.steps) < 2:
            return ""
        return self.steps[-2].texts[row]

    def _walk(self, row: int, steps: int) -> list[int]:
        """The row of each of the first `steps` steps on the way to `row` of the last of them."""
        path = [row]
        for step in reversed(self.steps[: steps - 1]):
            # Row r of a step is branch r of the step before.
            path.append(step.parents[path[-1]])
        return path[::-1]

    def _fill(self, path: list[int]) -> None:
        """Make the buffers hold the rows of `path`, keeping those that are there already."""
        shared = 0
        while shared < min(len(path), len(self._path)) and path[shared] == self._path[shared]:
            shared += 1
        capacity = self._cross.shape[2]
        if shared < len(self._path) or len(path) > capacity:
            # Traces given out earlier look into the old buffers: never write over their rows.
            capacity = max(_FIRST_CAPACITY, 2 * len(path)) if len(path) > capacity else capacity
            layers, heads = self.steps[0].cross.shape[:2]  # type: ignore[union-attr]
            decoder_self = np.zeros((layers, heads, capacity, capacity), np.float32)
            cross = np.zeros((layers, heads, capacity, len(self.source.pieces)), np.float32)
            if shared:
                decoder_self[:, :, :shared, :shared] = self._decoder_self[:, :, :shared, :shared]
                cross[:, :, :shared] = self._cross[:, :, :shared]
            self._decoder_self, self._cross = decoder_self, cross
        for i in range(shared, len(path)):
            step = self.steps[i]
            assert step.decoder_self is not None and step.cross is not None  # `add` has checked
            self._decoder_self[:, :, i, : i + 1] = step.decoder_self[:, :, path[i]]
            self._cross[:, :, i] = step.cross[:, :, path[i]]
        self._path = path

    def _trace(
        self,
        row: int,
        last_piece: str,
        last_logprob: float,
        text: str,
        steps: int | None = None,
        spans: tuple[tuple[int, int], ...] = (),
    ) -> Trace:
        length = steps or len(self.steps)
        path = self._walk(row, length)
        self._fill(path)
        pieces: list[str] = []
        logprobs: list[float] = []
        for step, next_row in zip(self.steps, path[1:], strict=False):
            pieces.append(step.pieces[next_row])
            logprobs.append(step.logprobs[next_row])
        rows = list(zip(self.steps, path, strict=False))
        positions = np.arange(length)
        return Trace(
            encoder_self=self._encoder_self,
            decoder_self=no_longer_writable(self._decoder_self[:, :, :length, :length]),
            cross=no_longer_writable(self._cross[:, :, :length]),
            source_allowed=self.source.allowed,
            decoder_allowed=causal_mask(positions, positions),
            logprob=np.array([*logprobs, last_logprob], np.float32),
            candidate_ids=np.stack([step.candidate_ids[r] for step, r in rows]),
            candidate_logprob=_stack([step.candidate_logprob[r] for step, r in rows]),
            source_pieces=self.source.pieces,
            input_pieces=(self.start_piece, *pieces),
            predicted_pieces=(*pieces, last_piece),
            source_text=self.source.text,
            target_text=text,
            model=self.model,
            decoding=self.decoding,
            candidate_pieces=tuple(step.candidate_pieces[r] for step, r in rows),
            source_spans=self.source.spans,
            target_spans=spans,
            unknown_source=self.source.unknown,
        )


def _stack(rows: list[Floats]) -> Floats:
    return np.stack(rows).astype(np.float32, copy=False)
