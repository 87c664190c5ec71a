"""The run's newest numbers, large enough for the last row."""

from __future__ import annotations

from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gui.look.look import look
from gui.look.plain import plain
from gui.state.run import Run
from gui.views.parts.elided_label import ElidedLabel
from gui.views.parts.numbers import count_text
from gui.views.training.words import duration_text, perplexity_text, scored_text
from model.values.training_events import Evaluation

NONE = "–"
SMALLEST, LARGEST = 16, 26  # px
SHARES = (11, 12, 9, 8)  # of the width
ROOMY = 350  # px of width from which on the losses are called so


class TrainingNumbers(QWidget):
    """Four numbers with their names, in the colours of their curves, and a line of smaller ones."""

    def __init__(self, run: Run, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._size = SMALLEST
        self._roomy = False
        self._values = [ElidedLabel() for _ in range(4)]
        self._names = [ElidedLabel() for _ in range(4)]
        self.more = ElidedLabel()
        self.evaluated = ElidedLabel()
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        for column, (value, name) in enumerate(zip(self._values, self._names, strict=True)):
            name.setProperty("quiet", True)
            value.setMinimumWidth(1)  # its font grows with the room, but must not stop the window from shrinking
            grid.addWidget(value, 0, column)
            grid.addWidget(name, 1, column)
            grid.setColumnStretch(column, SHARES[column])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(grid)
        for line in (self.evaluated, self.more):
            line.setProperty("quiet", True)
            layout.addWidget(line)
        run.opened.connect(self._show)
        run.metrics_changed.connect(self._show)
        look.follow(self._show)

    def texts(self) -> list[str]:
        """The four numbers as they are shown."""
        return [value.text() for value in self._values]

    def colors(self) -> list[QColor]:
        """The colours that the four numbers are written in."""
        return [value.palette().color(value.foregroundRole()) for value in self._values]

    def _show(self) -> None:
        reading, locale, theme = self._run.reading, self.locale(), look.theme
        last = reading.evaluations[-1] if reading.evaluations else Evaluation(0)

        def number(value: float | None, digits: int, factor: float = 1.0) -> str:
            if value is None:
                return NONE
            return locale.toString(factor * value, "f", digits if abs(value) < 10.0 else min(digits, 2))

        training = self.tr(
            "Loss of the newest updates, in nats a target piece: the mean since the step logged before, "
            "without label smoothing, with dropout"
        )
        validation = self.tr("Loss of the whole validation set at its last evaluation, in nats a target piece")
        bleu, exact = self.tr("BLEU, from 0 to 100."), self.tr("Percent of the translations equal to their reference.")
        scored = scored_text(self._run, locale)
        names = self.tr("training"), self.tr("validation")
        if self._roomy:
            names = self.tr("training loss"), self.tr("validation loss")
        shown = (
            (number(reading.logged.newest("nll"), 3), names[0], training, theme.training),
            (number(last.nll, 3), names[1], validation, theme.validation),
            (number(last.bleu, 1), self.tr("BLEU"), f"{bleu} {scored}", theme.bleu),
            (number(last.exact, 1, 100.0), self.tr("% right"), f"{exact} {scored}", theme.exact),
        )
        for (text, name, tip, color), value, label in zip(shown, self._values, self._names, strict=True):
            value.setText(text)
            color = theme.quiet if text == NONE else color
            value.setStyleSheet(f"font-size: {self._size}px; font-weight: 600; color: {color};")
            value.setAccessibleName(self.tr("{0}: {1}").format(tip, text))
            for widget in (value, label):
                widget.setToolTip(plain(tip))
            label.setText(name)
        self.evaluated.setText(self._evaluated(last))
        self.evaluated.setVisible(bool(self.evaluated.text()))
        self.more.setText(self._more())

    def _evaluated(self, last: Evaluation) -> str:
        """When the numbers of the validation set were measured, and those that have no place above."""
        if not last.step:
            return ""
        locale = self.locale()
        parts = [self.tr("validation at step {0}").format(count_text(last.step, locale))]
        if last.chrf is not None:
            parts.append(self.tr("chrF2 {0}").format(locale.toString(last.chrf, "f", 1)))
        if last.perplexity is not None:
            parts.append(self.tr("perplexity {0}").format(perplexity_text(last.perplexity, locale)))
        return " · ".join(parts)

    def _more(self) -> str:
        logged, locale = self._run.reading.logged, self.locale()
        parts = []
        if (epoch := logged.newest("epoch")) is not None:
            parts.append(self.tr("epoch {0}").format(int(epoch) + 1))
        if (seconds := logged.newest("seconds")) is not None:
            parts.append(self.tr("trained {0}").format(duration_text(seconds, locale)))
        if (norm := logged.newest("gradient_norm")) is not None:
            parts.append(self.tr("gradient norm {0}").format(locale.toString(norm, "f", 2)))
        return " · ".join(parts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the font as large as the room allows, so that it can be read from the last row."""
        super().resizeEvent(event)
        size, roomy = min(max(self.width() // 17, SMALLEST), LARGEST), self.width() >= ROOMY
        if (size, roomy) != (self._size, self._roomy):
            self._size, self._roomy = size, roomy
            self._show()
