"""What the lines view shows of one layer: pieces or words on both sides, the weights between them, what is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from gui.heatmap.head_picture import visible_rows
from gui.heatmap.token_axis import TokenLabel
from gui.pictures.lines.ink import Lines
from model.values.masks import MaskReason
from model.values.pieces import is_special, shown_together
from model.values.questions.words import Groups, Shares, groups_of, merged, merged_allowed, shares, until
from model.values.sites import DECODER_SELF, ENCODER_SELF, SiteGroup
from model.values.trace import Bools, Floats, Trace

THRESHOLD = 0.004  # a line of less weight is not drawn: it would be fainter than the faintest of 255 shades
Side = Literal["query", "key"]


@dataclass(frozen=True)
class Pointed:
    """A piece or word on one of the two sides, by its place among those that are shown."""

    side: Side
    number: int


@dataclass(frozen=True, eq=False)
class LinesData:
    """Everything shown of one layer. Weights are [head, query, key] of what is shown, decoded rows only.

    `queries` and `keys` are the positions of each label's pieces; labels after `decoded` belong to steps to come.
    """

    trace: Trace
    group: SiteGroup
    words: bool
    queries: Groups
    keys: Groups
    query_labels: tuple[TokenLabel, ...]
    key_labels: tuple[TokenLabel, ...]
    decoded: int  # of the queries
    decoded_keys: int
    current: int | None  # the query of the current step, where it is shown
    weights: Floats
    allowed: Bools  # [query, key]
    _all: Floats  # [head, query, key], hidden ones too
    _queries_shown: NDArray[np.bool_]  # [query] of all
    _keys_shown: NDArray[np.bool_]

    @property
    def heads(self) -> int:
        return len(self.weights)

    def labels(self, side: Side) -> tuple[TokenLabel, ...]:
        return self.query_labels if side == "query" else self.key_labels

    def count(self, side: Side) -> int:
        """How many can be pointed at on a side."""
        return self.decoded if side == "query" else len(self.keys)

    def groups(self, side: Side) -> Groups:
        return self.queries if side == "query" else self.keys

    def number_of(self, side: Side, position: int) -> int | None:
        """The place of the piece at a position, or of its word; None where it is hidden or not decoded."""
        groups = self.groups(side)[: self.count(side)]
        return next((number for number, group in enumerate(groups) if position in group), None)

    def shares(self, on: Iterable[int]) -> Shares:
        """How much of the attention of these heads is shown and hidden."""
        return shares(self._all[sorted(on)], self._queries_shown, self._keys_shown)

    def faint(self, on: Iterable[int]) -> float:
        """The share of the attention shown that is in lines too faint to be drawn."""
        some = self.weights[sorted(on)]
        total = float(some.sum(dtype=np.float64))
        return float(some[some < THRESHOLD].sum(dtype=np.float64)) / total if total else 0.0

    def numbers(self, pointed: Pointed | None) -> tuple[Side, Floats, Bools]:
        """The other side, the weights [head, other] of what is pointed at, and which of them are allowed.

        With nothing pointed at, the mean weight of each key over all rows that may look at anything.
        """
        if pointed is None:
            rows = self.allowed.any(axis=1)
            mean = self.weights[:, rows].mean(axis=1) if rows.any() else np.zeros_like(self.weights[:, :0].sum(axis=1))
            return "key", np.asarray(mean, dtype=np.float32), np.asarray(self.allowed.any(axis=0))
        if pointed.side == "query":
            return "key", self.weights[:, pointed.number], self.allowed[pointed.number]
        return "query", self.weights[:, :, pointed.number], self.allowed[:, pointed.number]

    def lines(self, left: Floats, right: Floats, shifts: Floats, pointed: Pointed | None = None) -> Lines:
        """Every line that is drawn, of all heads; with `pointed` only its lines. `left` [query], `right` [key]: heights
        in pixels; `shifts` [head]: how far each head's lines lie below the middle.
        """
        head, query, key = self.drawn(pointed)
        start = np.asarray(left[query] + shifts[head], dtype=np.float32)
        end = np.asarray(right[key] + shifts[head], dtype=np.float32)
        return Lines(head, start, end, self.weights[head, query, key])

    def drawn(self, pointed: Pointed | None = None) -> tuple[NDArray[np.intp], ...]:
        """Head, query and key [line] of the lines that are drawn; with `pointed` only of its lines."""
        drawn = self.weights >= THRESHOLD
        if pointed is not None:
            chosen = np.zeros_like(drawn)
            if pointed.side == "query":
                chosen[:, pointed.number] = True
            else:
                chosen[:, :, pointed.number] = True
            drawn &= chosen
        return np.nonzero(drawn)


def lines_data(trace: Trace, group: SiteGroup, layer: int, step: int, words: bool, hide: bool) -> LinesData:
    """The data of one layer up to a decoding step; `hide`: without special pieces on either side."""
    queries = groups_of(trace.query_pieces(group), words)
    keys = groups_of(trace.key_pieces(group), words)
    visible = visible_rows(trace, group, step)
    given = until(queries, visible)
    weights = merged(trace.weights(group)[layer], given, keys)
    allowed = merged_allowed(trace.reasons(group) == MaskReason.ALLOWED, given, keys)
    queries_shown = _shown(queries, trace.query_pieces(group), hide)
    keys_shown = _shown(keys, trace.key_pieces(group), hide)
    rows = queries_shown[: len(given)]
    kept = tuple(group for group, one in zip(queries, queries_shown, strict=True) if one)
    current = next((n for n, group in enumerate(kept) if visible - 1 in group), None)
    return LinesData(
        trace=trace,
        group=group,
        words=words,
        queries=kept,
        keys=tuple(group for group, one in zip(keys, keys_shown, strict=True) if one),
        query_labels=_labels(trace.query_pieces(group), kept, None if _encoder(group) else trace.predicted_pieces),
        key_labels=_labels(trace.key_pieces(group), [g for g, one in zip(keys, keys_shown, strict=True) if one], None),
        decoded=int(rows.sum()),
        decoded_keys=sum(group.start < visible for group, one in zip(keys, keys_shown, strict=True) if one)
        if group == DECODER_SELF
        else int(keys_shown.sum()),
        current=None if _encoder(group) else current,
        weights=np.ascontiguousarray(weights[:, rows][:, :, keys_shown]),
        allowed=allowed[rows][:, keys_shown],
        _all=weights,
        _queries_shown=rows,
        _keys_shown=keys_shown,
    )


def _encoder(group: SiteGroup) -> bool:
    return group == ENCODER_SELF


def _shown(groups: Groups, pieces: Sequence[str], hide: bool) -> NDArray[np.bool_]:
    return np.array([not (hide and is_special(pieces[group.start])) for group in groups], dtype=bool)


def _labels(pieces: Sequence[str], groups: Sequence[range], predicted: Sequence[str] | None) -> tuple[TokenLabel, ...]:
    """The pieces of each group as one label, with all that its rows predict."""
    found = []
    for group in groups:
        text = shown_together(pieces[group.start : group.stop])
        following = shown_together(predicted[group.start : group.stop]) if predicted else ""
        found.append(TokenLabel(text, is_special(pieces[group.start]), following))
    return tuple(found)
