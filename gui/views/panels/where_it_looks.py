"""Where it looks: the cross-attention of the current step in words, whatever map is open."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from gui.heatmap.words import heads_text
from gui.look.look import look
from gui.state.session import Session
from gui.views.parts.bar_list import Bar, BarList
from gui.views.parts.elided_label import ElidedLabel
from gui.views.parts.numbers import exact
from model.values.pieces import shown_together, word_groups
from model.values.sites import CROSS
from model.values.trace import Trace

WORDS = 5


def word_weights(trace: Trace, layer: int, step: int) -> list[tuple[range, str, float]]:
    """Source words: positions, name, and weight of all their pieces, mean over the layer's heads, greatest first.

    Without padding.
    """
    row = trace.weights(CROSS)[layer, :, step, :].mean(axis=0, dtype=np.float64)  # [source]
    words = []
    for group in word_groups(trace.source_pieces):
        if trace.source_allowed[group.start]:
            name = shown_together(trace.source_pieces[group.start : group.stop])
            words.append((group, name, float(row[group.start : group.stop].sum())))
    return sorted(words, key=lambda word: -word[2])


class WhereItLooks(QFrame):
    """The source words that the current step looks at most, in the colour of cross-attention; a click selects one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: list[tuple[range, str, float]] = []
        self.setProperty("panel", True)
        title = QLabel(self.tr("Where it looks"))
        title.setProperty("title", True)
        self.caption = ElidedLabel()
        self.caption.setProperty("quiet", True)
        self.rows = BarList()
        self.rows.setAccessibleName(self.tr("Source words the current step looks at"))
        self.rows.reserve(WORDS)
        self.rows.chosen.connect(self._select)
        self.rows.taken.connect(self._select)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(2)
        layout.addWidget(title)
        layout.addWidget(self.caption)
        layout.addWidget(self.rows)
        layout.addStretch(1)
        session.trace_changed.connect(self._show_step)
        session.description_changed.connect(self._show_step)  # the text for missing attention depends on the model
        session.selection.changed.connect(self._selection_changed)
        self._show_step()
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.rows.set_color(look.theme.cross)

    def _selection_changed(self, old: object, new: object) -> None:
        if any(getattr(old, name, None) != getattr(new, name, None) for name in ("step", "layer", "group")):
            self._show_step()

    def _show_step(self) -> None:
        trace, now = self._session.trace, self._session.selection.now
        if trace is None or CROSS.name not in trace.maps or now.step >= trace.target_length:
            self.caption.setText("")
            empty = self.tr("The source words that matter for a step will stand here.")
            if trace is not None and trace.maps and CROSS.name not in trace.maps:
                empty = self.tr(
                    "This translation has no cross-attention: no head of it looks from a step at the source."
                )
            self.rows.set_empty_text(self._session.empty_text(empty))
            self.rows.set_bars([])
            return
        layers, heads = trace.weights(CROSS).shape[:2]
        layer = min(now.layer, layers - 1)  # the encoder may have more layers than the decoder
        self.caption.setText(self.tr("cross, layer {0}, mean of {1}").format(layer + 1, heads_text(heads)))
        locale = self.locale()
        self._shown = word_weights(trace, layer, now.step)[:WORDS]
        self.rows.set_bars(
            [
                Bar(
                    word,
                    weight,
                    locale.toString(weight, "f", 2),
                    exact(weight, locale),
                    tooltip=self.tr("{0}: {1} of the attention").format(word, exact(weight, locale)),
                )
                for _, word, weight in self._shown
            ]
        )

    def _select(self, row: int) -> None:
        """Show in the map how the current step looks at the first piece of a word."""
        now = self._session.selection.now
        self._session.selection.update(group=CROSS, query=now.step, key=self._shown[row][0].start)
