"""The notice while there is nothing to draw: no run, a run in preparation, or a run that failed at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.look.look import look
from gui.look.plain import PlainLabel
from gui.state.language import language
from gui.state.run import Run
from gui.views.training.words import advice_text, doing_text, state_text

WIDEST = 620  # px: longer lines are hard to read


class TrainingNotice(QFrame):
    """A heading, two sentences, and where nothing is open the two ways to begin."""

    new_requested = Signal()
    open_requested = Signal()

    def __init__(self, run: Run, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self.setProperty("panel", True)
        self.heading = PlainLabel()
        self.heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.heading.setWordWrap(True)
        self.text = PlainLabel()
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text.setWordWrap(True)
        self.text.setFixedWidth(WIDEST)
        self.new_button = QPushButton(self.tr("New training…"))
        self.new_button.setAccessibleName(self.tr("New training"))
        self.new_button.setProperty("primary", True)
        self.new_button.clicked.connect(self.new_requested)
        self.open_button = QPushButton(self.tr("Open run…"))
        self.open_button.setAccessibleName(self.tr("Open run"))
        self.open_button.clicked.connect(self.open_requested)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        for button in (self.new_button, self.open_button):
            button.setAutoDefault(False)
            button.setStyleSheet("font-size: 16px; padding: 9px 22px;")
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(14)
        layout.addStretch(2)
        layout.addWidget(self.heading)
        centred = QHBoxLayout()  # with an alignment the layout would ignore that the text's height depends on its width
        centred.addStretch(1)
        centred.addWidget(self.text)
        centred.addStretch(1)
        layout.addLayout(centred)
        layout.addSpacing(6)
        layout.addLayout(buttons)
        layout.addStretch(3)
        run.opened.connect(self._show)
        run.status_changed.connect(self._show)
        look.follow(self._show)

    def _show(self) -> None:
        heading, text, wrong = self._words()
        self.heading.setText(heading)
        self.text.setText(text)
        self.heading.setStyleSheet(
            f"font-size: 22px; font-weight: 600; color: {look.theme.error if wrong else look.theme.text};"
        )
        self.text.setStyleSheet(f"font-size: 15px; color: {look.theme.text if wrong else look.theme.quiet};")
        nothing = self._run.path is None
        for button in (self.new_button, self.open_button):
            button.setVisible(nothing)

    def _words(self) -> tuple[str, str, bool]:
        """Heading, sentences, and whether something went wrong."""
        run, status = self._run, self._run.status
        if run.path is None:
            text = self.tr(
                "Training shows the model many sentence pairs, again and again, until it translates by itself; "
                "you watch its loss fall and its heads form. "
                "Start one with the built-in sentences, which takes a few minutes, or open the folder of a run."
            )
            return self.tr("Watch a Transformer learn to translate"), text, False
        if run.reading.problem and status is None:
            return self.tr("This run cannot be shown"), language.say(run.reading.problem), True
        if status is None:
            return self.tr("Opening {0}").format(run.name), self.tr("Reading the run folder…"), False
        if status.cut_off or status.state in ("failed", "gone"):
            return self._heading(state_text(status)), advice_text(run, self.locale()), True
        if status.state == "preparing":
            doing = doing_text(status.doing) or self.tr("getting everything ready")
            if status.share:
                doing = self.tr("{0}, {1} % done").format(doing, round(100 * status.share))
            text = self.tr("The sentence pairs are read, cleaned and cut into pieces before the first step.")
            return doing[:1].upper() + doing[1:], text, False
        if status.state == "running":
            text = self.tr("The first heads appear at once, the first numbers after a few steps.")
            return self.tr("The training has begun"), text, False
        text = self.tr("It has written no numbers and kept no heads.")
        return self._heading(state_text(status)), text, False

    def _heading(self, state: str) -> str:
        return self.tr("{0}: {1}").format(self._run.name, state)
