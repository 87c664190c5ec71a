"""The next piece: the likeliest pieces at the selected step, and which one was chosen."""

from __future__ import annotations

import math

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.look.look import look
from gui.state.session import Session
from gui.views.parts.bar_list import Bar, BarList
from gui.views.parts.elided_label import ElidedLabel
from gui.views.parts.numbers import count_text, exact, percent
from model.values.pieces import shown
from model.values.trace import Trace


def chosen_rank(trace: Trace, step: int) -> int | None:
    """Which candidate, counted from 0, became the predicted piece; None when it was none of them."""
    if step < len(trace.candidate_pieces):
        names = trace.candidate_pieces[step]
        piece = trace.predicted_pieces[step]
        return names.index(piece) if piece in names else None
    for rank, logprob in enumerate(trace.candidate_logprob[step]):
        if abs(float(logprob) - float(trace.logprob[step])) < 1e-5:
            return rank
    return None


class CandidatesPanel(QFrame):
    """Rows of rank, piece, bar and percentage; the chosen piece is bold, in an extra row if it is not among them."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("panel", True)
        title = QLabel(self.tr("Next piece"))
        title.setProperty("title", True)
        self._total = ElidedLabel()
        self._total.setProperty("quiet", True)
        self.rows = BarList()
        self.rows.setAccessibleName(self.tr("Likeliest next pieces"))
        self.rows.set_empty_text(self.tr("What the model weighs at each step will stand here."))
        self.rows.reserve(10)
        top = QHBoxLayout()
        top.addWidget(title)
        top.addStretch(1)
        top.addWidget(self._total)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.rows)
        layout.addStretch(1)
        session.trace_changed.connect(self._show_step)
        session.trace_changed.connect(self._show_total)
        session.description_changed.connect(self._show_total)
        session.selection.changed.connect(self._selection_changed)
        self._show_total()
        self._show_step()
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.rows.set_color(look.theme.accent)

    def _show_total(self) -> None:
        model = self._session.model
        size = model.target_vocab_size if model else 0
        self._total.setText(self.tr("over {0} pieces").format(count_text(size, self.locale())) if size else "")

    def _selection_changed(self, old: object, new: object) -> None:
        if getattr(old, "step", None) != getattr(new, "step", None):
            self._show_step()

    def _show_step(self) -> None:
        trace, step = self._session.trace, self._session.selection.now.step
        if trace is None or step >= trace.target_length:
            self.rows.set_bars([])
            return
        rank_of_chosen = chosen_rank(trace, step)
        bars = []
        for rank, logprob in enumerate(trace.candidate_logprob[step]):
            known = step < len(trace.candidate_pieces)
            piece = trace.candidate_pieces[step][rank] if known else f"#{trace.candidate_ids[step, rank]}"
            bars.append(self._bar(str(rank + 1), piece, float(logprob), rank == rank_of_chosen))
        if rank_of_chosen is None:
            bars.append(self._bar(f">{len(bars)}", trace.predicted_pieces[step], float(trace.logprob[step]), True))
        self.rows.set_bars(bars)

    def _bar(self, rank: str, piece: str, logprob: float, chosen: bool) -> Bar:
        probability = math.exp(logprob)
        locale = self.locale()
        tooltip = self.tr("{0}: probability {1}, log-probability {2}").format(
            piece, exact(probability, locale), locale.toString(logprob, "f", 4)
        )
        if chosen:
            tooltip = self.tr("{0} (chosen)").format(tooltip)
        text = percent(probability, locale)
        return Bar(shown(piece), probability, text, exact(probability, locale), rank, chosen, tooltip)
