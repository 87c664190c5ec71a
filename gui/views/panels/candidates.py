"""The next piece: the likeliest pieces at the selected step, and which one was chosen."""

from __future__ import annotations

import math

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.look.look import look
from gui.state.behind import ELSEWHERE
from gui.state.session import Session
from gui.views.panels.output_panel import text_and_ends
from gui.views.parts.bar_list import Bar, BarList
from gui.views.parts.elided_label import ElidedLabel
from gui.views.parts.numbers import count_text, exact, exact_percent, percent
from model.values.pieces import is_special, letters_of, shown
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


def beginning(trace: Trace, step: int, piece: str) -> str:
    """The translation up to a step with another piece there; empty for a piece that writes nothing."""
    letters = "" if is_special(piece) else letters_of([piece])[0]
    text, ends = text_and_ends(trace)
    before = text[: ends[step - 1]] if step else ""
    return before + (letters if before else letters.lstrip()) if letters.strip() else ""


class CandidatesPanel(QFrame):
    """Rows of rank, piece, bar and percentage; the chosen piece is bold, in an extra row if it is not among them.

    A double click on another piece, or Enter, asks for the translation that goes on with it.
    """

    beginning_wanted = Signal(str)  # what the translation is to begin with

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
        self.rows.chosen.connect(self._tell)
        self.rows.taken.connect(self._take)
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

    def _why_not(self, row: int) -> str:
        """Why no translation can go on with the piece in a row, as a sentence; "" where one can."""
        session, name = self._session, self.rows.bars[row].label
        if self.rows.bars[row].strong:
            return self.tr("The translation goes on with “{0}” already.").format(name)
        if len(session.traces) > 1:
            return self.tr("A beginning would hold for all sentences; leave only this one to go on with another piece.")
        if session.maker is None or session.behind in ELSEWHERE:
            return self.tr("This translation is of another text, model or language than now; translate again first.")
        if not self._beginning(row):
            return self.tr("“{0}” writes no letters, so no translation can go on with it.").format(name)
        return ""

    def _beginning(self, row: int) -> str:
        trace, step = self._session.trace, self._session.selection.now.step
        if trace is None or step >= len(trace.candidate_pieces) or row >= len(trace.candidate_pieces[step]):
            return ""
        return beginning(trace, step, trace.candidate_pieces[step][row])

    def _tell(self, row: int) -> None:
        """Say what a double click would do."""
        words = self.tr("A double click or Enter translates on with “{0}” in this place.")
        self._session.set_message(self._why_not(row) or words.format(self.rows.bars[row].label))

    def _take(self, row: int) -> None:
        if why := self._why_not(row):
            self._session.set_message(why)
        else:
            self.beginning_wanted.emit(self._beginning(row))

    def _bar(self, rank: str, piece: str, logprob: float, chosen: bool) -> Bar:
        probability = math.exp(logprob)
        locale = self.locale()
        tooltip = self.tr("{0}: probability {1}, log-probability {2}").format(
            piece, exact(probability, locale), locale.toString(logprob, "f", 4)
        )
        if chosen:
            tooltip = self.tr("{0} (chosen)").format(tooltip)
        text = percent(probability, locale)
        return Bar(shown(piece), probability, text, exact_percent(probability, locale), rank, chosen, tooltip)
