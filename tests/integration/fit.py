"""What has no room in a window: widgets outside their parent or over each other, words that are cut or painted over
each other.

Widgets are asked for the text and the room they have. Pictures are painted once more, while every text that they draw
is written down with the place of its ink.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPicture, QPolygonF
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QSplitter,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QToolButton,
    QWidget,
)

from gui.look.look import look
from gui.views.parts.elided_combo import ElidedComboBox
from gui.views.parts.elided_label import ElidedLabel

NEAR = 1.5  # pixels that rounding and antialiasing may take
CUT_NUMBER = re.compile(r"\d[.,]?…$")
OF_QT = (QAbstractScrollArea, QComboBox, QAbstractSpinBox, QLineEdit, QMainWindow, QTabBar)  # places its own children


def misfits(window: QWidget) -> list[str]:
    """Sentences, one for each thing that does not fit."""
    return sorted({*_places(window), *_words(window), *_painted(window)})


def _shown(window: QWidget) -> list[QWidget]:
    found = [w for w in window.findChildren(QWidget) if w.isVisible() and w.window() is window]
    return [w for w in found if not any(isinstance(above, OF_QT[1:4]) for above in _above(w))]


def _above(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


def _name(widget: QWidget) -> str:
    text = widget.accessibleName() or getattr(widget, "text", str)()
    names = [type(one).__name__ for one in (*reversed(list(_above(widget))), widget)]
    return f"{' > '.join(names[-3:])} “{text if isinstance(text, str) else ''}”"


# ---- where widgets are ----


def _places(window: QWidget) -> Iterator[str]:
    shown = _shown(window)
    for widget in shown:
        parent = widget.parentWidget()
        if parent is None or isinstance(parent, OF_QT) or isinstance(parent.parentWidget(), QAbstractScrollArea):
            continue
        if not parent.rect().contains(widget.geometry()):
            yield f"{_name(widget)} is at {_told(widget.geometry())}, outside its parent's {_told(parent.rect())}"
        ignored = widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Ignored
        least = widget.minimumSizeHint()
        wide = 0 if ignored else min(widget.minimumWidth() or least.width(), widget.maximumWidth())
        if widget.width() < wide - NEAR:
            yield f"{_name(widget)} is {widget.width()} wide and needs {wide}"
        ignored = widget.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Ignored
        high = 0 if ignored else min(widget.minimumHeight() or least.height(), widget.maximumHeight())
        if widget.height() < high - NEAR:
            yield f"{_name(widget)} is {widget.height()} high and needs {high}"
    for parent in {widget.parentWidget() for widget in shown}:
        if parent is None or isinstance(parent, OF_QT):
            continue
        children = [w for w in shown if w.parentWidget() is parent and not w.geometry().isEmpty()]
        if isinstance(parent, QSplitter):
            children = [w for w in children if parent.indexOf(w) >= 0 and "Handle" not in type(w).__name__]
        for i, one in enumerate(children):
            for other in children[i + 1 :]:
                common = one.geometry() & other.geometry()
                if min(common.width(), common.height()) > NEAR:
                    yield f"{_name(one)} lies over {_name(other)}"


def _told(rect: QRect) -> str:
    return f"{rect.x()},{rect.y()} {rect.width()}x{rect.height()}"


# ---- what widgets say ----


def _words(window: QWidget) -> Iterator[str]:
    for widget in _shown(window):
        need, room = _need(widget)
        if need > room + NEAR:
            yield f"{_name(widget)}: its text needs {need:.0f} pixels and has {room:.0f}"


def _need(widget: QWidget) -> tuple[float, float]:
    """Pixels that the text needs and has."""
    metrics = widget.fontMetrics()
    if isinstance(widget, ElidedLabel):
        least = metrics.averageCharWidth() * 4  # the rest is told by its tooltip
        return (min(widget.sizeHint().width(), least), widget.width()) if widget.lines(widget.width()) else (0, 0)
    if isinstance(widget, QLabel):
        if type(widget).__name__ == "_GivingLabel" or not widget.text():
            return 0, 0
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()), widget.height()
        return widget.sizeHint().width(), widget.width()
    if isinstance(widget, QCheckBox | QRadioButton):
        return widget.sizeHint().width(), widget.width()
    if isinstance(widget, QPushButton | QToolButton):
        return widget.sizeHint().width() if widget.text() else 0, widget.width()
    if isinstance(widget, QAbstractButton):
        return 0, 0
    if isinstance(widget, QComboBox):
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = widget.style().subControlRect(control, option, part, widget).width()
        need = metrics.horizontalAdvance(widget.currentText())
        told = isinstance(widget, ElidedComboBox) and room >= metrics.averageCharWidth() * 4
        return (0, 0) if told else (need, room)
    if isinstance(widget, QAbstractSpinBox):
        inside = widget.findChild(QLineEdit)
        return (metrics.horizontalAdvance(widget.text()), inside.width()) if inside is not None else (0, 0)
    if isinstance(widget, QLineEdit):
        return metrics.horizontalAdvance(widget.placeholderText()) if not widget.text() else 0, widget.width()
    if isinstance(widget, QTabBar):
        cut = (metrics.horizontalAdvance(widget.tabText(i)) - widget.tabRect(i).width() for i in range(widget.count()))
        return max(cut, default=0), 0
    if isinstance(widget, QHeaderView) and widget.orientation() is Qt.Orientation.Horizontal:
        return max(_cut_headers(widget), default=0), 0
    return 0, 0


def _cut_headers(header: QHeaderView) -> Iterator[float]:
    view, model = header.parent(), header.model()
    if not isinstance(view, QAbstractItemView) or model is None:
        return
    for section in range(header.count()):
        text = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        tip = model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        if not tip and not header.isSectionHidden(section):
            yield header.fontMetrics().horizontalAdvance(text) - header.sectionSize(section)


# ---- what pictures say ----


@dataclass
class _Text:
    text: str
    ink: QPolygonF  # on the device
    box: QRectF
    cut: bool


@dataclass
class _Sheet:
    """What one painter drew."""

    painter: QPainter  # kept, so that no other gets its number
    widget: str
    area: QRectF
    texts: list[_Text] = field(default_factory=list)


def _painted(window: QWidget) -> Iterator[str]:
    look.changed.emit()  # pictures that were kept are painted anew
    QCoreApplication.processEvents()
    with _recording() as sheets:
        look.changed.emit()
        QCoreApplication.processEvents()
        window.grab()
    for sheet in sheets.values():
        if "ChipRow" in sheet.widget:
            continue  # it scrolls by itself, and lays signs over what goes on
        for text in sheet.texts:
            if text.cut:
                yield f"{sheet.widget}: “{text.text}” is cut"
            if CUT_NUMBER.search(text.text):
                yield f"{sheet.widget}: the number “{text.text}” is cut"
            if not sheet.area.adjusted(-NEAR, -NEAR, NEAR, NEAR).contains(text.box):
                yield f"{sheet.widget}: “{text.text}” is painted outside"
        for one, other in _overlapping(sheet.texts):
            yield f"{sheet.widget}: “{one.text}” is painted over “{other.text}”"


def _overlapping(texts: list[_Text]) -> Iterator[tuple[_Text, _Text]]:
    texts = sorted(texts, key=lambda text: text.box.left())
    for i, one in enumerate(texts):
        for other in texts[i + 1 :]:
            if other.box.left() > one.box.right() - NEAR:
                break
            common = one.box & other.box
            if min(common.width(), common.height()) <= NEAR or (one.text == other.text and one.box == other.box):
                continue
            if _thickness(one.ink.intersected(other.ink)) > NEAR:
                yield one, other


def _thickness(polygon: QPolygonF) -> float:
    """Pixels across the longer side of a polygon, which may stand aslant."""
    corners = [polygon.at(i) for i in range(polygon.size())]
    area = sum(a.x() * b.y() - b.x() * a.y() for a, b in zip(corners, corners[1:] + corners[:1], strict=True)) / 2
    longest = max((math.dist(a.toTuple(), b.toTuple()) for a in corners for b in corners), default=0.0)
    return abs(area) / longest if longest else 0.0


@contextmanager
def _recording() -> Iterator[dict[int, _Sheet]]:
    sheets: dict[int, _Sheet] = {}
    draw = QPainter.drawText

    def remember(painter: QPainter, *arguments: object) -> object:
        rect, flags, text = _read(arguments)
        if text.strip():
            sheet = sheets.get(id(painter)) or sheets.setdefault(id(painter), _sheet(painter))
            sheet.texts.append(_text(painter, rect, flags, text))
        return draw(painter, *arguments)

    QPainter.drawText = remember  # type: ignore[method-assign]
    try:
        yield sheets
    finally:
        QPainter.drawText = draw  # type: ignore[method-assign]


def _read(arguments: tuple[object, ...]) -> tuple[QRectF | QPointF, int, str]:
    place, *others = arguments
    text = next(one for one in others if isinstance(one, str))
    if isinstance(place, QRect):
        place = QRectF(place)
    if isinstance(place, int | float):
        numbers = [float(one) for one in arguments if isinstance(one, int | float)]
        place = QRectF(*numbers[:4]) if len(numbers) > 3 else QPointF(*numbers[:2])
        return place, int(numbers[4]) if len(numbers) > 4 else 0, text
    if not isinstance(place, QRectF):
        place = QPointF(place)  # type: ignore[call-overload]
    flags = next((int(one) for one in others if isinstance(one, int)), 0)
    return place, flags, text


def _sheet(painter: QPainter) -> _Sheet:
    device = painter.device()
    if isinstance(device, QWidget):
        return _Sheet(painter, _name(device), QRectF(device.rect()))
    if isinstance(device, QPicture):  # kept to be painted elsewhere: it has no size
        return _Sheet(painter, "a kept picture", QRectF(-1e6, -1e6, 2e6, 2e6))
    size = device.size() / device.devicePixelRatio()
    return _Sheet(painter, f"a picture of {size.width()}x{size.height()}", QRectF(0, 0, size.width(), size.height()))


def _text(painter: QPainter, place: QRectF | QPointF, flags: int, text: str) -> _Text:
    metrics = QFontMetricsF(painter.font())
    tight = metrics.tightBoundingRect(text)
    if isinstance(place, QPointF):
        ink, cut = tight.translated(place), False
    else:
        laid = metrics.boundingRect(place, flags, text)
        single = laid.height() < 1.5 * metrics.height()
        ink = tight.translated(laid.left(), laid.top() + metrics.ascent()) if single else laid
        clips = not flags & int(Qt.TextFlag.TextDontClip)
        cut = clips and not place.adjusted(-NEAR, -NEAR, NEAR, NEAR).contains(ink)
    if painter.hasClipping():
        cut = cut or not painter.clipBoundingRect().adjusted(-NEAR, -NEAR, NEAR, NEAR).contains(ink)
    polygon = painter.transform().map(QPolygonF(ink))
    return _Text(text, polygon, polygon.boundingRect(), cut)
