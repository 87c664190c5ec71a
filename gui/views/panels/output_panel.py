"""The translation so far, as text and as the predicted pieces with their probabilities."""

from __future__ import annotations

import math

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextEdit, QToolButton, QVBoxLayout, QWidget

from gui.look.look import look
from gui.look.plain import PlainLabel, plain
from gui.state.behind import Behind
from gui.state.languages import in_words
from gui.state.selection import Selected
from gui.state.session import Session
from gui.views.panels.chips import Chip, ChipRow, ChipState
from gui.views.panels.sentence_edit import SentenceEdit
from gui.views.panels.standing import StandingLabel
from gui.views.parts.bidi import is_right_to_left
from gui.views.parts.elided_label import ElidedLabel
from gui.views.parts.language_picker import LanguagePicker
from gui.views.parts.numbers import exact, probability_text
from model.values.languages import language_name
from model.values.pieces import is_special, letters_of, shown_together, word_groups, word_starts
from model.values.sites import DECODER_SELF, ENCODER_SELF
from model.values.trace import Trace


def text_and_ends(trace: Trace) -> tuple[str, list[int]]:
    """The translation, and where in it each predicted piece ends.

    From the trace's own text and spans; from the pieces if the trace does not have them.
    """
    if trace.target_text and len(trace.target_spans) == trace.target_length:
        return trace.target_text, [end for _, end in trace.target_spans]
    text, ends = "", []
    for piece, letters in zip(trace.predicted_pieces, letters_of(trace.predicted_pieces), strict=True):
        text += "" if is_special(piece) else letters if text else letters.lstrip()
        ends.append(len(text))
    return text, ends


def followed_steps(now: Selected) -> set[int]:
    """The steps whose pieces are the row and the column pointed at in a decoder map.

    Row q predicts the piece of step q; column k of decoder self-attention is the input piece k, which step k - 1
    predicted (no step predicted column 0, the start piece).
    """
    if now.group == ENCODER_SELF:
        return set()
    steps = set() if now.query is None else {now.query}
    if now.group == DECODER_SELF and now.key:
        steps.add(now.key - 1)
    return steps


