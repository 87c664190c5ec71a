"""Figure 1 painted with a model's own numbers; the chosen box is framed, and the chosen layers are marked."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from gui.heatmap.token_axis import axis_font, needed
from gui.look.theme import Theme
from gui.pictures.machine.boxes import Box, Machine, Stage
from gui.pictures.machine.plan import Arrow, Plan
from gui.pictures.machine.words import grouped, short_text, size_text, translate
from model.values.questions.machine import Stack

SMALLEST = 11  # pixels of a box's text, before its numbers are left out
HEAD = 5.0  # pixels of an arrowhead
READABLE = 11.0  # pixels of a layer's number; where there is less room only the chosen one is written
MIDDLE = Qt.AlignmentFlag.AlignVCenter
SIDES = MIDDLE | Qt.AlignmentFlag.AlignAbsolute


@dataclass(frozen=True)
class Shown:
    """What the drawing is about at this moment."""

    machine: Machine
    layers: dict[Stack, int]
    lengths: dict[Stack, int]  # positions
    chosen: Box
    pointed: Box | None = None
    next_piece: str = ""
    probability: str = ""


def paint_figure_one(painter: QPainter, plan: Plan, shown: Shown, theme: Theme) -> None:
    """Everything of `plan`; the pen, brush and font of `painter` stay as they are."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for stack, frame in plan.frames.items():
        painter.setPen(QPen(QColor(theme.line), 1.2))
        painter.setBrush(_mixed(theme.panel, theme.page, 0.6))
        painter.drawRoundedRect(frame, 8, 8)
        _paint_layers(painter, plan, shown, stack, theme)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for box, arrow in (*plan.arrows, *plan.residuals):
        crossing = len(arrow) == 5
        color = theme.cross if crossing else theme.accent if box == shown.chosen else theme.quiet
        painter.setPen(QPen(QColor(color), 1.8 if box == shown.chosen else 1.2))
        _paint_arrow(painter, arrow, QColor(color))
    font = _common_font(painter.font(), plan, shown)
    for box, rect in plan.boxes.items():
        _paint_box(painter, box, rect, shown, font, theme)
    _paint_next(painter, plan, shown, theme)
    _paint_caption(painter, plan, shown, theme)
    painter.restore()


def _mixed(base: str, color: str, share: float) -> QColor:
    a, b = QColor(base), QColor(color)
    return QColor(
        *(round((1 - share) * x + share * y) for x, y in zip(a.getRgb()[:3], b.getRgb()[:3], strict=True))  # type: ignore[index]
    )


def _fill(box: Box, theme: Theme) -> QColor:
    """Attention in the colour of its kind, as everywhere; the rest calm."""
    if box.stage is Stage.SUBLAYER and box.group is not None:
        return _mixed(theme.panel, theme.of(box.group), 0.22)
    if box.stage is Stage.SUBLAYER:
        return _mixed(theme.panel, theme.good, 0.2)
    return QColor(theme.panel if box.stage is Stage.PIECES else theme.raised)


def _paint_box(painter: QPainter, box: Box, rect: QRectF, shown: Shown, font: QFont, theme: Theme) -> None:
    chosen = box == shown.chosen
    strong = chosen or box == shown.pointed
    edge = theme.of(box.group) if box.stage is Stage.SUBLAYER and box.group is not None else theme.quiet
    painter.setBrush(_fill(box, theme))
    painter.setPen(QPen(QColor(theme.accent if strong else edge), 2.4 if chosen else 1.0))
    if box.stage is Stage.PIECES and not strong:
        painter.setPen(QPen(QColor(theme.line), 1.0))
    painter.drawRoundedRect(rect, 5, 5)
    inside = rect.adjusted(4, 0, -4, 0)
    font, name_font = QFont(font), QFont(font)
    name_font.setWeight(QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)
    size = size_text(box, shown.machine, shown.lengths[box.stack])
    if not _fits(short_text(box), size, name_font, inside.width()):
        size = ""  # the name matters more than the size
    while not _fits(short_text(box), "", name_font, inside.width()) and name_font.pixelSize() > SMALLEST:
        name_font.setPixelSize(name_font.pixelSize() - 1)
    base = painter.font()
    painter.setFont(name_font)
    painter.setPen(QColor(theme.text))
    name = QFontMetricsF(name_font).elidedText(short_text(box), Qt.TextElideMode.ElideRight, inside.width())
    painter.drawText(inside, int(SIDES | Qt.AlignmentFlag.AlignLeft), name)
    painter.setFont(font)
    painter.setPen(QColor(theme.text if chosen else theme.quiet))
    painter.drawText(inside, int(SIDES | Qt.AlignmentFlag.AlignRight), size)
    painter.setFont(base)


def _fits(name: str, size: str, font: QFont, room: float) -> bool:
    metrics = QFontMetricsF(font)
    return metrics.horizontalAdvance(name) + (5 + metrics.horizontalAdvance(size) if size else 0) <= room


def _common_font(base: QFont, plan: Plan, shown: Shown) -> QFont:
    """One text size for all boxes: the largest at which every name fits beside its size, but at least `SMALLEST`."""
    boxes = [(box, rect) for box, rect in plan.boxes.items() if box.stage is not Stage.PIECES]
    font = axis_font(base, min(rect.height() for _, rect in boxes) * 1.05)
    room = boxes[0][1].width() - 8
    texts = [(short_text(box), size_text(box, shown.machine, shown.lengths[box.stack])) for box, _ in boxes]
    while not all(_fits(*text, font, room) for text in texts) and font.pixelSize() > SMALLEST:
        font.setPixelSize(font.pixelSize() - 1)
    return font


