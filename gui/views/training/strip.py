"""The top of the training page: which run, how it stands, how far it is, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from gui.look.look import look
from gui.look.plain import PlainLabel, plain
from gui.state.language import language
from gui.state.run import Run
from gui.views.parts.elided_label import ElidedLabel
from gui.views.training.words import advice_text, facts_text, progress_text, state_color, state_text

FINE = 1000  # parts of the progress bar


class TrainingStrip(QFrame):
    """Emits what the person asks for; a button is enabled exactly when the run can do it."""

    new_requested = Signal()
    open_requested = Signal()
    pause_requested = Signal()
    resume_requested = Signal()
    finish_requested = Signal()
    translate_requested = Signal()

    def __init__(self, run: Run, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self.setProperty("panel", True)
        self.name = ElidedLabel()
        self.name.setProperty("name", True)
        self.facts = ElidedLabel()
        self.facts.setProperty("quiet", True)
        self.state = PlainLabel()
        self.progress = ElidedLabel()
        self.bar = QProgressBar()
        self.bar.setRange(0, FINE)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(5)
        self.bar.setAccessibleName(self.tr("Progress of the training"))
        self.advice = ElidedLabel(max_lines=2)
        self.advice.setAccessibleName(self.tr("What to know about this run"))
        self._make_buttons()
        self._lay_out()
        run.opened.connect(self._show)
        run.status_changed.connect(self._show)
        look.follow(self._show)

    def _make_buttons(self) -> None:
        self.new_button = self._button(self.tr("New training…"), self.tr("Choose data and a recipe, and start"))
        self.open_button = self._button(self.tr("Open run…"), self.tr("Show a run folder, also another machine's"))
        self.pause_button = self._button(self.tr("Pause"), self.tr("Save everything and stop; nothing is lost"))
        self.resume_button = self._button(
            self.tr("Resume"), self.tr("Go on from the newest checkpoint, or begin again")
        )
        self.finish_button = self._button(self.tr("Stop and keep"), "")
        self.translate_button = self._button(
            self.tr("Translate with it"), self.tr("Use its newest checkpoint, or its best model, in the translate view")
        )
        width = max(self.pause_button.sizeHint().width(), self.resume_button.sizeHint().width()) + 12
        for button in (self.pause_button, self.resume_button):
            button.setMinimumWidth(width)  # alike, because one replaces the other
        self.new_button.clicked.connect(self.new_requested)
        self.open_button.clicked.connect(self.open_requested)
        self.pause_button.clicked.connect(self.pause_requested)
        self.resume_button.clicked.connect(self.resume_requested)
        self.finish_button.clicked.connect(self.finish_requested)
        self.translate_button.clicked.connect(self.translate_requested)

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(text.rstrip("…"))
        button.setToolTip(plain(tip))
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self.name)
        first.addWidget(self.facts, 1)
        second = QHBoxLayout()
        second.setSpacing(6)
        second.addWidget(self.state)
        second.addWidget(self.progress, 1)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addLayout(first)
        words.addLayout(second)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addLayout(words, 1)
        for button in (
            self.new_button,
            self.open_button,
            self.pause_button,
            self.resume_button,
            self.finish_button,
            self.translate_button,
        ):
            top.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addWidget(self.bar)
        layout.addWidget(self.advice)

    def _show(self) -> None:
        run, theme, locale = self._run, look.theme, self.locale()
        status = run.status
        self.name.setText(run.name)
        self.name.setToolTip(plain(str(run.path or "")))
        self.facts.setText(facts_text(run, locale))
        self.progress.setText(progress_text(run, locale))
        color = theme.quiet
        if status is not None:
            color = state_color(status, theme)
            self.state.setText(self.tr("● {0}").format(state_text(status)))
            self.state.setStyleSheet(f"color: {color}; font-weight: 600;")
        self.state.setVisible(status is not None)
        self.setVisible(run.path is not None)  # without a run, the notice below is enough
        self._show_bar(color)
        self._show_advice()
        for button, enabled in (
            (self.pause_button, run.can_pause),
            (self.resume_button, run.can_resume),
            (self.finish_button, run.can_finish),
            (self.translate_button, run.can_translate),
        ):
            button.setEnabled(enabled)
        self.finish_button.setToolTip(
            self.tr("Stop now and make a model from what it has learnt so far")
            if run.can_pause
            else self.tr("Make a model from the newest checkpoint, without training on")
        )
        self.resume_button.setVisible(not run.can_pause)
        self.pause_button.setVisible(run.can_pause)

    def _show_bar(self, color: str) -> None:
        theme, status = look.theme, self._run.status
        unknown = self._run.can_pause and status is not None and status.state == "preparing" and not status.share
        self.bar.setRange(0, 0 if unknown else FINE)  # 0, 0: the style shows a bar of unknown length
        if not unknown:
            self.bar.setValue(round(FINE * self._run.share))
        self.bar.setVisible(status is not None)
        self.bar.setStyleSheet(
            f"QProgressBar {{ background: {theme.line}; border: none; border-radius: 2px; }}"
            f"QProgressBar::chunk {{ background: {color}; border-radius: 2px; }}"
        )

    def _show_advice(self) -> None:
        run, status = self._run, self._run.status
        asked = {
            "pause": self.tr("Pausing: it saves everything after the step it is at."),
            "resume": self.tr("It is being started again…"),
            "finish": self.tr("A model is made from what it has learnt so far, which can take a minute."),
        }.get(run.asked, "")
        ended = status is not None and (status.cut_off or status.state in ("failed", "gone"))
        wrong = run.reading.problem or (ended and not asked)
        told = (run.reading.problem, *(status.notices if status else ()))
        problem, *notices = map(language.say, told)
        parts = [problem, asked or advice_text(run, self.locale()), *notices]
        text = " ".join(part for part in parts if part) if run.begun else ""  # else the notice below shows it, larger
        self.advice.setText(text)
        self.advice.setToolTip(plain(text))
        self.advice.setStyleSheet(f"color: {look.theme.error if wrong else look.theme.quiet};")
        self.advice.setVisible(bool(text))
        self.updateGeometry()
