"""The field in which the source is typed: every line is a sentence, however it came in."""

from __future__ import annotations

import re

from PySide6.QtCore import QMimeData, QSignalBlocker, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from gui.views.panels.sentence_edit import SentenceEdit
from gui.views.parts.given_files import local_files

# What ends a line in the texts of other programs: Windows, vertical tab, form feed, next line, Unicode's separators.
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
LONGEST_LINE = 10_000  # characters; Qt lays out a whole line at every key, 1 MB of it in more than half a second


def in_lines(text: str) -> str:
    """The text with every line ended by a newline."""
    return _LINE_END.sub("\n", text)


def broken(text: str) -> str:
    """The text, with a newline in every line that is longer than `LONGEST_LINE`, at a space if there is one."""
    if len(text) <= LONGEST_LINE:
        return text
    lines = []
    for line in text.split("\n"):
        while len(line) > LONGEST_LINE:
            space = line.rfind(" ", LONGEST_LINE // 2, LONGEST_LINE)
            end = LONGEST_LINE if space < 0 else space + 1
            lines.append(line[:end])
            line = line[end:]
        lines.append(line)
    return "\n".join(lines)


class SourceEdit(SentenceEdit):
    """Tells what was typed, and what it had to do to a text that was put in."""

    edited = Signal()  # the text is another one; not while an input method composes what may still change
    cursor_moved = Signal()  # after `edited`, if the text is another one as well
    line_broken = Signal()  # a line was too long to work with, and is several lines now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.textChanged.connect(self._text_changed)
        self.cursorPositionChanged.connect(self._cursor_moved)

    @property
    def text(self) -> str:
        """What was typed, without what an input method still composes."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text without telling that it was edited."""
        fitting = self.fit(text)
        with QSignalBlocker(self):
            self.setPlainText(fitting)
            self._text = self.toPlainText()

    def fit(self, text: str) -> str:
        """The text as this field can hold it."""
        lines = in_lines(text)
        fitting = broken(lines)
        if fitting != lines:
            self.line_broken.emit()
        return fitting

    def _text_changed(self) -> None:
        text = self.toPlainText()  # Qt reports a change also while an input method composes
        if text != self._text:
            self._text = text
            self.edited.emit()

    def _cursor_moved(self) -> None:
        self._text_changed()  # Qt may tell of the cursor first
        self.cursor_moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.InsertLineSeparator):  # Shift+Enter: a sentence of its own as well
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
            event.accept()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if _LINE_END.search(event.commitString()):
            event.setCommitString(in_lines(event.commitString()), event.replacementStart(), event.replacementLength())
        super().inputMethodEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted and dropped."""
        if source.hasText() and not local_files(source):
            fitting = QMimeData()
            fitting.setText(self.fit(source.text()))
            source = fitting
        super().insertFromMimeData(source)
