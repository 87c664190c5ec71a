"""The record of one hypothesis of one sentence, as the model hands it to the screen.

NumPy only. Arrays are ordered [layer, head, query, key], layers and heads counted from 0. `trace_file` writes and reads
traces.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.values.endings import Ending
from model.values.masks import MaskReason
from model.values.search_tree import SearchTree, check_tree
from model.values.setup import Setup
from model.values.sites import Side, SiteGroup

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
Ints = NDArray[np.integer[Any]]
Reasons = NDArray[np.uint8]
Span = tuple[int, int]

DAMAGED = QT_TRANSLATE_NOOP("Model", "The trace's {part} {fault}; it is damaged.")


def no_longer_writable(array: NDArray[Any]) -> NDArray[Any]:
    """A read-only view: values must not change while they are painted."""
    view = array.view()
    view.flags.writeable = False
    return view


@dataclass(frozen=True, eq=False)
class AttentionMap:
    """All heads of one group at work on one sentence.

    Weights are after the softmax and before dropout; masked entries are exactly 0; every row with anything allowed sums
    to 1. `reasons` holds for every cell the mask that hides it; it is the same for all layers and heads.
    """

    group: SiteGroup
    weights: Floats  # [layer, head, query, key]
    reasons: Reasons  # [query, key], `MaskReason`

    @property
    def layers(self) -> int:
        return self.weights.shape[0] if self.weights.ndim == 4 else 0

    @property
    def heads(self) -> int:
        return self.weights.shape[1] if self.weights.ndim == 4 else 0

    def check(self, queries: int, keys: int) -> None:
        """Raise `UserError` where shapes do not fit or numbers cannot be attention."""
        name, shape = self.group.name, self.weights.shape
        if len(shape) != 4 or 0 in shape[:2] or shape[2:] != (queries, keys) or self.reasons.shape != (queries, keys):
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "The trace's {part} has the shape {shape}, which does not fit its other parts."
                ),
                part=name,
                shape=shape,
            )
        allowed = self.reasons == MaskReason.ALLOWED
        if not np.isfinite(self.weights).all():
            raise _damaged(name, QT_TRANSLATE_NOOP("Model", "holds numbers that are not finite"))
        if (self.weights < 0).any():
            raise _damaged(name, QT_TRANSLATE_NOOP("Model", "has a weight below 0"))
        if self.weights[:, :, ~allowed].any():
            raise _damaged(name, QT_TRANSLATE_NOOP("Model", "has a weight where its mask allows none"))
        sums = self.weights.sum(axis=-1)[:, :, allowed.any(axis=-1)]
        if sums.size and np.abs(sums - 1.0).max() > 1e-3:
            raise _damaged(name, QT_TRANSLATE_NOOP("Model", "has rows that do not sum to 1"))


def maps_of(maps: Iterable[AttentionMap]) -> dict[str, AttentionMap]:
    """By the names of their groups, in the same order."""
    return {one.group.name: one for one in maps}


@dataclass(frozen=True, eq=False)
class Trace:
    """Every weight of every head behind one translation, with the pieces, masks, probabilities and candidates.

    Row q of decoder attention belongs to the input piece q (row 0 is the start piece) and predicts piece q + 1, which
    is `predicted_pieces[q]`. A trace being decoded has as many target positions as steps were done. A model without
    attention leaves no maps.
    """

    maps: Mapping[str, AttentionMap]  # by the name of the group, in the order of the model's tabs
    source_allowed: Bools  # [source], False = padding
    logprob: Floats  # [target], natural logarithm, of each predicted piece
    candidate_ids: Ints  # [target, k], best first
    candidate_logprob: Floats  # [target, k], over the whole vocabulary
    source_pieces: tuple[str, ...]
    input_pieces: tuple[str, ...]
    predicted_pieces: tuple[str, ...]
    source_text: str = ""
    target_text: str = ""
    setup: Setup = field(default_factory=Setup)
    candidate_pieces: tuple[tuple[str, ...], ...] = ()  # [target][k]; empty when the file has none
    source_spans: tuple[Span, ...] = ()  # characters of source_text that each source piece covers
    target_spans: tuple[Span, ...] = ()  # characters of target_text that each predicted piece covers
    unknown_source: frozenset[int] = field(default_factory=frozenset)  # source positions that the vocabulary lacks
    search: SearchTree = ()  # of the whole sentence; empty without a search, or when the file has none
    ending: Ending = Ending.OPEN

    @property
    def source_length(self) -> int:
        return len(self.source_pieces)

    @property
    def target_length(self) -> int:
        """Steps decoded so far."""
        return len(self.input_pieces)

    @property
    def groups(self) -> tuple[SiteGroup, ...]:
        """What there is to look at, in the order of the tabs."""
        return tuple(one.group for one in self.maps.values())

    @property
    def attention_bytes(self) -> int:
        """The memory that its attention takes."""
        return sum(one.weights.nbytes for one in self.maps.values())

    def weights(self, group: SiteGroup) -> Floats:
        """[layer, head, query, key]. Raises `KeyError` for a group that this trace does not have."""
        return self.maps[group.name].weights

    def reasons(self, group: SiteGroup) -> Reasons:
        """The `MaskReason` of every cell [query, key]; the same for all layers and heads."""
        return self.maps[group.name].reasons

    def pieces(self, side: Side) -> tuple[str, ...]:
        """The pieces that label the rows or columns of that side."""
        return self.source_pieces if side is Side.SOURCE else self.input_pieces

    def query_pieces(self, group: SiteGroup) -> tuple[str, ...]:
        return self.pieces(group.queries)

    def key_pieces(self, group: SiteGroup) -> tuple[str, ...]:
        return self.pieces(group.keys)

    def check(self) -> None:
        """Raise `UserError`, naming the part, when shapes do not fit together or numbers cannot be attention."""
        source, target = self.source_length, self.target_length
        shapes: dict[str, tuple[int, ...]] = {
            "source_allowed": (source,),
            "logprob": (target,),
            "candidate_ids": (target, self.candidate_ids.shape[-1] if self.candidate_ids.ndim == 2 else 0),
            "candidate_logprob": self.candidate_ids.shape,
        }
        for name, wanted in shapes.items():
            shape = getattr(self, name).shape
            if shape != wanted:
                raise UserError(
                    QT_TRANSLATE_NOOP(
                        "Model", "The trace's {part} has the shape {shape}, which does not fit its other parts."
                    ),
                    part=name,
                    shape=shape,
                )
        if len(self.predicted_pieces) != target:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "The trace names another number of predicted pieces than of input pieces; it is damaged.",
                )
            )
        for one in self.maps.values():
            one.check(len(self.query_pieces(one.group)), len(self.key_pieces(one.group)))
            self._check_padding(one)
        for name in ("logprob", "candidate_logprob"):
            if np.isnan(getattr(self, name)).any():
                raise _damaged(name, QT_TRANSLATE_NOOP("Model", "holds numbers that are not numbers"))
        self._check_description()

    def _check_padding(self, one: AttentionMap) -> None:
        """Every map must mask the source's padding; with source keys it may mark nothing else as padding."""
        padded = np.zeros(one.reasons.shape, np.bool_)
        if one.group.keys is Side.SOURCE:
            padded |= ~self.source_allowed
        if one.group.queries is Side.SOURCE:
            padded |= ~self.source_allowed[:, None]
        told = one.reasons == MaskReason.PADDING
        about_source = one.group.keys is Side.SOURCE
        if (one.reasons[padded] == MaskReason.ALLOWED).any() or (about_source and told[~padded].any()):
            raise _damaged(one.group.name, QT_TRANSLATE_NOOP("Model", "has a mask that does not fit the padding"))
        if one.reasons.max(initial=0) > max(MaskReason):
            raise _damaged(one.group.name, QT_TRANSLATE_NOOP("Model", "has a mask of an unknown kind"))

    def _check_description(self) -> None:
        """The part of `check` about pieces, spans and the search, all of which a file may leave out."""
        source, target = self.source_length, self.target_length
        widths = [len(row) for row in self.candidate_pieces]
        if widths and widths != [self.candidate_ids.shape[1]] * target:
            raise _damaged("candidate_pieces", QT_TRANSLATE_NOOP("Model", "do not fit its candidate_ids"))
        for name, length, text in (("source", source, self.source_text), ("target", target, self.target_text)):
            spans: tuple[Span, ...] = getattr(self, f"{name}_spans")
            inside = all(0 <= start <= end <= len(text) for start, end in spans)
            if spans and (len(spans) != length or not inside):
                raise _damaged(f"{name}_spans", QT_TRANSLATE_NOOP("Model", "do not fit its pieces and text"))
        if not self.unknown_source <= set(range(source)):
            raise _damaged(
                "unknown_source", QT_TRANSLATE_NOOP("Model", "names positions that the source does not have")
            )
        try:
            check_tree(self.search)
        except ValueError as error:
            raise _damaged("search", QT_TRANSLATE_NOOP("Model", "has a branch without a beginning")) from error


def _damaged(part: str, fault: str) -> UserError:
    return UserError(DAMAGED, part=part, fault=Sentence(fault))
