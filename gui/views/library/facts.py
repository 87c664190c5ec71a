"""A few facts below one another, each with its name; what does not fit is elided; the tooltip has all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFormLayout, QWidget

from gui.look.plain import PlainLabel, plain
from gui.views.parts.elided_label import ElidedLabel


class Facts(QWidget):
    """A list of facts; rows without a value are hidden."""

    def __init__(self, names: Sequence[str], lines: int = 1, parent: QWidget | None = None) -> None:
        """A value may take up to `lines` lines."""
        super().__init__(parent)
        self._values: list[ElidedLabel] = []
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(12)
        self._form.setVerticalSpacing(3)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name in names:
            label, value = PlainLabel(name), ElidedLabel(max_lines=lines)
            label.setProperty("quiet", True)
            value.setAccessibleName(name)
            self._values.append(value)
            self._form.addRow(label, value)

    def show_values(self, values: Sequence[str]) -> None:
        """One for each name, in their order."""
        for row, (label, value) in enumerate(zip(self._values, values, strict=True)):
            label.setText(value)
            label.setToolTip(plain(value))
            self._form.setRowVisible(row, bool(value))

    def texts(self) -> list[str]:
        return [label.text() for label in self._values]
