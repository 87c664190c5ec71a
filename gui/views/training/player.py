"""The player over the moments of a training: the step slider, play, and how fast."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from gui.state.run import Run
from gui.views.parts.numbers import count_text
from gui.views.parts.player_base import Player, PlayerWords
from gui.views.training.words import moment_text


class TrainingPlayer(Player):
    """Moves `run.moment`. While playing it waits for a moment whose heads are still being read."""

    def __init__(self, run: Run, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
        run.opened.connect(self._opened)
        run.moments_changed.connect(self._show_moments)
        run.moment_selected.connect(self._show_state)
        run.metrics_changed.connect(self._show_state)
        self._show_moments()

    def _words(self) -> PlayerWords:
        return PlayerWords(
            first=self.tr("First moment"),
            back=self.tr("Earlier"),
            forward=self.tr("Later"),
            last=self.tr("Newest moment"),
            slider=self.tr("Training step"),
            speed_tip=self.tr("Playing speed: 1\u00d7 is two moments a second"),
        )

    def first(self) -> None:
        self._go(0)

    def back(self) -> None:
        self._go(self._index() - 1)

    def forward(self) -> None:
        self._go(self._index() + 1)

    def last(self) -> None:
        self._go(len(self._run.moments) - 1)

    def toggle_play(self) -> None:
        """Pause, or play on; at the newest moment, play the training from its beginning."""
        if self.playing:
            self.pause()
        elif len(self._run.moments) > 1:
            if self._at_last():
                self._run.select(self._run.moments[0])
            self._play()
            self._show_state()

    def _index(self) -> int:
        moments = self._run.moments
        return moments.index(self._run.moment) if self._run.moment in moments else 0

    def _at_last(self) -> bool:
        return self._index() >= len(self._run.moments) - 1

    def _go(self, index: int) -> None:
        self.pause()
        moments = self._run.moments
        if moments:
            self._run.select(moments[min(max(index, 0), len(moments) - 1)])

    def _tick(self) -> None:
        run = self._run
        if run.has_heads and run.heads_step != run.moment and not run.heads_problem:
            return  # the moment's heads are still being read
        if not self._at_last():
            run.select(run.moments[self._index() + 1])
        if self._at_last():
            self.pause()

    def _opened(self) -> None:
        self._timer.stop()
        self._show_moments()

    def _show_moments(self) -> None:
        if not self._run.moments:
            self._timer.stop()
        locale = self.locale()
        with QSignalBlocker(self.slider):
            self.slider.set_labels([count_text(moment, locale) for moment in self._run.moments])
        self._show_state()

    def _show_state(self) -> None:
        index, some = self._index(), bool(self._run.moments)
        with QSignalBlocker(self.slider):
            self.slider.setValue(index)
        self.slider.update()
        self.slider.setAccessibleDescription(moment_text(self._run, self.locale()))
        words = self.tr("Play the training"), self.tr("Pause the playing")
        self._show_buttons(some and index > 0, some and not self._at_last(), len(self._run.moments) > 1, *words)

    def _slider_moved(self, index: int) -> None:
        self._go(index)
