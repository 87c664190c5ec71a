"""What is inspected: a network with its reader, by a second, teacher-forced pass over a translation."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor

from model.decoding.decode import forced_pass
from model.decoding.text_decoding import Reader
from model.network.network import Network
from model.network.points import Recorder
from model.values.trace import Trace


@dataclass(frozen=True)
class Subject:
    """The same text under the same setup gives the same numbers again, so none are stored while translating."""

    reader: Reader
    network: Network

    def source_ids(self, trace: Trace) -> list[int]:
        """What the encoder read, without padding."""
        pieces = trace.source_pieces[: int(trace.source_allowed.sum())]
        reader = self.reader
        return [
            reader.unknown_source_id if i in trace.unknown_source else reader.source_id(piece)
            for i, piece in enumerate(pieces)
        ]

    def target_in_ids(self, trace: Trace) -> list[int]:
        """What the decoder read, the start piece first."""
        return [self.reader.target.id(piece) for piece in trace.input_pieces]

    def chosen_ids(self, trace: Trace) -> list[int]:
        """The pieces that the decoder chose."""
        return [self.reader.target.id(piece) for piece in trace.predicted_pieces]

    def logits(self, trace: Trace, recorder: Recorder | None = None) -> Tensor:
        """[target, vocabulary] for the pieces of the trace, under the changes of its setup."""
        source, target_in = self.source_ids(trace), self.target_in_ids(trace)
        return forced_pass(self.network, source, target_in, trace.source_length, recorder, trace.setup.changes)

    def record(self, trace: Trace, *patterns: str) -> Recorder:
        """The points of one such pass whose names match a pattern."""
        recorder = Recorder(*patterns)
        self.logits(trace, recorder)
        return recorder
