"""What all inside views do alike: a title with its rule, a question while they are on the screen, never an empty panel.

A subclass says what it asks (`question`), shows the answer (`show_answer`), reads as a table (`table`) and paints
itself into any painter (`paint_figure`).
"""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from gui.heatmap.figure import Figure
from gui.look.look import look
from gui.look.plain import PlainLabel, plain
from gui.look.theme import LIGHT, Theme
from gui.state.answers import Pending
from gui.state.selection import Selected, Selection
from gui.state.session import Activity, Session, lack
from gui.views.inside.cells import Cells
from gui.views.inside.heading import Heading
from gui.views.inside.needs import NEEDS
from gui.views.inside.notice import Notice
from gui.views.panels.differences import DifferencesButton
from gui.views.parts.picture_menu import PictureMenu
from gui.views.parts.scroll_frame import ScrollFrame
from gui.views.parts.weights_table import NumbersTable
from model.errors import UserError
from model.values.questions import Question
from model.values.trace import Trace

PATIENCE = 150  # milliseconds until the notice "computing…" appears
SIDE = 12  # pixels between the frame and what is in it
FRAME = 1  # pixels of the line round the view
LEAST = QSize(300, 240)  # pixels; the content scrolls
NARROWEST = 660  # pixels; the most that the content's width takes from the overview beside it, beyond that it scrolls


