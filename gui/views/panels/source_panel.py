"""The source: its sentences to type in, and the pieces of the selected one under the text."""

from __future__ import annotations

from bisect import bisect_right

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from gui.look.look import look
from gui.look.plain import PlainLabel, plain
from gui.state.behind import Behind, Typed
from gui.state.languages import in_words
from gui.state.selection import Selected
from gui.state.session import Session
from gui.views.panels.chips import Chip, ChipRow, ChipState
from gui.views.panels.examples import EXAMPLES, LANGUAGE
from gui.views.panels.source_edit import LONGEST_LINE, SourceEdit
from gui.views.parts.bidi import is_right_to_left
from gui.views.parts.elided_label import ElidedLabel
from gui.views.parts.language_picker import LanguagePicker
from gui.views.parts.numbers import count_text, exact
from model.values.languages import language_name
from model.values.pieces import is_special, shown, word_starts
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, Side
from model.values.trace import Floats, Trace


def source_attention(trace: Trace, now: Selected) -> Floats | None:
    """The attention of the selection's current row to each source piece [source]; None when there is no such row.

    Decoder self-attention has no source pieces as keys: then the mean cross-attention over the layer's heads.
    """
    row = now.step if now.query is None else now.query
    if now.group.queries is Side.SOURCE:
        if now.query is None or now.query >= trace.source_length or now.group.name not in trace.maps:
            return None
        return np.asarray(trace.weights(now.group)[now.layer, now.head, now.query])
    if row >= trace.target_length or CROSS.name not in trace.maps:
        return None
    cross = trace.weights(CROSS)
    heads = cross[min(now.layer, len(cross) - 1), :, row]  # [head, source]
    return np.asarray(heads[now.head] if now.group == CROSS else heads.mean(axis=0))


