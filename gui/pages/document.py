"""What one request asked to be translated, in parts: a whole document would take minutes and all memory at once.

A part is decoded as one padded batch, when one of its sentences is looked at. Parts looked at longest ago are forgotten
and translated again when they are wanted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from model.errors import Sentence
from model.values.changes import Change
from model.values.decoding import DecodingSettings
from model.values.trace import Trace

# A part is encoded in one go, which nothing can interrupt: some 0.2 s of a busy processor with the model of the paper.
MOST_SENTENCES = 16
MOST_CHARACTERS = 1600  # with the padding
MOST_KEPT = 128_000_000  # bytes of attention
MOST_PARTS = 32  # kept at once; short sentences have little attention, but pieces and candidates

Traces = tuple[Trace | None, ...]


def parts_of(texts: Sequence[str]) -> list[range]:
    """Neighbouring sentences that are translated together; which ones depends on the texts alone."""
    parts: list[range] = []
    begin, longest = 0, 0
    for i, text in enumerate(texts):
        longest = max(longest, len(text))
        if i > begin and (i - begin == MOST_SENTENCES or longest * (i + 1 - begin) > MOST_CHARACTERS):
            parts.append(range(begin, i))
            begin, longest = i, len(text)
    return [*parts, range(begin, len(texts))]


@dataclass
class Document:
    """The texts of a request, how they are translated, and which parts are there."""

    texts: tuple[str, ...]
    settings: DecodingSettings
    step_by_step: bool
    changes: tuple[Change, ...] = ()
    model: str = ""  # fingerprint; empty: the one in use
    shown: bool = False  # whether its sentences are those in the session
    refused: dict[int, Sentence | str] = field(default_factory=dict)  # why a sentence cannot be translated
    _parts: list[range] = field(init=False)
    _whole: set[range] = field(default_factory=set)  # parts that are translated
    _kept: list[range] = field(default_factory=list)  # parts with traces, whole or not; looked at last, the last

    def __post_init__(self) -> None:
        self._parts = parts_of(self.texts)

    @property
    def long(self) -> bool:
        """Whether it is translated in several parts."""
        return len(self._parts) > 1

    def part_of(self, sentence: int) -> range:
        return next(part for part in self._parts if sentence in part)

    def part_for(self, sentence: int) -> range | None:
        """The part that has to be translated before this sentence can be shown; None if that is done."""
        part = self.part_of(sentence)
        if part not in self._whole:
            return part
        self._look_at(part)
        return None

    def split(self, part: range) -> None:
        """One of these sentences cannot be translated: each is tried alone, so that the others can."""
        if part in self._kept:  # half of it was translated once, and given up
            self._kept.remove(part)
        place = self._parts.index(part)
        self._parts[place : place + 1] = [range(i, i + 1) for i in part]

    def with_part(self, before: Traces, part: range, traces: Traces, whole: bool) -> Traces:
        """All traces after a part has gone on; when one begins or is whole, others may have to be forgotten."""
        found = [*before[: part.start], *traces, *before[part.stop :]]
        begins = part not in self._kept
        self._look_at(part)
        if whole:
            self._whole.add(part)
        if begins or whole:
            while len(self._kept) > 1 and self._too_many(found):
                forgotten = self._kept.pop(0)
                self._whole.discard(forgotten)
                for i in forgotten:
                    found[i] = None
        return tuple(found)

    def _look_at(self, part: range) -> None:
        if part in self._kept:
            self._kept.remove(part)
        self._kept.append(part)

    def _too_many(self, traces: Sequence[Trace | None]) -> bool:
        return len(self._kept) > MOST_PARTS or sum(one.attention_bytes for one in traces if one) > MOST_KEPT
