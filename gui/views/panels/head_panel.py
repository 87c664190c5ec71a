"""The panel of one head: what it is, what is summed up, how colours are spread, and its big map."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.heatmap.figure import Figure, map_figure
from gui.heatmap.head_map import HeadMap
from gui.heatmap.scale import ScaleMode
from gui.heatmap.summary import Summary
from gui.heatmap.token_axis import key_labels, query_labels
from gui.heatmap.words import all_heads_text, group_text, head_text, heads_text, layers_text
from gui.look.plain import PlainLabel, plain
from gui.look.theme import LIGHT
from gui.state.selection import Selection
from gui.state.session import Session
from gui.views.parts.elided_combo import ElidedComboBox
from gui.views.parts.elided_label import ElidedLabel
from gui.views.parts.picture_menu import PictureMenu
from gui.views.parts.weights_table import WeightsTable
from model.values.sites import ENCODER_SELF

NARROWEST_PICKER = 92  # px; its text ends in an ellipsis, and the other columns keep their room


class HeadPanel(QFrame):
    """The selected head, or a summary of many; the title and the legend name what the controls have chosen."""

    table_requested = Signal()  # the person wants the shown map as a table
    mode_changed = Signal(object)  # ScaleMode
    summary_changed = Signal(object)  # Summary

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self.setProperty("panel", True)
        self.setAccessibleName(self.tr("One head"))
        self.map = HeadMap(session, selection, self)
        self._title = PlainLabel(parent=self)
        self._title.setProperty("title", True)
        self._group_label = ElidedLabel(parent=self)
        self._group_label.setProperty("quiet", True)
        self.rows = _GivingLabel(self)
        self.rows.setProperty("quiet", True)
        self._summary, self._mode = self._pickers()
        self._table = QPushButton(self.tr("As a table"))
        self._table.setAccessibleName(self.tr("As a table"))
        self._table.setToolTip(self.tr("The exact numbers of this map, to read and to copy"))
        titles = QHBoxLayout()
        titles.setSpacing(6)
        titles.addWidget(self._title)
        titles.addWidget(self._group_label)
        titles.addWidget(self.rows, 1)
        controls = QHBoxLayout()
        controls.setSpacing(6)
        controls.addWidget(self._summary)
        controls.addWidget(self._mode)
        controls.addStretch(1)
        controls.addWidget(self._table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 6)
        layout.setSpacing(6)
        layout.addLayout(titles)
        layout.addLayout(controls)
        layout.addWidget(self.map, 1)
        self.setTabOrder(self._table, self.map)
        self._show_title()
        self._summary.currentIndexChanged.connect(self._summary_chosen)
        self._mode.currentIndexChanged.connect(self._mode_chosen)
        self._table.clicked.connect(self.table_requested)
        self.map.table_wanted.connect(self.table_requested)
        selection.changed.connect(self._show_title)
        session.trace_changed.connect(self._show_title)

    def _pickers(self) -> tuple[ElidedComboBox, ElidedComboBox]:
        """Which heads are shown, and how colours are spread."""
        summaries = {
            Summary.HEAD: self.tr("This head"),
            Summary.MEAN_HEADS: self.tr("Mean of heads"),
            Summary.MAX_HEADS: self.tr("Maximum of heads"),
            Summary.MEAN_LAYERS: self.tr("Mean of layers"),
            Summary.MAX_LAYERS: self.tr("Maximum of layers"),
            Summary.MEAN_ALL: self.tr("Mean of all"),
            Summary.MAX_ALL: self.tr("Maximum of all"),
        }
        modes = {
            ScaleMode.LINEAR: self.tr("Plain scale"),
            ScaleMode.GAMMA: self.tr("Stretch: √weight"),
            ScaleMode.PER_ROW: self.tr("Stretch: each row"),
        }
        summary, mode = ElidedComboBox(self), ElidedComboBox(self)
        summary.addItems([summaries[one] for one in Summary])
        mode.addItems([modes[one] for one in ScaleMode])
        for picker in (summary, mode):
            picker.setMinimumWidth(NARROWEST_PICKER)
        summary.setAccessibleName(self.tr("Which heads are shown"))
        summary.setToolTip(self.tr("One head, or the mean or maximum of many"))
        mode.setAccessibleName(self.tr("Colour scale"))
        mode.setToolTip(self.tr("How weights become colours; a stretch is named in the legend"))
        return summary, mode

    @property
    def summary(self) -> Summary:
        return self.map.summary

    @property
    def mode(self) -> ScaleMode:
        return self.map.mode

    def set_summary(self, summary: Summary) -> None:
        self._summary.setCurrentIndex(list(Summary).index(summary))

    def set_mode(self, mode: ScaleMode) -> None:
        self._mode.setCurrentIndex(list(ScaleMode).index(mode))

    def _show_title(self) -> None:
        now = self._selection.now
        self._title.setText(self.title_text())
        self._group_label.setText(group_text(now.group))
        if now.group == ENCODER_SELF:
            self.rows.set_texts(self.tr("rows look at columns"), self.tr("rows look at columns"))
        else:
            self.rows.set_texts(self.tr("rows: input piece → predicts next"), self.tr("rows: input → next"))
        trace = self._session.trace
        there = trace is None or bool(trace.maps)  # a model without attention has no head to name
        self._title.setVisible(there)
        self._group_label.setVisible(there)
        self.rows.setVisible(trace is not None and there)

    def open_table(self, parent: QWidget, moment: str = "") -> WeightsTable | None:
        """The numbers of the map that is shown, in a window of their own; `moment` tells which of several maps."""
        picture = self.map.picture()
        if picture is None:
            return None
        group = picture.group
        rows = [label.both for label in query_labels(picture.trace, group)]
        columns = [label.text for label in key_labels(picture.trace.key_pieces(group))]
        title = ", ".join(part for part in (self.title_text(), group_text(group), moment) if part)
        table = WeightsTable(title, rows, columns, picture.weights, picture.reasons, parent)
        table.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        table.show()
        return table

    def figure(self) -> Figure | None:
        """The map that is shown, with all its steps, as a figure for a file; None without a trace."""
        picture = self.map.picture()
        if picture is None:
            return None
        title = f"{self.title_text()}, {group_text(picture.group)}"
        return map_figure(picture.trace, picture.group, picture.weights, title, LIGHT, self.mode)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        PictureMenu(self, self._session, self.figure, self.table_requested.emit).open_at(event)

    def title_text(self) -> str:
        """The head, or the rule by which many became one map."""
        now, trace = self._selection.now, self._session.trace
        there = trace.maps.get(now.group.name) if trace is not None else None
        layers, heads = (there.layers, there.heads) if there is not None else (1, 1)
        summary = self.map.summary
        if summary is Summary.MEAN_HEADS:
            return self.tr("Layer {0} · mean of {1}").format(now.layer + 1, heads_text(heads))
        if summary is Summary.MAX_HEADS:
            return self.tr("Layer {0} · maximum of {1}").format(now.layer + 1, heads_text(heads))
        if summary is Summary.MEAN_LAYERS:
            return self.tr("Head {0} · mean of {1}").format(now.head + 1, layers_text(layers))
        if summary is Summary.MAX_LAYERS:
            return self.tr("Head {0} · maximum of {1}").format(now.head + 1, layers_text(layers))
        if summary is Summary.MEAN_ALL:
            return self.tr("Mean of {0}").format(all_heads_text(layers, heads))
        if summary is Summary.MAX_ALL:
            return self.tr("Maximum of {0}").format(all_heads_text(layers, heads))
        return head_text(now.layer, now.head)

    def _summary_chosen(self, index: int) -> None:
        self.map.set_summary(list(Summary)[index])
        self._show_title()
        self.summary_changed.emit(self.map.summary)

    def _mode_chosen(self, index: int) -> None:
        self.map.set_mode(list(ScaleMode)[index])
        self.mode_changed.emit(self.map.mode)


class _GivingLabel(QLabel):
    """Right-aligned words; if they do not fit, the short text, so that the panel does not grow. The tooltip has all."""

    _short = ""

    def set_texts(self, text: str, short: str) -> None:
        self._short = short
        self.setText(text)
        self.setToolTip(plain(text))

    @property
    def shown(self) -> str:
        """What is drawn."""
        metrics = self.fontMetrics()
        text = self.text() if metrics.horizontalAdvance(self.text()) <= self.width() else self._short
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            self.style().drawItemText(
                painter,
                self.rect(),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                self.palette(),
                self.isEnabled(),
                self.shown,
                self.foregroundRole(),
            )
        finally:
            painter.end()
