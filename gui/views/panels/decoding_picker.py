"""Greedy, beam or sampling at one press, and a button to the dialog with the rest of the decoding settings."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QWidget

from gui.look.plain import plain
from gui.views.panels.decoding_dialog import DecodingDialog
from gui.views.parts.elided_combo import ElidedComboBox
from model.values.decoding import DecodingSettings, Method

METHODS: tuple[Method, ...] = ("greedy", "beam", "sample")


class DecodingPicker(QWidget):
    """Holds the `DecodingSettings`; `settings_changed` when the person chose others."""

    settings_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = DecodingSettings()
        self._dialog: DecodingDialog | None = None
        self.combo = ElidedComboBox()
        self.combo.setAccessibleName(self.tr("Decoding method"))
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.combo.addItems([""] * len(METHODS))
        self.combo.activated.connect(self._method_chosen)
        self.more_button = QToolButton()
        self.more_button.setText("\u22ef")
        self.more_button.setAccessibleName(self.tr("Decoding settings"))
        self.more_button.setToolTip(self.tr("Beam size, temperature and the other decoding settings"))
        self.more_button.setStyleSheet("QToolButton { padding: 4px 6px; }")
        self.more_button.clicked.connect(self.open_dialog)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.combo)
        layout.addWidget(self.more_button)
        self._show_settings()

    @property
    def settings(self) -> DecodingSettings:
        return self._settings

    @property
    def dialog(self) -> DecodingDialog | None:
        """The settings dialog while it is open."""
        return self._dialog

    def set_settings(self, settings: DecodingSettings) -> None:
        """Show other settings, for example those of the last time; `settings_changed` is not emitted."""
        self._settings = settings
        self._show_settings()

    def open_dialog(self) -> None:
        dialog = DecodingDialog(self._settings, self)
        dialog.accepted.connect(lambda: self._choose(dialog.settings))
        dialog.finished.connect(self._dialog_closed)
        self._dialog = dialog
        dialog.open()

    def _dialog_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _method_chosen(self, index: int) -> None:
        self._choose(replace(self._settings, method=METHODS[index]))

    def _choose(self, settings: DecodingSettings) -> None:
        changed = settings != self._settings
        self.set_settings(settings)
        if changed:
            self.settings_changed.emit()

    def _show_settings(self) -> None:
        settings = self._settings
        names = (self.tr("Greedy"), self.tr("Beam {0}").format(settings.beam), self.tr("Sampling"))
        tooltips = (
            self.tr("Always the likeliest next piece"),
            self.tr("{0} hypotheses, GNMT length penalty {1}").format(settings.beam, f"{settings.length_penalty:g}"),
            self.tr("Temperature {0}, top-k {1}, top-p {2}, seed {3}").format(
                f"{settings.temperature:g}", settings.top_k or self.tr("all"), f"{settings.top_p:g}", settings.seed
            ),
        )
        with QSignalBlocker(self.combo):
            for i, name in enumerate(names):
                # it must be visible, because a forced beginning changes every translation
                self.combo.setItemText(i, self.tr("{0} + beginning").format(name) if settings.prefix else name)
            self.combo.setCurrentIndex(METHODS.index(settings.method))
        tooltip = tooltips[METHODS.index(settings.method)]
        if settings.prefix:
            tooltip = self.tr("{0}; begins with \u201c{1}\u201d").format(tooltip, settings.prefix)
        self.combo.setToolTip(plain(tooltip))