class SourcePanel(QFrame):
    """Text on top, pieces below. The line of the cursor is the selected sentence."""

    text_edited = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sentences: tuple[str, ...] = ()
        self._lines: list[int] = []  # in which each sentence stands
        self.setProperty("panel", True)
        self._language = ElidedLabel()
        self._language.setProperty("quiet", True)
        self.language_picker = LanguagePicker(session, 0)  # in the label's place where the model offers a choice
        self.count = PlainLabel()
        self.count.setProperty("quiet", True)
        self.examples_button = self._make_examples_button()
        self.previous_button = self._arrow(Qt.ArrowType.LeftArrow, self.tr("Previous sentence"), -1)
        self.next_button = self._arrow(Qt.ArrowType.RightArrow, self.tr("Next sentence"), 1)
        self.position = PlainLabel()
        self.position.setProperty("quiet", True)
        self.edit = SourceEdit()
        self.edit.setAccessibleName(self.tr("Source text, one sentence a line"))
        self.edit.setPlaceholderText(self.tr("Type a sentence; one sentence a line"))
        self.edit.edited.connect(self._text_changed)
        self.edit.line_broken.connect(self._tell_broken_line)
        self.edit.cursor_moved.connect(self._tell_typed)
        self.chips = ChipRow()
        self.chips.setAccessibleName(self.tr("Source pieces"))
        self.chips.chip_pointed.connect(self._chip_pointed)
        self.chips.chip_taken.connect(self._chip_taken)
        self._lay_out()
        session.trace_changed.connect(self._show_trace)
        session.behind_changed.connect(self._show_chips)
        session.description_changed.connect(self._show_description)
        session.languages_changed.connect(self._show_description)
        session.selection.changed.connect(self._selection_changed)
        look.changed.connect(self._show_chips)
        self._show_description()
        self._show_trace()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self._language)
        top.addWidget(self.language_picker)
        top.addWidget(self.examples_button)
        top.addStretch(1)
        for widget in (self.previous_button, self.position, self.next_button, self.count):
            top.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 5, 12, 5)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self.edit, 1)
        layout.addWidget(self.chips)

    def _make_examples_button(self) -> QToolButton:
        button = QToolButton()
        button.setText(self.tr("Examples"))
        button.setToolTip(self.tr("Sentences that show something"))
        button.setAccessibleName(self.tr("Examples"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setProperty("small", True)
        menu = QMenu(button)
        menu.setToolTipsVisible(True)
        for example in EXAMPLES:
            action = menu.addAction(example.shown_label())
            action.setToolTip(plain(example.text))
            action.triggered.connect(lambda _checked=False, text=example.text: self.replace_text(text))
        button.setMenu(menu)
        return button

    def _arrow(self, arrow: Qt.ArrowType, name: str, distance: int) -> QToolButton:
        button = QToolButton()
        button.setArrowType(arrow)
        button.setAccessibleName(name)
        button.setToolTip(plain(name))
        button.setStyleSheet("QToolButton { padding: 1px; }")
        button.setFixedSize(20, 18)
        selection = self._session.selection
        button.clicked.connect(lambda: selection.update(sentence=selection.now.sentence + distance))
        return button

    @property
    def text(self) -> str:
        return self.edit.text

    @property
    def sentences(self) -> list[str]:
        """The lines that are not blank, without the spaces around them."""
        return list(self._sentences)

    @property
    def cursor_sentence(self) -> int:
        """The sentence in whose line the cursor stands, or the one before a blank line."""
        return max(bisect_right(self._lines, self.edit.textCursor().blockNumber()) - 1, 0)

    def _read(self) -> None:
        """Find the sentences of a text that has changed."""
        # not splitlines, which also splits at control characters; those that end a line came in as newlines
        lines = [(number, line.strip()) for number, line in enumerate(self.text.split("\n"))]
        self._lines = [number for number, line in lines if line]
        self._sentences = tuple(line for _, line in lines if line)

    def set_text(self, text: str) -> None:
        """Show another text without emitting `text_edited`."""
        self.edit.set_text(text)
        self._read()
        self._tell_typed()
        self._show_trace()

    def replace_text(self, text: str) -> None:
        """Replace all text as if it were typed, so that undo brings the old text back."""
        cursor = self.edit.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(self.edit.fit(text))
        cursor.setPosition(0)
        self.edit.setTextCursor(cursor)
        self.edit.setFocus()

    def _text_changed(self) -> None:
        self._read()
        self._tell_typed()
        self.text_edited.emit()

    def _tell_broken_line(self) -> None:
        count = count_text(LONGEST_LINE, self.locale())
        words = self.tr(
            "A line of more than {0} characters is too long for any model; it was broken into several lines."
        )
        self._session.set_message(words.format(count))

    def _tell_typed(self) -> None:
        self._session.set_typed(Typed(self._sentences, self.cursor_sentence))

    def _put_cursor_in(self, sentence: int) -> None:
        """Move the cursor to a sentence that was selected elsewhere, if it still stands in the text."""
        typed, texts = self._session.typed, self._session.texts
        if typed is None or typed.place_in(texts) == sentence:
            return
        wanted = Typed(texts, sentence)
        place = wanted.place_in(typed.sentences)
        if place < len(self._lines) and typed.sentences[place] == wanted.sentence:
            with QSignalBlocker(self.edit):
                self.edit.setTextCursor(QTextCursor(self.edit.document().findBlockByNumber(self._lines[place])))
            self._tell_typed()

    def _show_description(self) -> None:
        description = self._session.description
        code = self._session.languages[0]
        language = language_name(code) if code else description.source_language if description else ""
        self._language.setVisible(not self.language_picker.offers)
        self._language.setText(in_words(language) or self.tr("Source"))
        english = language.casefold() in ("", LANGUAGE.casefold(), "en")
        self.examples_button.setVisible(english)  # they are English sentences

    def _show_trace(self) -> None:
        sentence, many = self._session.selection.now.sentence, len(self._session.traces)
        for widget in (self.previous_button, self.position, self.next_button):
            widget.setVisible(many > 1)
        self.position.setText(self.tr("{0}/{1}").format(sentence + 1, many))
        self.previous_button.setEnabled(sentence > 0)
        self.next_button.setEnabled(sentence + 1 < many)
        trace = self._session.trace
        if trace is None:
            self.count.setText("")
        else:
            pieces = sum(1 for piece in trace.source_pieces if not is_special(piece))
            padding = int((~trace.source_allowed).sum())
            text = self.tr("1 piece") if pieces == 1 else self.tr("{0} pieces").format(pieces)
            self.count.setText(self.tr("{0} + {1} padding").format(text, padding) if padding else text)
        self._show_chips()

    def _selection_changed(self, old: Selected, new: Selected) -> None:
        if old.sentence != new.sentence:
            self._put_cursor_in(new.sentence)
        self._show_chips()
        if (old.step, old.query) != (new.step, new.query) and not self.chips.underMouse():
            self._scroll_to_attended()

    def _scroll_to_attended(self) -> None:
        trace = self._session.trace
        weights = source_attention(trace, self._session.selection.now) if trace else None
        if weights is not None:
            self.chips.show_chip(int(weights.argmax()))

    def _show_chips(self) -> None:
        trace, now = self._session.trace, self._session.selection.now
        if trace is None:
            self.chips.set_chips([])
            return
        weights = source_attention(trace, now)
        color = look.theme.cross if now.group == DECODER_SELF else look.theme.of(now.group)
        self.chips.set_colors(color, color)
        chips = []
        starts = word_starts(trace.source_pieces)
        for i, piece in enumerate(trace.source_pieces):
            weight = 0.0 if weights is None else float(weights[i])
            chips.append(
                Chip(
                    shown(piece),
                    self._tooltip(trace, i, None if weights is None else weight),
                    weight,
                    self._state(trace, i),
                    framed=self._framed(i),
                    joined=not starts[i],
                )
            )
        self.chips.set_dimmed(self._session.behind is not Behind.NOTHING)
        self.count.setVisible(self._session.behind is not Behind.TEXT)  # it is of the text that was translated
        self.chips.set_chips(chips, is_right_to_left(trace.source_pieces))

    def _state(self, trace: Trace, position: int) -> ChipState:
        if not trace.source_allowed[position]:
            return ChipState.PADDING
        if position in trace.unknown_source:
            return ChipState.UNKNOWN
        return ChipState.SPECIAL if is_special(trace.source_pieces[position]) else ChipState.PIECE

    def _framed(self, position: int) -> bool:
        now = self._session.selection.now
        if now.group == ENCODER_SELF:
            return position in (now.query, now.key)
        return now.group == CROSS and position == now.key

    def _tooltip(self, trace: Trace, position: int, weight: float | None) -> str:
        piece = trace.source_pieces[position]
        if not trace.source_allowed[position]:
            return self.tr("padding: ignored by attention")
        lines = [self.tr("{0}: piece {1} of the source").format(piece, position + 1)]
        if position in trace.unknown_source:
            lines.append(self.tr("not in the vocabulary"))
        now = self._session.selection.now
        if weight is not None and now.group == DECODER_SELF:
            lines.append(
                self.tr("cross-attention weight {0} (layer {1}, mean of its heads)").format(
                    exact(weight, self.locale()), now.layer + 1
                )
            )
        elif weight is not None:
            lines.append(
                self.tr("attention weight {0} (layer {1}, head {2})").format(
                    exact(weight, self.locale()), now.layer + 1, now.head + 1
                )
            )
        return "\n".join(lines)

    def _chip_pointed(self, index: int) -> None:
        if self._session.selection.now.group != DECODER_SELF:
            self._session.selection.update(key=index if index >= 0 else None)

    def _chip_taken(self, index: int) -> None:
        if self._session.selection.now.group == ENCODER_SELF:
            self._session.selection.update(query=index)
