"""One head, step by step: its matrix from raw scores to weights, and every number of one query and one key."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QRectF, QTimer
from PySide6.QtGui import QHideEvent, QPainter
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.heatmap.head_picture import visible_rows
from gui.heatmap.token_axis import key_labels, query_labels
from gui.heatmap.words import group_text, head_text
from gui.look.look import look
from gui.look.plain import PlainLabel, plain
from gui.look.theme import Theme
from gui.pictures.head_steps.chain import ChainPicture
from gui.pictures.head_steps.picture import Stage, StagePicture, scaling_text, stage_name
from gui.state.selection import Selection
from gui.state.session import Session
from gui.views.inside.base import NARROWEST, InsideView
from gui.views.inside.cells import Cell, Cells
from gui.views.inside.head_steps.chain import Chain
from gui.views.inside.head_steps.map import StageMap
from gui.views.inside.head_steps.words import facts, stage_reason, stage_rule
from gui.views.parts.elided_label import ElidedLabel
from gui.views.parts.player_icons import Sign, sign_icon
from model.values.masks import MaskReason
from model.values.questions.attention import AttentionNumbers, AttentionQuestion, HeadRow, head_row
from model.values.sites import ENCODER_SELF

CHANGE = 700  # milliseconds from one stage to the next
PAUSE = 1300  # milliseconds in a stage while it plays
FRAME = 16


class HeadStepsView(InsideView):
    """The stages of equation 1 on the left, one after the other; the chain of one cell's numbers on the right.

    The query is the selection's, or else the current step's row (the encoder's first); the key is the selection's, or
    else the one with the largest weight.
    """

    slot = "head"
    tells_differences = True

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(session, selection, parent)
        self._stage = Stage.WEIGHTS
        self._from = Stage.WEIGHTS
        self._moved = QElapsedTimer()
        self._ticks = QTimer(self)
        self._ticks.setInterval(FRAME)
        self._ticks.timeout.connect(self._tick)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._play_on)
        self._playing = False
        self._drawn_for: tuple[object, ...] = ()
        self.map = StageMap(session, selection)
        self.chain = Chain(session, selection)
        self._stage_rule = ElidedLabel()
        self._stage_rule.setProperty("title", True)
        self._reason = PlainLabel()
        self._reason.setProperty("quiet", True)
        self._reason.setWordWrap(True)
        self.map.next_wanted.connect(self.next_stage)
        self.chain.key_chosen.connect(lambda key: self.selection.update(query=self.query, key=key))
        self._lay_out_body()

    def _lay_out_body(self) -> None:
        self.play_button = QToolButton()
        self.play_button.clicked.connect(self.toggle_play)
        self._group = QButtonGroup(self)
        stages = QHBoxLayout()
        stages.setSpacing(4)
        stages.addWidget(self.play_button)
        for stage in Stage:
            button = QToolButton()
            button.setCheckable(True)
            button.setProperty("choice", True)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._group.addButton(button, stage)
            stages.addWidget(button, 1)
        self._group.idClicked.connect(lambda stage: self.show_stage(Stage(stage)))
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addLayout(stages)
        left.addWidget(self._stage_rule)
        left.addWidget(self.map, 1)
        left.addWidget(self._reason)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addLayout(left, 9)
        row.addWidget(self.chain, 10)
        self.stack_below(row, NARROWEST)

    # ---- what it is about ----

    def question(self) -> AttentionQuestion:
        return AttentionQuestion(self.now.group, self.now.layer)

    @property
    def numbers(self) -> AttentionNumbers:
        found = self.answer
        assert isinstance(found, AttentionNumbers)
        return found

    @property
    def head(self) -> int:
        return min(self.now.head, len(self.numbers.weights) - 1)

    @property
    def query(self) -> int:
        """The row that the chain is about."""
        visible = visible_rows(self.trace, self.now.group, self.now.step)
        if self.now.query is not None and self.now.query < visible:
            return self.now.query
        return 0 if self.now.group == ENCODER_SELF else visible - 1

    @property
    def key(self) -> int:
        """The column that the chain is about."""
        row = self.numbers.weights[self.head, self.query]
        return self.now.key if self.now.key is not None and self.now.key < row.size else int(row.argmax())

    @property
    def row(self) -> HeadRow:
        """The numbers of the row that the chain is about."""
        allowed = self.trace.reasons(self.now.group) == MaskReason.ALLOWED
        return head_row(self.numbers, allowed, self.head, self.query)

    @property
    def stage(self) -> Stage:
        return self._stage

    @property
    def playing(self) -> bool:
        return self._playing

    @property
    def reason(self) -> str:
        """Why the stage is there, in this row's numbers."""
        return self._reason.text()

    def button(self, stage: Stage) -> QToolButton:
        found = self._group.button(stage)
        assert isinstance(found, QToolButton)
        return found

    # ---- showing ----

    def show_answer(self) -> None:
        trace, numbers, now = self.trace, self.numbers, self.now
        inner = "Q Kᵀ" if numbers.scale == 1.0 else "Q Kᵀ / √d_k"  # T5 does not divide
        formula = f"softmax({inner}) V"
        if numbers.bias is not None:
            formula = self.tr("softmax({0} + bias) V").format(inner)
        rule = self.tr("Attention(Q, K, V) = {0}   ·   {1}").format(formula, group_text(now.group))
        self.set_heading(head_text(now.layer, self.head), rule)
        drawn_for = (trace, numbers, self.head, now.step, look.theme)
        if self._drawn_for != drawn_for:
            self._drawn_for = drawn_for
            self.map.set_picture(StagePicture(trace, numbers, self.head, now.step, look.theme), self.query, self.key)
        elif self.map.picture is not None:
            self.map.set_picture(self.map.picture, self.query, self.key)
        self._show_stage()

    def _show_stage(self) -> None:
        trace, numbers = self.trace, self.numbers
        for stage in Stage:
            button = self.button(stage)
            button.setText(stage_name(stage, numbers))
            button.setAccessibleName(self.tr("Stage {0}: {1}").format(stage + 1, stage_name(stage, numbers)))
            button.setToolTip(plain(stage_rule(stage, numbers)))
            button.setChecked(stage is self._stage)
        self._stage_rule.setText(stage_rule(self._stage, numbers))
        row = self.row
        known = facts(trace, numbers, row, self.now.step)
        self._reason.setText(stage_reason(self._stage, trace, numbers, row, known))
        self._reason.setFixedHeight(4 * self._reason.fontMetrics().height())
        chain = ChainPicture(trace, numbers, self.head, self.query, self.key, self._stage, look.theme)
        self.chain.set_picture(chain)
        self.map.show_change(self._from, self._stage, self._part())
        self._show_playing()

    def show_stage(self, stage: Stage, by_play: bool = False) -> None:
        """Change the matrix into another stage, with an animation."""
        if not by_play:
            self._stop()
        if stage is not self._stage:
            self._from, self._stage = self._stage, stage
            self._moved.start()
            if self._animates():
                self._ticks.start()
            else:
                self._moved.invalidate()
        if self.ready:
            self._show_stage()
        self._show_playing()

    def next_stage(self) -> None:
        """The stage after this one; after the last comes the first."""
        self.show_stage(Stage((self._stage + 1) % len(Stage)))

    def toggle_play(self) -> None:
        """Play the remaining stages, or all from the first if none is left; or pause."""
        if self._playing:
            self._stop()
            self._show_playing()
            return
        self._playing = True
        if self._stage is Stage.WEIGHTS:
            self.show_stage(Stage.DOTS, by_play=True)
        else:
            self._play_on()
        self._pause.start()
        self._show_playing()

    def _play_on(self) -> None:
        if not self._playing:
            return
        if self._stage is Stage.WEIGHTS:
            self._stop()
        else:
            self.show_stage(Stage(self._stage + 1), by_play=True)
            self._pause.start(PAUSE + (CHANGE if self._animates() else 0))
        self._show_playing()

    def _stop(self) -> None:
        self._playing = False
        self._pause.stop()

    def _animates(self) -> bool:
        """False if the desktop asks for less motion: then the stages change at once."""
        return bool(self.style().styleHint(QStyle.StyleHint.SH_Widget_Animate)) and self.isVisible()

    def _part(self) -> float:
        """How far the matrix has changed, slow at both ends."""
        if not self._moved.isValid():
            return 1.0
        part = min(self._moved.elapsed() / CHANGE, 1.0)
        return part * part * (3 - 2 * part)

    def _tick(self) -> None:
        part = self._part()
        if part >= 1.0:
            self._ticks.stop()
            self._moved.invalidate()
        self.map.show_change(self._from, self._stage, part)

    def _show_playing(self) -> None:
        name = self.tr("Pause") if self._playing else self.tr("Play the stages")
        self.play_button.setIcon(
            sign_icon(Sign.PAUSE if self._playing else Sign.PLAY, look.theme.text, look.theme.line)
        )
        self.play_button.setAccessibleName(name)
        self.play_button.setToolTip(plain(name))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._stop()
        self._ticks.stop()
        self._moved.invalidate()

    # ---- elsewhere ----

    def table(self) -> Cells | None:
        """Every key of the row: each step of equation 1, and how much its value adds."""
        row, group = self.row, self.now.group
        reasons = self.trace.reasons(group)[self.query]
        names = [f"{n}  {label.text}" for n, label in enumerate(key_labels(self.trace.key_pieces(group)), start=1)]
        masks = {MaskReason.FUTURE: self.tr("future"), MaskReason.PADDING: self.tr("padding")}
        scaled = self.numbers.scale != 1.0 or self.numbers.bias is not None
        columns = [
            self.tr("q of “{0}” · k").format(query_labels(self.trace, group)[self.query].both),
            scaling_text(self.numbers) if scaled else self.tr("not divided"),
            self.tr("mask"),
            self.tr("e^(x − {0:g})").format(row.shift) if row.shift else self.tr("eˣ"),
            self.tr("weight"),
            self.tr("length of weight × v"),
        ]
        rows: list[list[Cell]] = []
        for key in range(row.weights.size):
            allowed = bool(row.allowed[key])
            mask = self.tr("allowed") if allowed else masks[MaskReason(int(reasons[key]))]
            numbers = (row.powers[key], row.weights[key], row.added[key])
            rows.append([float(row.dots[key]), float(row.scaled[key]), mask, *map(float, numbers)])
        sums: list[Cell] = [None, None, None, row.total, float(row.weights.sum()), None]
        return Cells([*names, self.tr("sum")], columns, [*rows, sums])

    def paint_figure(self, painter: QPainter, page: QRectF, theme: Theme) -> None:
        line = painter.fontMetrics().height()
        picture = StagePicture(self.trace, self.numbers, self.head, self.now.step, theme)
        picture.changing.show(self._stage, self._stage, 1.0)
        left = QRectF(page.left(), page.top() + 2 * line, page.width() * 0.47, min(page.height() - 2 * line, 520.0))
        painter.drawText(QRectF(left.left(), page.top(), left.width(), line), stage_rule(self._stage, self.numbers))
        picture.paint(painter, left, self.query, self.key)
        chain = ChainPicture(self.trace, self.numbers, self.head, self.query, self.key, self._stage, theme)
        right = QRectF(left.right() + 16, page.top(), page.right() - left.right() - 16, min(page.height(), 540.0))
        chain.paint(painter, right)