class OutputPanel(QFrame):
    """Text up to the selected step strong, later words quiet; a click on a chip selects its step."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._groups: list[range] = []  # the steps of each chip
        self.setProperty("panel", True)
        self._language = ElidedLabel()
        self._language.setProperty("quiet", True)
        self.language_picker = LanguagePicker(session, 1)  # in the label's place where the model offers a choice
        self.words_button = QToolButton()
        self.words_button.setText(self.tr("Words"))
        self.words_button.setCheckable(True)
        self.words_button.setAccessibleName(self.tr("Words instead of pieces"))
        self.words_button.setToolTip(self.tr("Merge the pieces of each word; its probability is the product of theirs"))
        self.words_button.setProperty("small", True)
        self.words_button.toggled.connect(self._show_step)
        self.standing = StandingLabel(session)
        self.state = PlainLabel()
        self.state.setProperty("quiet", True)
        self.text = SentenceEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Translation"))
        self.text.setPlaceholderText(self.tr("The translation will stand here"))
        self.chips = ChipRow()
        self.chips.setAccessibleName(self.tr("Predicted pieces"))
        self.chips.chip_taken.connect(self._chip_taken)
        self._lay_out()
        session.trace_changed.connect(self._show_step)
        session.activity_changed.connect(self._show_step)
        session.behind_changed.connect(self._show_step)
        session.trace_changed.connect(self._show_description)
        session.description_changed.connect(self._show_description)
        session.languages_changed.connect(self._show_description)
        session.selection.changed.connect(self._selection_changed)
        self._show_description()
        look.follow(self._restyle)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self._language)
        top.addWidget(self.language_picker)
        top.addWidget(self.words_button)
        top.addWidget(self.standing, 1)
        top.addWidget(self.state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 5, 12, 5)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.chips)

    def _restyle(self) -> None:
        self.chips.set_colors(look.theme.good, look.theme.accent)
        self._show_step()

    def _show_description(self) -> None:
        model, code = self._session.model, self._session.languages[1]
        language = language_name(code) if code else model.target_language if model else ""
        self._language.setVisible(not self.language_picker.offers)
        self._language.setText(in_words(language) or self.tr("Translation"))

    def _selection_changed(self, old: Selected, new: Selected) -> None:
        trace = self._session.trace
        if old.step != new.step or trace is None:
            self._show_step()
        elif followed_steps(old) != followed_steps(new) and new.step < trace.target_length:
            self._show_chips(trace, new.step)

    def _show_step(self) -> None:
        trace, step = self._session.trace, self._session.selection.now.step
        empty = trace is not None and trace.target_length > 0 and not self._session.more_to_come
        # A translation may consist of special pieces only and so have no text.
        self.text.setPlaceholderText(
            self.tr("The translation is empty: only special pieces were predicted")
            if empty
            else self.tr("The translation will stand here")
        )
        if trace is None or step >= trace.target_length:
            self.state.setText("")
            self.state.setToolTip("")
            self.text.clear()
            self._groups = []
            self.chips.set_chips([self._placeholder()] if self._session.more_to_come else [])
            return
        self._show_state(trace, step)
        self._mark_text(trace, step)
        self._show_chips(trace, step)

    def _show_state(self, trace: Trace, step: int) -> None:
        probability = math.exp(float(trace.logprob[step]))
        number = probability_text(probability, self.locale())
        if self._session.more_to_come:
            self.state.setText(self.tr("step {0} \u00b7 p = {1}").format(step + 1, number))
        else:
            self.state.setText(self.tr("step {0} of {1} \u00b7 p = {2}").format(step + 1, trace.target_length, number))
        self.state.setToolTip(
            plain(
                self.tr("probability of {0}: {1}").format(
                    trace.predicted_pieces[step], exact(probability, self.locale())
                )
            )
        )

    def _mark_text(self, trace: Trace, step: int) -> None:
        text, ends = text_and_ends(trace)
        if text != self.text.toPlainText():
            self.text.setPlainText(text)
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(_units(text[: ends[step]]))
        self.text.setTextCursor(cursor)  # which scrolls to it
        later = QTextEdit.ExtraSelection()
        later.cursor = QTextCursor(cursor)
        if self._session.behind is not Behind.NOTHING:
            later.cursor.movePosition(QTextCursor.MoveOperation.Start)
        later.cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        later.format = QTextCharFormat()
        later.format.setForeground(QColor(look.theme.quiet))
        self.text.setExtraSelections([later])

    def _placeholder(self) -> Chip:
        return Chip("\u2026", self.tr("not decided yet"), state=ChipState.PLACEHOLDER)

    def _show_chips(self, trace: Trace, step: int) -> None:
        pieces = trace.predicted_pieces
        words = self.words_button.isChecked()
        self._groups = word_groups(pieces) if words else [range(i, i + 1) for i in range(len(pieces))]
        now = self._session.selection.now
        followed = followed_steps(now)
        starts = word_starts(pieces)
        chips = []
        current = 0
        for i, group in enumerate(self._groups):
            own = pieces[group.start : group.stop]
            if step in group:
                current = i
            probability = math.exp(float(trace.logprob[group.start : group.stop].sum()))
            state = ChipState.SPECIAL if is_special(own[0]) else ChipState.PIECE
            chips.append(
                Chip(
                    shown_together(own),
                    self._tooltip(own[0] if len(own) == 1 else shown_together(own), group, probability),
                    probability,
                    ChipState.LATER if group.start > step else state,
                    framed=step in group,
                    followed=not followed.isdisjoint(group),
                    joined=not (words or starts[group.start]),
                )
            )
        if self._session.more_to_come:
            chips.append(self._placeholder())
        self.chips.set_dimmed(self._session.behind is not Behind.NOTHING)
        self.chips.set_chips(chips, is_right_to_left(pieces))
        at_newest = self._session.more_to_come and current == len(self._groups) - 1
        pointed = next((i for i, group in enumerate(self._groups) if now.query in group), None)
        self.chips.show_chip(pointed if followed and pointed is not None else current + at_newest)

    def _tooltip(self, name: str, group: range, probability: float) -> str:
        number = exact(probability, self.locale())
        if len(group) == 1:
            return self.tr("{0}: step {1}, probability {2}").format(name, group.start + 1, number)
        return self.tr("{0}: steps {1} to {2}, probability {3}, the product of its {4} pieces").format(
            name, group.start + 1, group.stop, number, len(group)
        )

    def _chip_taken(self, index: int) -> None:
        if index < len(self._groups):
            self._session.selection.update(step=self._groups[index].start)


def _units(text: str) -> int:
    """Length in UTF-16 code units, in which Qt counts positions; an emoji has two."""
    return len(text.encode("utf-16-le")) // 2
