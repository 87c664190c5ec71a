"""The field in which a person types a reference translation; it keeps what was typed for every source sentence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from gui.look.look import look
from gui.views.panels.sentence_edit import TEXT_SIZE, SentenceEdit
from model.values.trace import Span

PAUSE = 350  # milliseconds without a key until the text counts


class ReferenceEdit(SentenceEdit):
    """Live after a short pause; Enter does not wait for it. Line breaks read as spaces."""

    settled = Signal()  # the text has changed and typing has paused

    def __init__(self, typed: dict[str, str] | None = None, parent: QWidget | None = None) -> None:
        """`typed` is where the texts are kept, by source sentence; the newest stands last."""
        super().__init__(parent)
        self._source: str | None = None
        self._own = ""
        self._typed = {} if typed is None else typed
        self._text = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._settle)
        self.textChanged.connect(self._changed)
        look.follow(self._restyle)

    @property
    def text(self) -> str:
        """The text that is used: as it was at the last pause in typing."""
        return self._text

    def follow(self, source: str, own: str) -> None:
        """Show what was typed for this source sentence, or the model's own translation where nothing was."""
        typed = self._typed.get(source)
        self._own = own
        if typed is None:
            self._show(own)
        elif source != self._source:
            self._show(typed)
        self._source = source

    def take(self, text: str) -> None:
        """Replace the text as if it were typed, so that it can be undone."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self._settle()

    def mark(self, spans: Sequence[Span]) -> None:
        """Underline these characters of `text`: the vocabulary lacks them."""
        style = QTextCharFormat()
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        style.setUnderlineColor(QColor(look.theme.error))
        style.setForeground(QColor(look.theme.error))
        marks = []
        for span in spans:
            begin, end = (len(self._text[:place].encode("utf-16-le")) // 2 for place in span)  # Qt counts in UTF-16
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(begin)
            cursor.setPosition(min(end, self.document().characterCount() - 1), QTextCursor.MoveMode.KeepAnchor)
            mark.cursor, mark.format = cursor, style
            marks.append(mark)
        self.setExtraSelections(marks)

    def _restyle(self) -> None:
        theme = look.theme
        self.setStyleSheet(
            f"QPlainTextEdit {{ font-size: {TEXT_SIZE}px; border: 1px solid {theme.line}; padding: 0 4px; }}"
            f"QPlainTextEdit:focus {{ border: 1px solid {theme.accent}; }}"
        )

    def _now(self) -> str:
        return self.toPlainText().replace("\n", " ")

    def _show(self, text: str) -> None:
        self._pause.stop()
        self._text = text
        if self._now() != text:
            with QSignalBlocker(self):
                self.setPlainText(text)

    def _changed(self) -> None:
        if self._source is not None:
            self._typed.pop(self._source, None)
            if (text := self._now()) != self._own:  # else the field follows the model's translation
                self._typed[self._source] = text
            self._pause.start()

    def _settle(self) -> None:
        self._pause.stop()
        if self._source is None or self._now() == self._text:
            return
        self._text = self._now()
        self.settled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._settle()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._settle()
