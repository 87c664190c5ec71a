"""The training page: one run folder, live or afterwards, with its curves, its heads and its translations."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.jobs.run_tail import RunTail, SnapshotRead
from gui.look.look import look
from gui.look.plain import PlainLabel, plain
from gui.state.language import language
from gui.state.run import Run
from gui.state.selection import Selected, Selection
from gui.state.session import Session
from gui.views.panels.head_keys import move_by_key
from gui.views.panels.head_panel import HeadPanel
from gui.views.panels.overview_panel import OverviewPanel
from gui.views.parts.confirmation import Confirmation
from gui.views.parts.elided_label import ElidedLabel
from gui.views.parts.numbers import count_text
from gui.views.parts.scroll_frame import ScrollFrame
from gui.views.parts.weights_table import WeightsTable
from gui.views.training.curves import Curves
from gui.views.training.notice import TrainingNotice
from gui.views.training.numbers import TrainingNumbers
from gui.views.training.player import TrainingPlayer
from gui.views.training.samples import TrainingSamples
from gui.views.training.sentence import TrainingSentence
from gui.views.training.strip import TrainingStrip
from gui.views.training.table import TrainingTable

GAP = 10
COLUMNS = (400, 850)  # pixels at 1280


@dataclass(frozen=True)
class RunView:
    """What of a run is looked at."""

    moment: int | None  # None: always the newest one
    probe: int
    selected: Selected
    samples: bool  # all translations, in place of the heads
    smoothed: bool


class TrainingPage(QWidget):
    """Reads the folder itself and asks for everything else by its signals; `shutdown` before it goes."""

    new_requested = Signal()
    open_requested = Signal()
    pause_requested = Signal()
    resume_requested = Signal()
    finish_requested = Signal()
    translate_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Training"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.run = Run(self)
        self.question: Confirmation | None = None  # the last one that was asked
        self.selection = Selection(self)
        self.session = Session(self.selection, self)
        self._tail = RunTail(self)
        self._tail.read.connect(self.run.update)
        self._tail.snapshot_read.connect(self._show_heads)
        self._make_views()
        self._lay_out()
        self._connect()
        look.follow(self._restyle)
        self._show_run()
        self._show_moments()
        self._show_values("")

    # ---- building ----

    def _make_views(self) -> None:
        run = self.run
        self.strip = TrainingStrip(run)
        self.notice = TrainingNotice(run)
        self.numbers = TrainingNumbers(run)
        self.curves = Curves(run)
        self.values = ElidedLabel(max_lines=2)
        self.values.setProperty("quiet", True)
        self.smoothed_button = self._small(self.tr("Smoothed loss"), self.tr("Also draw the loss with label smoothing"))
        self.smoothed_button.setCheckable(True)
        self.whole_button = self._small(self.tr("Whole run"), self.tr("Show all steps again"))
        self.whole_button.hide()
        self.table_button = self._small(self.tr("As a table"), self.tr("The exact numbers, to read and to copy"))
        self.sentence = TrainingSentence(run)
        self.player = TrainingPlayer(run)
        self.overview = OverviewPanel(self.session, self.selection)
        self.head = HeadPanel(self.session, self.selection)
        self.samples = TrainingSamples(run)
        self.no_heads = PlainLabel()
        self.no_heads.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.no_heads.setWordWrap(True)
        self.heads_button = self._tab(self.tr("Heads"), self.tr("The attention of the probe sentence at this step"))
        self.samples_button = self._tab(self.tr("All sentences"), self.tr("All translations at this step, as a table"))
        self.heads_button.setChecked(True)

    def _small(self, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setAccessibleName(text)
        button.setToolTip(plain(tip))
        button.setStyleSheet("padding: 2px 8px; font-size: 12px;")
        return button

    def _tab(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setAutoDefault(False)
        button.setAccessibleName(text)
        button.setToolTip(plain(tip))
        return button

    def _lay_out(self) -> None:
        self.body = QSplitter(Qt.Orientation.Horizontal)
        self.body.setHandleWidth(GAP)
        self.body.setChildrenCollapsible(False)
        self.body.addWidget(self._left())
        self.body.addWidget(self._right())
        self.body.setStretchFactor(0, 2)
        self.body.setStretchFactor(1, 5)
        self.body.setSizes(list(COLUMNS))
        self.middle = QStackedWidget()
        self.middle.addWidget(self.notice)
        self.middle.addWidget(self.body)
        content = QWidget()
        rows = QVBoxLayout(content)
        rows.setContentsMargins(14, 10, 14, 10)
        rows.setSpacing(GAP)
        rows.addWidget(self.strip)
        rows.addWidget(self.middle, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(ScrollFrame(content))  # a small window shows a part of it, else all lie over each other

    def _left(self) -> QWidget:
        card = QFrame()
        card.setProperty("panel", True)
        tools = QHBoxLayout()
        tools.setSpacing(6)
        tools.addWidget(self.smoothed_button)
        tools.addWidget(self.whole_button)
        tools.addStretch(1)
        tools.addWidget(self.table_button)
        self.values.setFixedHeight(2 * self.values.fontMetrics().height())  # or the curves would jump
        layout = QVBoxLayout(card)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(6)
        layout.addWidget(self.numbers)
        layout.addWidget(self.curves, 1)
        layout.addWidget(self.values)
        layout.addLayout(tools)
        return card

    def _right(self) -> QWidget:
        right = QWidget()
        self.tools = QWidget()
        tabs = QHBoxLayout(self.tools)
        tabs.setContentsMargins(0, 0, 0, 0)
        tabs.setSpacing(6)
        tabs.addWidget(self.player, 1)
        tabs.addWidget(self.heads_button)
        tabs.addWidget(self.samples_button)
        heads = QWidget()
        pair = QHBoxLayout(heads)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(GAP)
        pair.addWidget(self.overview, 1)
        pair.addWidget(self.head, 1)
        missing = QFrame()
        missing.setProperty("panel", True)
        centred = QVBoxLayout(missing)
        centred.setContentsMargins(60, 20, 60, 20)
        centred.addWidget(self.no_heads)
        self.pages = QStackedWidget()
        for page in (heads, missing, self.samples):
            self.pages.addWidget(page)
        layout = QVBoxLayout(right)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.sentence)
        layout.addWidget(self.tools)
        layout.addWidget(self.pages, 1)
        return right

    def _connect(self) -> None:
        for source in (self.strip, self.notice):
            source.new_requested.connect(self.new_requested)
            source.open_requested.connect(self.open_requested)
        self.strip.pause_requested.connect(self._pause)
        self.strip.finish_requested.connect(self._ask_to_finish)
        self.strip.resume_requested.connect(self.resume_requested)
        self.strip.translate_requested.connect(self.translate_requested)
        self.curves.hovered.connect(self._show_values)
        self.curves.zoomed.connect(self.whole_button.setVisible)
        self.smoothed_button.toggled.connect(self.curves.set_smoothed)
        self.whole_button.clicked.connect(self.curves.show_all)
        self.table_button.clicked.connect(self.show_numbers)
        self.curves.table_requested.connect(self.show_numbers)
        self.heads_button.toggled.connect(self._show_page)
        self.overview.opened.connect(lambda: self.head.map.setFocus(Qt.FocusReason.OtherFocusReason))
        self.head.table_requested.connect(self.show_weights)
        self.head.mode_changed.connect(self.overview.set_mode)
        self.run.opened.connect(self._show_run)
        self.run.status_changed.connect(self._show_run)
        self.run.metrics_changed.connect(self._show_run)
        self.run.metrics_changed.connect(lambda: self._show_values(""))
        self.run.moment_selected.connect(self._request_heads)
        self.run.moments_changed.connect(self._request_heads)
        self.run.moments_changed.connect(self._show_moments)
        self.run.opened.connect(self._show_moments)
        self.run.heads_changed.connect(self._show_page)
        self.run.probe_selected.connect(self._show_probe)

    # ---- public ----

    def open_run(self, path: Path) -> None:
        """Show this run folder and follow it. Returns at once; the page shows what cannot be read."""
        self.player.pause()
        self._tail.open(path)
        self.session.set_traces((), finished=True, follow=False)
        self.sentence.set_kept(())
        self.run.open(path)

    @property
    def run_view(self) -> RunView:
        run = self.run
        moment = None if run.following else run.moment
        tabs = self.samples_button.isChecked(), self.smoothed_button.isChecked()
        return RunView(moment, run.probe, self.selection.now, *tabs)

    def go_to(self, run_view: RunView) -> None:
        """Look at this as soon as the run that was just opened is read."""
        once = Qt.ConnectionType.SingleShotConnection
        self.smoothed_button.setChecked(run_view.smoothed)

        def look() -> None:
            if run_view.moment is not None:
                self.run.select(run_view.moment)
            self.run.select_probe(run_view.probe)
            self.samples_button.setChecked(run_view.samples)

        def point() -> None:
            self.selection.update(
                group=run_view.selected.group, layer=run_view.selected.layer, head=run_view.selected.head
            )

        self.run.moments_changed.connect(look, once)
        self.session.trace_changed.connect(point, once)

    def shutdown(self) -> None:
        """End the thread that reads and wait for it; called once, before the page goes."""
        self.player.pause()
        self._tail.close()

    def _restyle(self) -> None:
        self.no_heads.setStyleSheet(f"color: {look.theme.quiet}; font-size: 14px;")

    def show_numbers(self) -> TrainingTable:
        """All numbers of the run, in a window of their own."""
        table = TrainingTable(self.run, self)
        table.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        table.show()
        return table

    def show_weights(self) -> WeightsTable | None:
        """The numbers of the map that is shown, in a window of their own."""
        return self.head.open_table(self, self.tr("step {0}").format(self.run.heads_step))

    # ---- what the views ask for ----

    def _pause(self) -> None:
        self.run.ask("pause")
        self.pause_requested.emit()

    def _ask_to_finish(self) -> None:
        """A training that is finished cannot go on, so say what is kept and what is lost."""
        status, path = self.run.status, self.run.path
        if status is None or path is None:
            return
        self.question = question = Confirmation(self, careful=True)
        steps = (count_text(status.step, self.locale()), count_text(status.steps, self.locale()))
        question.set_words(
            self.tr("Stop and keep"),
            self.tr("Stop “{0}” at step {1} of {2}?").format(path.name, *steps),
            self.tr(
                "The model that was best so far is kept and can translate. The steps that are left are not made, and "
                "the training cannot go on afterwards; to go on later, pause it."
            ),
            self.tr("Stop and keep"),
        )
        question.accepted.connect(self._finish)
        question.open()

    def _finish(self) -> None:
        if self.run.can_finish:  # it may have ended while the question was open
            self.run.ask("finish")
            self.finish_requested.emit()

    # ---- showing ----

    def _show_run(self) -> None:
        self.middle.setCurrentWidget(self.body if self.run.begun else self.notice)
        for button in (self.table_button, self.smoothed_button):
            button.setEnabled(bool(len(self.run.reading.logged)))
        self._show_page()

    def _show_moments(self) -> None:
        """Show the player and the sentence only once the run has moments to look at."""
        for widget in (self.sentence, self.tools):
            widget.setVisible(bool(self.run.moments))
        if not self.run.moments:
            self.heads_button.setChecked(True)

    def _show_values(self, text: str) -> None:
        """Show the values under the pointer, or a hint how to point."""
        hint = self.tr("point at the curves for their values · click: that moment · wheel: look closer")
        self.values.setText(text or hint)

    def _show_probe(self) -> None:
        self.selection.update(sentence=self.run.probe)
        self._show_page()

    def _show_page(self) -> None:
        if self.samples_button.isChecked():
            self.pages.setCurrentWidget(self.samples)
        elif self.run.heads_step is not None and not self._why_no_heads():
            self.pages.setCurrentIndex(0)
        else:
            self.no_heads.setText(self._why_no_heads() or self.tr("Reading the heads of this step…"))
            self.pages.setCurrentIndex(1)

    def _why_no_heads(self) -> str:
        run = self.run
        if run.moment is None:
            return self.tr(
                "At the first steps and at each evaluation the attention of all heads is kept, at each evaluation also "
                "the translations of some validation sentences. None has been kept yet."
            )
        if not run.has_heads:
            return self.tr("The attention at this step was not kept; its translations are under All sentences.")
        kept = len(self.session.traces)
        if run.heads_step is not None and run.probe >= kept:
            if kept == 1:
                return self.tr("The attention of this sentence was not kept; choose the first one above.")
            return self.tr("The attention of this sentence was not kept; choose one of the first {0} above.").format(
                kept
            )
        return language.say(run.heads_problem)

    # ---- the tail ----

    def _request_heads(self) -> None:
        if self.run.has_heads and self.run.moment is not None and self.run.moment != self.run.heads_step:
            self._tail.load_snapshot(self.run.moment)
        self._show_page()

    def _show_heads(self, found: SnapshotRead) -> None:
        run, selection = self.run, self.selection
        if found.step != run.moment:
            return  # another moment was chosen meanwhile, and its heads are on the way
        if found.problem:
            run.show_heads(None, found.problem)
            return
        whole = selection.now.step >= selection.extent.steps - 1
        self.session.set_traces(found.traces, finished=True, follow=whole, sentence=run.probe)
        self.sentence.set_kept([(trace.source_text, trace.target_text) for trace in found.traces])
        run.show_heads(found.step)

    # ---- Qt ----

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (self.run.begun and move_by_key(event, self.player, self.overview, self.selection)):
            super().keyPressEvent(event)