def _paint_layers(painter: QPainter, plan: Plan, shown: Shown, stack: Stack, theme: Theme) -> None:
    """N, and one small cell for every layer, the first at the bottom."""
    cells, chosen = plan.pickers[stack], shown.layers[stack]
    base, strong = painter.font(), QFont(painter.font())
    strong.setPixelSize(12)
    strong.setWeight(QFont.Weight.DemiBold)
    painter.setFont(strong)
    painter.setPen(QColor(theme.text))
    painter.drawText(plan.counts[stack], int(Qt.AlignmentFlag.AlignCenter), f"{len(cells)}×")
    painter.setFont(axis_font(base, max(cells[0].height(), READABLE)))
    for layer in (*(n for n in range(len(cells)) if n != chosen), chosen):  # chosen last, over thin neighbours
        cell = cells[layer]
        inside = cell.adjusted(2, 1, -2, -1) if cell.height() > 6 else cell.adjusted(2, 0, -2, 0)
        if layer == chosen and inside.height() < READABLE + 3:
            grown = (READABLE + 3 - inside.height()) / 2
            inside.adjust(0, -grown, 0, grown)
        painter.setPen(QPen(QColor(theme.accent if layer == chosen else theme.line), 1))
        painter.setBrush(QColor(theme.accent if layer == chosen else theme.panel))
        painter.drawRoundedRect(inside, 3, 3)
        if cell.height() >= READABLE or layer == chosen:
            painter.setPen(QColor(theme.on_accent if layer == chosen else theme.quiet))
            painter.drawText(inside.adjusted(0, -3, 0, 3), int(Qt.AlignmentFlag.AlignCenter), str(layer + 1))
    painter.setFont(base)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_arrow(painter: QPainter, arrow: Arrow, color: QColor) -> None:
    path = QPainterPath(arrow[0])
    for corner in arrow[1:]:
        path.lineTo(corner)
    painter.drawPath(path)
    end, before = arrow[-1], arrow[-2]
    length = math.hypot(end.x() - before.x(), end.y() - before.y()) or 1.0
    along = (end - before) / length
    across = QPointF(-along.y(), along.x())
    head = QPainterPath(end)
    head.lineTo(end - along * HEAD + across * HEAD * 0.55)
    head.lineTo(end - along * HEAD - across * HEAD * 0.55)
    head.closeSubpath()
    painter.fillPath(head, color)


def _paint_next(painter: QPainter, plan: Plan, shown: Shown, theme: Theme) -> None:
    if not shown.next_piece:
        return
    room = plan.next_piece
    base, strong = painter.font(), QFont(painter.font())
    strong.setWeight(QFont.Weight.DemiBold)
    share = QFontMetricsF(base).horizontalAdvance(f"  {shown.probability}")
    piece = QFontMetricsF(strong).elidedText(shown.next_piece, Qt.TextElideMode.ElideRight, room.width() - share)
    wide = QFontMetricsF(strong).horizontalAdvance(piece)
    left = room.center().x() - (wide + share) / 2
    line = QRectF(left, room.top(), wide + share + 2, room.height())
    painter.setFont(strong)
    painter.setPen(QColor(theme.text))
    flags = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(line, int(flags | Qt.AlignmentFlag.AlignLeft), piece)
    painter.setFont(base)
    painter.setPen(QColor(theme.quiet))
    painter.drawText(line, int(flags | Qt.AlignmentFlag.AlignRight), shown.probability)


def _vocabulary(machine: Machine) -> str:
    if machine.source_vocabulary == machine.target_vocabulary:
        return grouped(machine.source_vocabulary)
    return f"{grouped(machine.source_vocabulary)} → {grouped(machine.target_vocabulary)}"


def _order(machine: Machine) -> str:
    """Where LayerNorm stands."""
    return translate("Inside", "before (pre)") if machine.pre_norm else translate("Inside", "after (post)")


def _paint_caption(painter: QPainter, plan: Plan, shown: Shown, theme: Theme) -> None:
    """The model's sizes, in the free corner above the encoder; as many lines as fit."""
    machine = shown.machine
    lines = [
        (translate("Inside", "N"), f"{machine.encoder_layers} + {machine.decoder_layers}"),
        ("d_model", str(machine.d_model)),
        ("h", str(machine.heads)),
        ("d_k = d_v", str(machine.d_model // machine.heads)),
        ("d_ff", grouped(machine.d_ff)),
        (translate("Inside", "vocabulary"), _vocabulary(machine)),
        (translate("Inside", "norm"), _order(machine)),
    ]
    font = painter.font()
    usual = QFontMetricsF(font).height() + 2
    height = max(min(usual, plan.caption.height() / len(lines)), needed(font) + 2)  # tall lines move closer
    fit = max(int(plan.caption.height() / height), 0)
    names = max(QFontMetricsF(font).horizontalAdvance(name) for name, _ in lines) + 12
    for row, (name, value) in enumerate(lines[:fit]):
        line = QRectF(plan.caption.left(), plan.caption.top() + row * height, plan.caption.width(), height)
        painter.setPen(QColor(theme.quiet))
        painter.drawText(line, int(SIDES | Qt.AlignmentFlag.AlignLeft), name)
        painter.setPen(QColor(theme.text))
        rest = line.adjusted(names, 0, 0, 0)
        value = QFontMetricsF(font).elidedText(value, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, int(SIDES | Qt.AlignmentFlag.AlignLeft), value)
