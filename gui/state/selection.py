"""The one thing the views share: which sentence, step, attention kind, layer, head, query and key is looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, SiteGroup


@dataclass(frozen=True)
class Selected:
    """A value of the selection; everything counts from 0."""

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

    sentences: int = 1
    steps: int = 1
    encoder_layers: int = 1
    decoder_layers: int = 1
    heads: int = 1  # of the decoder's self- and cross-attention
    source: int = 1
    encoder_heads: int = 0  # 0: as many as the decoder has

    def layers(self, group: SiteGroup) -> int:
        return self.encoder_layers if group == ENCODER_SELF else self.decoder_layers

    def heads_of(self, group: SiteGroup) -> int:
        return self.encoder_heads or self.heads if group == ENCODER_SELF else self.heads


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
        elsewhere = (wanted.group, wanted.sentence) != (self._now.group, self._now.sentence)
        if elsewhere and not {"query", "key"} & set(fields):
            wanted = replace(wanted, query=None, key=None)  # what was pointed at is not there any more
        if (
            "query" not in fields
            and wanted.group != ENCODER_SELF
            and wanted.query is not None
            and wanted.query > wanted.step
        ):
            wanted = replace(wanted, query=None, key=None)  # decoder rows after the step are not shown
        queries = extent.source if wanted.group == ENCODER_SELF else extent.steps
        keys = extent.steps if wanted.group == DECODER_SELF else extent.source
        new = replace(
            wanted,
            sentence=_clamp(wanted.sentence, extent.sentences),
            step=_clamp(wanted.step, extent.steps),
            layer=_clamp(wanted.layer, extent.layers(wanted.group)),
            head=_clamp(wanted.head, extent.heads_of(wanted.group)),
            query=None if wanted.query is None else _clamp(wanted.query, queries),
            key=None if wanted.key is None else _clamp(wanted.key, keys),
        )
        if new != self._now:
            old, self._now = self._now, new
            self.changed.emit(old, new)
