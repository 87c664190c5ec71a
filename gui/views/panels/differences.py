"""How the model at hand differs from the paper: a small button that tells it in sentences."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from gui.look.look import look
from gui.look.plain import PlainLabel, plain
from gui.state.language import language
from gui.state.session import Session
from gui.views.parts.popover import Popover
from model.values.description import ModelDescription

WIDTH = 400  # pixels of text
INDENT = 14
SIZE = 16
SHARPNESS = 3  # pixels a point, enough for every screen


class DifferencesButton(QToolButton):
    """Shown only while the model differs from the paper. `of_trace`: it stands beside numbers, so it tells of the model
    that made them, and has a text; else of the model in use.
    """

    def __init__(self, session: Session, of_trace: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._of_trace = of_trace
        self._popover: Popover | None = None
        self.setAccessibleName(self.tr("How this model differs from the paper"))
        self.setIconSize(QSize(SIZE, SIZE))
        self.setProperty("flat", True)
        if of_trace:
            self.setText(" " + self.tr("differs from the paper"))
            self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.clicked.connect(self.open)
        session.description_changed.connect(self._show_description)
        session.trace_changed.connect(self._show_description)
        look.follow(self._restyle)
        self._show_description()

    @property
    def _description(self) -> ModelDescription | None:
        return self._session.model if self._of_trace else self._session.description

    @property
    def popover(self) -> Popover | None:
        """The sentences while they are on the screen."""
        return self._popover

    def _restyle(self) -> None:
        self.setIcon(_icon(look.theme.info))

    def open(self) -> None:
        """Show the sentences."""
        description = self._description
        if description is None or not description.differences:
            return
        self._popover = popover = Popover(self, self.accessibleName())
        heading = PlainLabel(self.tr("{0}: what it does otherwise than the paper").format(description.family))
        heading.setProperty("title", True)
        heading.setWordWrap(True)
        heading.setFixedWidth(WIDTH)
        popover.box.addWidget(heading)
        for sentence in map(language.say, description.differences):
            mark, body = QLabel("\u2022"), PlainLabel(sentence)
            body.setWordWrap(True)
            body.setFixedWidth(WIDTH - INDENT)
            row = QHBoxLayout()
            row.setSpacing(0)
            row.addWidget(mark, 1, Qt.AlignmentFlag.AlignTop)
            row.addWidget(body)
            popover.box.addLayout(row)
        popover.setAccessibleDescription("\n".join(map(language.say, description.differences)))
        popover.destroyed.connect(self._forget)
        popover.open_below()

    def _forget(self) -> None:
        self._popover = None

    def _show_description(self) -> None:
        description = self._description
        differences = description.differences if description is not None else ()
        self.setVisible(bool(differences))
        lines = [self.tr("This model differs from the paper:"), *map(language.say, differences)]
        self.setToolTip(plain("\n".join(lines) if differences else ""))


def _icon(color: str) -> QIcon:
    """A round *i*, drawn: not every font has the sign."""
    pixmap = QPixmap(SIZE * SHARPNESS, SIZE * SHARPNESS)
    pixmap.setDevicePixelRatio(SHARPNESS)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(color), 1.4))
        painter.drawEllipse(QRectF(1.5, 1.5, SIZE - 3, SIZE - 3))
        painter.setPen(QPen(QColor(color), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(8, 7.4), QPointF(8, 11.4))
        painter.drawPoint(QPointF(8, 4.6))
    finally:
        painter.end()
    return QIcon(pixmap)
