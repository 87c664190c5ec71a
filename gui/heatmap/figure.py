"""A figure for a paper or a slide, painted by the same functions as the window: PNG, SVG or PDF.

Needs a QGuiApplication for its fonts, no window. SVG and PDF hold shapes and text, not pictures of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPdfWriter,
)
from PySide6.QtSvg import QSvgGenerator

from gui.heatmap.head_picture import HeadPicture
from gui.heatmap.overview_picture import OverviewPicture
from gui.heatmap.scale import ScaleMode
from gui.heatmap.words import all_heads_text, group_text, head_text
from gui.look.theme import Theme
from model.errors import UserError
from model.files import write_bytes
from model.values.sites import SiteGroup
from model.values.trace import Floats, Trace

SIZE = (960, 720)  # logical pixels, 96 to the inch
SUFFIXES = (".png", ".svg", ".pdf")
FONT_SIZE = 13
MARGIN = 24.0
PNG_RATIO = 2.0
PDF_RESOLUTION = 1200
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def save_figure(
    trace: Trace,
    path: Path,
    theme: Theme,
    group: SiteGroup,
    layer: int | None = None,
    head: int | None = None,
    size: tuple[int, int] = SIZE,
) -> None:
    """Write one head with its pieces, or without `layer` and `head` all heads of a kind, of `size` logical pixels.

    In SVG and PDF the small maps of very long sentences merge cells under two pixels, keeping the highest weight.
    Raises `UserError` for an unknown suffix, a head that the trace does not have, or a path that cannot be written.
    """
    layers, heads = trace.weights(group).shape[:2]
    if (layer is None) != (head is None) or not (0 <= (layer or 0) < layers and 0 <= (head or 0) < heads):
        asked = QCoreApplication.translate("Heatmap", "Choose a layer up to {0} and a head up to {1}, or neither.")
        raise UserError(asked.format(layers, heads))
    if layer is None or head is None:
        figure = overview_figure(trace, group, theme)
    else:
        title = f"{head_text(layer, head)}, {group_text(group)}"
        figure = map_figure(trace, group, trace.weights(group)[layer, head], title, theme)
    write_figure(figure, path, size)


def overview_figure(trace: Trace, group: SiteGroup, theme: Theme, mode: ScaleMode = ScaleMode.LINEAR) -> Figure:
    """All heads of a kind."""
    layers, heads = trace.weights(group).shape[:2]
    words = QCoreApplication.translate("Heatmap", "All {0}, {1}")

    def paint(painter: QPainter, rect: QRectF, theme: Theme) -> None:
        OverviewPicture(trace, group, mode).paint(painter, rect, None, theme)

    return Figure(trace, words.format(all_heads_text(layers, heads), group_text(group)), paint, theme)


def map_figure(
    trace: Trace, group: SiteGroup, weights: Floats, title: str, theme: Theme, mode: ScaleMode = ScaleMode.LINEAR
) -> Figure:
    """One map with its pieces and all steps: a head, or several heads as one; `weights` [query, key]."""

    def paint(painter: QPainter, rect: QRectF, theme: Theme) -> None:
        HeadPicture(trace, group, weights, mode, None, theme).paint(painter, rect)

    return Figure(trace, title, paint, theme)


@dataclass(frozen=True)
class Figure:
    """What is on a figure, independent of the file format: the texts, a title, and what `paint` draws beneath."""

    trace: Trace
    title: str
    paint: Callable[[QPainter, QRectF, Theme], None]
    theme: Theme
    rule: str = ""  # how the numbers shown were computed

    def image(self, size: tuple[int, int] = SIZE) -> QImage:
        """The figure of `size` logical pixels as a picture with twice as many in each direction."""
        logical = QSize(*size)
        image = QImage(logical * PNG_RATIO, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(PNG_RATIO)
        self.paint_on(image, logical)
        return image

    def paint_on(self, device: QPaintDevice, size: QSize, scale: float = 1.0) -> None:
        painter = QPainter(device)
        try:
            painter.scale(scale, scale)
            self._paint_page(painter, QRectF(0, 0, size.width(), size.height()))
        finally:
            painter.end()

    def _paint_page(self, painter: QPainter, page: QRectF) -> None:
        font = QFont(QGuiApplication.font())
        font.setPixelSize(FONT_SIZE)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        painter.setFont(font)
        painter.fillRect(page, QColor(self.theme.panel))
        inside = page.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        top = self._paint_words(painter, inside)
        foot = " · ".join(part for part in (self.trace.setup.model, self.trace.setup.describe()) if part)
        line = QFontMetricsF(font).height()
        painter.setPen(QColor(self.theme.quiet))
        below = QRectF(inside.left(), inside.bottom() - line, inside.width(), line)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), foot)
        rect = QRectF(inside.left(), top, inside.width(), below.top() - 8 - top)
        self.paint(painter, rect, self.theme)

    def _paint_words(self, painter: QPainter, inside: QRectF) -> float:
        """Paint source, translation, title and rule; returns the y from which the maps may begin."""
        base = painter.font()
        large, strong = QFont(base), QFont(base)
        large.setPixelSize(FONT_SIZE + 3)
        strong.setWeight(QFont.Weight.DemiBold)
        top = inside.top()
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        lines = [(self.trace.source_text, large), (self.trace.target_text, large), (self.title, strong)]
        if self.rule:
            lines.append((self.rule, base))
        painter.setPen(QColor(self.theme.text))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # each text begins on its script's side
        for text, font in lines:
            painter.setFont(font)
            room = QRectF(inside.left(), top, inside.width(), 3 * QFontMetricsF(font).height())
            used = painter.boundingRect(room, flags, text)
            painter.drawText(room, flags, text)
            top += min(used.height(), room.height()) + 4
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setFont(base)
        return top + 8


def write_figure(figure: Figure, path: Path, size: tuple[int, int] = SIZE) -> None:
    """Write a figure of `size` logical pixels in the format of the path's suffix; `UserError` if that fails."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        words = QCoreApplication.translate("Heatmap", "A figure can be .png, .svg or .pdf, not '{0}'; change the name.")
        raise UserError(words.format(path.name))
    write_bytes(path, {".png": _png, ".svg": _svg, ".pdf": _pdf}[suffix](figure, QSize(*size)))


def _png(figure: Figure, size: QSize) -> bytes:
    buffer = _open_buffer()
    figure.image(size.toTuple()).save(buffer, "PNG")  # type: ignore[call-overload]  # PySide6's stub wants bytes where Qt wants text
    return _bytes(buffer)


def _svg(figure: Figure, size: QSize) -> bytes:
    buffer = _open_buffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setResolution(96)
    generator.setTitle(figure.title)
    generator.setDescription(f"{figure.trace.source_text} → {figure.trace.target_text}")
    figure.paint_on(generator, size)
    # Qt writes texts as they are, but XML has no way at all to hold most control characters.
    return _NOT_XML.sub("\ufffd", _bytes(buffer).decode(errors="replace")).encode()


def _pdf(figure: Figure, size: QSize) -> bytes:
    buffer = _open_buffer()
    writer = QPdfWriter(buffer)
    writer.setResolution(PDF_RESOLUTION)
    points = QSizeF(size) * (72 / 96)
    writer.setPageSize(QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(figure.title)
    figure.paint_on(writer, size, PDF_RESOLUTION / 96)
    return _bytes(buffer)


def _open_buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


def _bytes(buffer: QBuffer) -> bytes:
    buffer.close()
    return bytes(buffer.data().data())
