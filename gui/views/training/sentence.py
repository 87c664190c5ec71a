"""One probe sentence: which it is, how it should be translated, and how the model translated it at this moment."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QWidget

from gui.look.look import look
from gui.look.plain import PlainLabel
from gui.state.run import Run
from gui.views.parts.elided_combo import ElidedComboBox
from gui.views.parts.elided_label import ElidedLabel
from gui.views.training.words import moment_text

BIG = "font-size: 16px;"


class TrainingSentence(QFrame):
    """Source, reference and translation in three lines, so that the last two can be compared word by word."""

    def __init__(self, run: Run, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._kept: tuple[tuple[str, str], ...] = ()
        self.setProperty("panel", True)
        self.picker = ElidedComboBox()
        self.picker.setAccessibleName(self.tr("Probe sentence"))
        self.picker.setToolTip(self.tr("The sentence whose heads and translation are shown"))
        self.picker.setMinimumContentsLength(10)
        self.picker.setSizeAdjustPolicy(ElidedComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.picker.activated.connect(run.select_probe)
        self.moment = ElidedLabel()
        self.moment.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.moment.setProperty("title", True)
        self.reference = ElidedLabel()
        self.reference.setStyleSheet(BIG)
        self.along = QLabel(self.tr("heads: along the reference"))
        self.along.setProperty("quiet", True)
        self.along.setToolTip(
            self.tr(
                "The maps are of the model reading the reference, piece by piece, and not its own translation:\n"
                "so the same cell means the same at every step of the training."
            )
        )
        self.translation = ElidedLabel()
        self.verdict = PlainLabel()
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 7, 12, 7)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        for row, text in enumerate((self.tr("Source"), self.tr("Reference"), self.tr("Translation"))):
            name = PlainLabel(text)
            name.setProperty("quiet", True)
            grid.addWidget(name, row, 0)
        grid.addWidget(self.picker, 0, 1)
        grid.addWidget(self.moment, 0, 2)
        given = QHBoxLayout()
        given.setSpacing(12)
        given.addWidget(self.reference, 1)
        given.addWidget(self.along)
        grid.addLayout(given, 1, 1, 1, 2)
        said = QHBoxLayout()
        said.setSpacing(12)
        said.addWidget(self.translation, 1)
        said.addWidget(self.verdict)
        grid.addLayout(said, 2, 1, 1, 2)
        grid.setColumnStretch(1, 1)
        for signal in (
            run.opened,
            run.samples_changed,
            run.metrics_changed,
            run.moment_selected,
            run.probe_selected,
        ):
            signal.connect(self._show)
        look.follow(self._show)

    def set_kept(self, sentences: Sequence[tuple[str, str]]) -> None:
        """Source and reference of the sentences whose heads were kept, the first ones of those that are translated."""
        if tuple(sentences) != self._kept:
            self._kept = tuple(sentences)
            self._show()

    def _sentences(self) -> list[str]:
        translated = {sample.number: sample.source for sample in self._run.samples}
        known = translated | {number: source for number, (source, _) in enumerate(self._kept)}
        return [known[number] for number in sorted(known)]

    def _show(self) -> None:
        run, theme = self._run, look.theme
        sentences, number = self._sentences(), run.probe
        with QSignalBlocker(self.picker):
            if [self.picker.itemText(i) for i in range(self.picker.count())] != sentences:
                self.picker.clear()
                self.picker.addItems(sentences)
            self.picker.setCurrentIndex(number if number < len(sentences) else -1)
        self.picker.setEnabled(len(sentences) > 1)
        self.moment.setText(moment_text(run, self.locale()))
        self.along.setVisible(number < len(self._kept))
        sample = run.sample
        kept = self._kept[number][1] if number < len(self._kept) else ""
        self.reference.setText(sample.reference if sample else kept)
        if sample is None:
            text = self.tr("not translated at this step") if run.moment is not None else ""
            self.translation.setText(text)
            self.translation.setStyleSheet(f"{BIG} color: {theme.quiet};")
        else:
            self.translation.setText(sample.translation or self.tr("(nothing)"))
            color = theme.good if sample.right else theme.text
            self.translation.setStyleSheet(f"{BIG} font-weight: 600; color: {color};")
        self.verdict.setVisible(sample is not None and sample.right)
        self.verdict.setText(self.tr("✓ exactly right"))
        self.verdict.setStyleSheet(f"color: {theme.good}; font-weight: 600;")