class InsideView(QFrame):
    """One view of the inside of the current translation, for the step, kind, layer and head that are selected.

    `slot` is its name for questions and on the command line. `whole_width`: it stands without the overview of all
    heads, which it does not need.
    """

    slot: ClassVar[str]
    whole_width: ClassVar[bool] = False
    tells_differences: ClassVar[bool] = False  # whether it explains differences from the paper

    changed = Signal()  # what is shown has changed; after `show_answer`

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.selection = selection
        self.setProperty("panel", True)
        self.differences = DifferencesButton(session, of_trace=True) if self.tells_differences else None
        self._heading = Heading(self.differences)
        self.controls = self._heading.controls  # a subclass puts its own in
        self.table_button = self._heading.table_button
        self.table_button.clicked.connect(self.open_table)
        self.body = QWidget()  # a subclass lays out its content here
        self._frame = ScrollFrame(self.body)
        self._notice = Notice()
        self._notice.cancelled.connect(self.cancel)
        self._notice.again_wanted.connect(self._refresh)
        self._still = PlainLabel()  # a picture of the old content: most answers come before a notice could be read
        self._still.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._still.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self._show_notice)
        self._stacked: tuple[QBoxLayout, int, list[int]] | None = None
        self._lay_out()
        session.trace_changed.connect(self._refresh)
        session.activity_changed.connect(self._refresh)
        session.description_changed.connect(self._refresh)
        session.answers.changed.connect(self._answered)
        selection.changed.connect(self._selection_changed)
        look.changed.connect(self._refresh)

    def _lay_out(self) -> None:
        self._stack = QStackedLayout()
        self._stack.addWidget(self._frame)
        self._stack.addWidget(self._notice)
        self._stack.addWidget(self._still)
        self._stack.setCurrentWidget(self._notice)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE, 8, SIDE, 8)
        layout.setSpacing(6)
        layout.addWidget(self._heading)
        layout.addLayout(self._stack, 1)

    def stack_below(self, row: QBoxLayout, width: int) -> None:
        """Let the parts of `row` stand below each other while the view is narrower than this."""
        self._stacked = row, width, [row.stretch(part) for part in range(row.count())]

    # ---- what a subclass says ----

    def question(self) -> Question | None:
        """What has to be computed for the current selection; None: the trace holds all that is shown."""
        return None

    def show_answer(self) -> None:
        """Show `trace`, `now` and `answer`; called only while the view is on the screen and all of it is there."""
        raise NotImplementedError

    def missing(self) -> str:
        """Why this model or moment cannot show this view, and what the model does instead; "" if it can."""
        return ""

    def table(self) -> Cells | None:
        """What is shown as a table; None while there is nothing."""
        return None

    def paint_figure(self, painter: QPainter, page: QRectF, theme: Theme) -> None:
        """Paint what is shown into any painter, also of SVG and PDF, in this theme's colours."""
        raise NotImplementedError

    def figure(self) -> Figure:
        """What is shown as a figure for a file. `UserError` while there is only a notice."""
        if not self.ready:
            words = self.tr("This view shows nothing that could be saved now ({0}); save again when it does.")
            raise UserError(words.format(self.notice))
        return Figure(self.trace, self.title, self.paint_figure, LIGHT, self.rule)

    def cancel(self) -> None:
        """Give up what is being computed, until it is asked for again."""
        self.session.answers.want(self.slot, None)
        self._notice.show_again(self.tr("Nothing is computed now."))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        PictureMenu(self, self.session, self.figure, self.open_table).open_at(event)

    # ---- what a subclass reads ----

    @property
    def trace(self) -> Trace:
        """Only while there is one."""
        assert self.session.trace is not None
        return self.session.trace

    @property
    def now(self) -> Selected:
        return self.selection.now

    @property
    def answer(self) -> Any:
        """The answer to `question`, or None while it is not there."""
        question = self.question() if self.session.trace is not None else None
        about = None if question is None else self.session.about(question)
        return None if question is None or about is None else self.session.answers.known(question, about)

    @property
    def ready(self) -> bool:
        """Whether the content is shown, not a notice in its place."""
        return self._stack.currentWidget() is self._frame

    @property
    def drawn(self) -> bool:
        """Whether all of the content is on the screen; a view that draws bit by bit says more."""
        return self.ready

    @property
    def settled(self) -> bool:
        """Whether nothing more will come by itself: all is drawn, or a sentence says why there is nothing to draw."""
        if self.drawn:
            return True
        question = self.question() if self._why_not() is None else None
        about = None if question is None else self.session.about(question)
        if question is None or about is None:
            return self._why_not() is not None
        return bool(self.session.answers.pending(question, about).problem)

    @property
    def notice(self) -> str:
        """The sentence shown instead of the content; "" if the content is shown."""
        return "" if self.ready else self._notice.text

    @property
    def title(self) -> str:
        return self._heading.title.text()

    @property
    def rule(self) -> str:
        """How the numbers shown were computed."""
        return self._heading.rule.text()

    def set_heading(self, title: str, rule: str) -> None:
        """Set the title and the rule; the rule is also its own tooltip."""
        self._heading.title.setText(title)
        self._heading.rule.setText(rule)
        self._heading.rule.setToolTip(plain(rule))

    def open_table(self) -> NumbersTable | None:
        """What is shown, in a window of numbers."""
        cells = self.table() if self.ready else None
        if cells is None:
            return None
        table = NumbersTable(self._heading.title.text(), cells, self)
        table.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        table.show()
        return table

    def take_focus(self) -> None:
        """Give the keyboard to the content as soon as it is there."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.ready:
            QTimer.singleShot(0, self, self._pass_focus_on)

    @property
    def _awaits_keys(self) -> bool:
        """Whether keys go to the view itself; also while its window is in the background."""
        return self.window().focusWidget() is self

    def _pass_focus_on(self) -> None:
        """Move the focus from the view to the first part of its content that takes keys, unless it moved already."""
        if not (self._awaits_keys and self.ready):
            return
        parts = (part for part in self.body.findChildren(QWidget) if part.focusPolicy() & Qt.FocusPolicy.TabFocus)
        first = next((part for part in parts if part.isVisible() and part.isEnabled()), None)
        if isinstance(first, QAbstractButton) and (tabs := first.group()) is not None:
            first = tabs.checkedButton() or first  # a ring around another tab would look like a second choice
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- keeping up ----

    def refresh(self) -> None:
        """Ask and show again, after a control of the view itself has changed."""
        self._refresh()

    def _selection_changed(self, old: Selected, new: Selected) -> None:
        self._refresh()

    def _answered(self, slot: str) -> None:
        if slot == self.slot:
            self._refresh()

    def _refresh(self) -> None:
        if not self.isVisible():
            return  # a hidden view asks and computes nothing
        reason = self._why_not()
        if reason is None:
            question, answers = self.question(), self.session.answers
            about = None if question is None else self.session.about(question)
            answers.want(self.slot, question, about)
            if question is not None and (about is None or answers.known(question, about) is None):
                self._wait(Pending() if about is None else answers.pending(question, about))
                return
            self._patience.stop()
            self._stack.setCurrentWidget(self._frame)
            self.table_button.setEnabled(True)
            self.show_answer()
            if self._awaits_keys:
                QTimer.singleShot(0, self, self._pass_focus_on)  # its parts are shown a moment later
            self.changed.emit()
        else:
            self.session.answers.want(self.slot, None)
            self._notice.show_text(reason)
            self._show_notice()
        self.table_button.setEnabled(reason is None)

    def _wait(self, pending: Pending) -> None:
        """While waiting, show the old content, soon a notice; progress or a problem is shown at once."""
        self.table_button.setEnabled(False)
        self._notice.show_pending(pending, self.tr("computing…"))
        if pending != Pending():
            self._show_notice()
        elif self.ready:
            self._still.setPixmap(self._frame.grab())
            self._stack.setCurrentWidget(self._still)
            self._patience.start()

    def withdraw(self) -> None:
        """A notice replaces the content now: subclasses disable the controls that need the content."""

    def _show_notice(self) -> None:
        self.withdraw()
        self._patience.stop()
        self._stack.setCurrentWidget(self._notice)
        self._still.clear()

    def _why_not(self) -> str | None:
        """Why there is nothing to show; None where there is."""
        session = self.session
        if session.trace is None or not session.trace.target_length:
            return self.tr("Translate a sentence, and its numbers will appear here.")
        missing = lack(session, NEEDS.get(self.slot, frozenset())) or self.missing()
        if missing:
            return missing
        if self.question() is None:
            return None
        if session.activity is Activity.DECODING:
            return self.tr("Numbers appear when decoding pauses.")
        if session.description is None:
            return self.tr("These numbers need the model itself, and none is loaded; choose one at the top.")
        if session.maker is None:
            return self.tr(
                "This translation was made by the model “{0}”, and another one is loaded; load that one, or translate "
                "again."
            ).format(session.trace.setup.model)
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._stacked is not None:
            row, width, shares = self._stacked
            beside = self.width() >= width
            row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
            self._frame.generous = not beside
            for part, share in enumerate(shares):
                row.setStretch(part, share if beside else 0)  # below each other, each has the height that it needs

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.session.answers.want(self.slot, None)

    @property
    def needed_width(self) -> int:
        """Pixels of width from which another panel may stand beside it."""
        if self._stacked is not None:
            return min(self._stacked[1], NARROWEST)
        bar = self._frame.verticalScrollBar().sizeHint().width()
        content = max(self._heading.minimumSizeHint().width(), self.body.minimumSizeHint().width() + bar)
        return min(max(content + 2 * (SIDE + FRAME), LEAST.width()), NARROWEST)

    def minimumSizeHint(self) -> QSize:
        return LEAST
