"""The one thing the views share: which take, sentence, step, site group, layer, head, query and key is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from model.values.sites import CROSS, Side, SiteGroup


@dataclass(frozen=True)
class Selected:
    """A value of the selection; everything counts from 0."""

    take: int = 0  # which of the runs side by side
    sentence: int = 0
    step: int = 0  # the decoding step = the query row of decoder attention that is current
    group: SiteGroup = CROSS
    layer: int = 0
    head: int = 0
    query: int | None = None  # the row pointed at, if any; the current row is `step`
    key: int | None = None  # the column pointed at, if any


@dataclass(frozen=True)
class Extent:
    """How many of each there are in what is shown; the selection is kept inside."""

    takes: int = 1
    sentences: int = 1
    steps: int = 1
    source: int = 1
    maps: Mapping[SiteGroup, tuple[int, int]] = field(default_factory=dict)  # layers and heads; none without attention

    def layers(self, group: SiteGroup) -> int:
        return self.maps.get(group, (1, 1))[0]

    def heads(self, group: SiteGroup) -> int:
        return self.maps.get(group, (1, 1))[1]

    def pieces(self, side: Side) -> int:
        return self.source if side is Side.SOURCE else self.steps


def _clamp(value: int, size: int) -> int:
    return min(max(value, 0), max(size - 1, 0))


class Selection(QObject):
    """Holds a `Selected`; `update` clamps, compares and emits `changed(old, new)` at most once."""

    changed = Signal(object, object)  # Selected, Selected

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = Selected()
        self._extent = Extent()

    @property
    def now(self) -> Selected:
        return self._now

    @property
    def extent(self) -> Extent:
        return self._extent

    def set_extent(self, extent: Extent, **fields: Any) -> None:
        """Another extent, and optionally new values, as one change."""
        self._extent = extent
        self.update(**fields)

    def update(self, **fields: Any) -> None:
        """Change fields of `Selected`; numbers outside the extent go to the nearest inside."""
        wanted = replace(self._now, **fields)
        extent = self._extent
        if extent.maps and wanted.group not in extent.maps:
            wanted = replace(wanted, group=list(extent.maps)[-1])  # this model does not have the wanted group
        now = self._now
        elsewhere = (wanted.group, wanted.take, wanted.sentence) != (now.group, now.take, now.sentence)
        if elsewhere and not {"query", "key"} & set(fields):
            wanted = replace(wanted, query=None, key=None)  # what was pointed at no longer exists
        if (
            "query" not in fields
            and wanted.group.queries is Side.TARGET
            and wanted.query is not None
            and wanted.query > wanted.step
        ):
            wanted = replace(wanted, query=None, key=None)  # decoder rows after the step are not shown
        queries, keys = extent.pieces(wanted.group.queries), extent.pieces(wanted.group.keys)
        new = replace(
            wanted,
            take=_clamp(wanted.take, extent.takes),
            sentence=_clamp(wanted.sentence, extent.sentences),
            step=_clamp(wanted.step, extent.steps),
            layer=_clamp(wanted.layer, extent.layers(wanted.group)),
            head=_clamp(wanted.head, extent.heads(wanted.group)),
            query=None if wanted.query is None else _clamp(wanted.query, queries),
            key=None if wanted.key is None else _clamp(wanted.key, keys),
        )
        if new != self._now:
            old, self._now = self._now, new
            self.changed.emit(old, new)
