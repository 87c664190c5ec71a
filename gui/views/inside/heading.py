"""The head of an inside view: title, rule and controls in one row, or in two or three where that has no room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from gui.views.parts.elided_label import ElidedLabel

SPACING, BETWEEN_ROWS = 8, 4  # pixels
LEAST_RULE = 150  # pixels of the rule beside the title; with less it stands below


class Heading(QWidget):
    """`controls` is for a view's own; `table_button` and, where there is one, `differences` stand around them."""

    def __init__(self, differences: QWidget | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel()
        self.title.setProperty("title", True)
        self.rule = ElidedLabel()
        self.rule.setProperty("quiet", True)
        self.rule.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # gives way to the controls
        self.controls = QHBoxLayout()
        self.controls.setSpacing(6)
        self.table_button = QPushButton(self.tr("As a table"))
        self.table_button.setAccessibleName(self.tr("As a table"))
        self.table_button.setToolTip(self.tr("The exact numbers of this view, to read, to copy and to save"))
        self._tools = QWidget()
        row = QHBoxLayout(self._tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING)
        if differences is not None:
            row.addWidget(differences)
        row.addLayout(self.controls)
        row.addStretch(1)
        row.addWidget(self.table_button)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACING)
        self._grid.setVerticalSpacing(BETWEEN_ROWS)
        self._grid.setColumnStretch(1, 1)
        self._rows = 0
        self._show_in(1)

    def _show_in(self, rows: int) -> None:
        """Place everything in 1, 2 (the rule below) or 3 rows (the controls below the title as well)."""
        if rows == self._rows:
            return
        self._rows = rows
        for widget in (self.title, self.rule, self._tools):
            self._grid.removeWidget(widget)
        self._grid.addWidget(self.title, 0, 0, 1, 3 if rows == 3 else 1)
        self._grid.addWidget(self._tools, *((1, 0, 1, 3) if rows == 3 else (0, 2)))
        self._grid.addWidget(self.rule, *((0, 1) if rows == 1 else (rows - 1, 0, 1, 3)))

    def _fit(self) -> None:
        tools = (self._tools.sizeHint().width() + self._tools.minimumSizeHint().width()) // 2  # pickers may be elided
        needed = self.title.sizeHint().width() + SPACING + tools
        rule = min(self.rule.sizeHint().width(), LEAST_RULE) + SPACING
        rows = 3 if needed > self.width() else 2 if needed + rule > self.width() else 1
        self.title.setMinimumWidth(self.title.sizeHint().width() if rows < 3 else 0)
        self._show_in(rows)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._tools.minimumSizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()  # another title, or a control has come or gone
        return super().event(event)
