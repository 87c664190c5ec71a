"""Third part: the tensors by role, to be chosen; all parameters; and a trial on a sentence pair."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.views.checkpoint.report import ReportPart
from gui.views.checkpoint.roles import RolesPart
from gui.views.checkpoint.trial import TrialPart

ROLES_PAGE, REPORT_PAGE, TRIAL_PAGE = range(3)


class TensorsPart(QFrame):
    """One page at a time, chosen by the buttons above it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.roles, self.report, self.trial = RolesPart(), ReportPart(), TrialPart()
        title = QLabel(self.tr("3  Tensors"))
        title.setProperty("title", True)
        self.pages = QStackedWidget()
        self.tabs = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(title)
        row.addStretch(1)
        names = (self.tr("Parts"), self.tr("All parameters"), self.tr("Try a sentence pair"))
        for number, (name, page) in enumerate(zip(names, (self.roles, self.report, self.trial), strict=True)):
            button = QToolButton()
            button.setText(name)
            button.setAccessibleName(name)
            button.setCheckable(True)
            button.setProperty("choice", True)
            self.tabs.addButton(button, number)
            self.pages.addWidget(page)
            row.addWidget(button)
        self.tabs.button(ROLES_PAGE).setChecked(True)
        self.tabs.idClicked.connect(self.pages.setCurrentIndex)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.pages, 1)
