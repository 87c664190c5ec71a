"""One number that a last row can read, and under it what it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.look.plain import PlainLabel


class BigNumber(QWidget):
    """One number that a person in the last row can read, and what it is."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._value = PlainLabel()
        self._value.setStyleSheet("font-size: 22px; font-weight: 600;")
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight)
        caption = PlainLabel(name)
        caption.setProperty("quiet", True)
        caption.setAlignment(Qt.AlignmentFlag.AlignRight)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._value)
        layout.addWidget(caption)
        self.setAccessibleName(name)

    @property
    def value(self) -> str:
        return self._value.text()

    def set_value(self, value: str) -> None:
        self._value.setText(value)
        self._value.ensurePolished()  # or the width would be that of small digits
        self._value.setMinimumWidth(self._value.sizeHint().width())
        self.setAccessibleDescription(value)
