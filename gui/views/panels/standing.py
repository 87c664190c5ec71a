"""What the translation on the screen is of, where it is not what is chosen now; else how it ended, if not well."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from gui.look.look import look
from gui.look.plain import plain
from gui.state.behind import Behind
from gui.state.languages import in_words
from gui.state.session import Activity, Session
from gui.views.parts.elided_label import ElidedLabel
from model.values.endings import Ending, loop_at_end
from model.values.pieces import text_of
from model.values.trace import Trace

SOON = 2.0  # seconds until loading a model tells how long it has taken


class StandingLabel(ElidedLabel):
    """One line, empty while all is well."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._session = session
        self._loading_since = 0.0
        self.setAccessibleName(self.tr("State of the translation"))
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._show)
        for signal in (session.trace_changed, session.behind_changed, session.description_changed):
            signal.connect(self._show)
        session.activity_changed.connect(self._activity_changed)
        look.changed.connect(self._show)
        self._activity_changed()

    def _activity_changed(self) -> None:
        if self._session.activity is Activity.LOADING:
            self._loading_since = time.monotonic()
            self._clock.start()
        else:
            self._clock.stop()
        self._show()

    def _show(self) -> None:
        loading = self._session.activity is Activity.LOADING
        text = self._loading() if loading else self._behind() or self._ending()
        style = f"color: {look.theme.quiet if loading else look.theme.warning}; font-size: 12px;"
        if style != self.styleSheet():  # Qt lays all out anew; this comes with every piece
            self.setStyleSheet(style)
        self.setText(text)
        self.setToolTip(plain(text))

    def _loading(self) -> str:
        name, seconds = in_words(self._session.loading), time.monotonic() - self._loading_since
        if seconds < SOON:
            return self.tr("loading “{0}”…").format(name)
        return self.tr("loading “{0}”… {1} s").format(name, int(seconds))

    def _behind(self) -> str:
        session = self._session
        trace, kind = session.trace, session.behind
        if trace is None or kind is Behind.NOTHING:
            return ""
        what = {
            Behind.TEXT: self.tr("of the earlier text"),
            Behind.MODEL: self.tr("by the model “{0}”").format(in_words(trace.setup.model)),
            Behind.LANGUAGES: self.tr("of the earlier languages"),
            Behind.DECODING: self.tr("of the earlier settings"),
        }[kind]
        if session.activity in (Activity.DECODING, Activity.WAITING):
            return self.tr("{0} · another is being made").format(what)
        return self.tr("{0} · Ctrl+Enter translates anew").format(what)

    def _ending(self) -> str:
        session = self._session
        trace = session.trace
        if session.more_to_come:
            return ""
        if trace is None:
            return self._untranslated() if session.traces else ""
        if not trace.target_length:
            return ""
        if trace.ending is Ending.OPEN:
            return self.tr("broken off by an error") if self._failed else self.tr("stopped before its end")
        repeats = self._repeats(trace)
        if trace.ending is Ending.END:
            return repeats
        cut = self.tr("cut off at the greatest length, {0} pieces").format(trace.target_length)
        return self.tr("{0}; {1}").format(cut, repeats) if repeats else cut

    @property
    def _failed(self) -> bool:
        return self._session.selection.now.sentence in self._session.take.failed

    def _untranslated(self) -> str:
        if self._failed:
            return self.tr("cannot be translated")
        return self.tr("not translated yet · Ctrl+Enter translates it")

    def _repeats(self, trace: Trace) -> str:
        loop = loop_at_end(trace.predicted_pieces)
        if loop is None:
            return ""
        text = text_of(loop.pieces).strip()
        return self.tr("repeats “{0}” {1} times").format(text, loop.rounds)
