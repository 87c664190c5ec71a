"""The top row: which page; for translating the model, how it decodes and the button that starts and stops.

In a narrow window it leaves out the program's name, the model's sizes and the word beside the sign of *live*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
    QStandardItemModel,
)
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from gui.heatmap.words import all_heads_text, heads_text, layers_text
from gui.look.look import look
from gui.look.plain import plain
from gui.state.language import language
from gui.state.languages import in_words
from gui.state.session import Activity, Session
from gui.views.panels.decoding_picker import DecodingPicker
from gui.views.panels.differences import DifferencesButton
from gui.views.panels.page_switch import Page, PageSwitch
from gui.views.parts.elided_combo import ElidedComboBox
from gui.views.parts.elided_label import ElidedLabel
from gui.views.parts.numbers import count_text
from gui.views.parts.run_picker import RunPicker
from model.values.decoding import DecodingSettings
from model.values.description import ModelDescription

HEIGHT = 44
SIDE, NARROW_SIDE, GAP, NARROW_GAP = 14, 6, 10, 6  # pixels
SIZES_SHARE = 1000  # parts of the free width, to 1 part of the gap behind the pickers
SPARE = 60  # pixels more than needed, so that the names of models can be read
WIDEST_PICKER = 260
OPEN_MODEL, OPEN_TRACE, LIBRARY = 0, 1, 2  # item data of the last entries; that of a model is its key, a string


@dataclass(frozen=True)
class ModelChoice:
    """An entry of the model picker; one with a `problem` cannot be chosen, and its tooltip says why."""

    label: str
    key: str
    tip: str = ""
    problem: str = ""


class Header(QWidget):
    """One row, whose middle belongs to the page that is shown. Other parts of the window add their buttons to the
    translation's middle with `add_button`."""

    page_chosen = Signal(object)  # Page
    model_chosen = Signal(str)
    library_requested = Signal()
    open_model_requested = Signal()
    open_trace_requested = Signal()
    settings_changed = Signal()
    live_toggled = Signal(bool)
    translate_requested = Signal()
    stop_requested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._chosen = -1
        self._narrow = False
        self._needed = 0  # pixels for everything
        self.setFixedHeight(HEIGHT)
        self.name = QLabel(self.tr("Translucent"))
        self.name.setProperty("name", True)
        self.models = ElidedComboBox()
        self.models.setAccessibleName(self.tr("Model"))
        self.models.setToolTip(self.tr("The model that translates"))
        self.models.setMaximumWidth(WIDEST_PICKER)
        self.models.setMinimumContentsLength(8)
        self.models.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.models.activated.connect(self._model_activated)
        self.sizes = ElidedLabel(whole_only=True)
        self.sizes.setProperty("quiet", True)
        self.sizes.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # the pickers come first
        self.differences = DifferencesButton(session)
        self.decoding = DecodingPicker()
        self.decoding.settings_changed.connect(self._decoding_chosen)
        self.live_button = QToolButton()
        self.live_button.setCheckable(True)
        self.live_button.setAccessibleName(self.tr("Live"))
        self.live_button.setToolTip(self.tr("Translate while you type"))
        self.live_button.toggled.connect(self._live_changed)
        self.translate_button = QPushButton()
        self.translate_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.translate_button.clicked.connect(self._translate_clicked)
        for keys in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(QKeySequence(Qt.Modifier.CTRL | keys), self)
            shortcut.activated.connect(self._translate_by_key)
        self.switch = PageSwitch()
        self.switch.chosen.connect(self.page_chosen)
        self.runs = RunPicker()
        self._tools = QWidget()  # of the translation
        self._row = QHBoxLayout(self._tools)
        self._row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.models, self.sizes, self.differences, self.decoding):
            self._row.addWidget(widget)
        self._row.setStretchFactor(self.sizes, SIZES_SHARE)
        self._row.addStretch(1)
        self._row.addWidget(self.live_button)
        self._row.addWidget(self.translate_button)
        self._whole = row = QHBoxLayout(self)
        row.addWidget(self.name)
        row.addWidget(self.switch)
        row.addWidget(self._tools, 1)
        row.addWidget(self.runs)
        row.addStretch(0)
        self._set_narrow(False)
        self.set_page(Page.TRANSLATE)
        session.description_changed.connect(self._show_description)
        session.activity_changed.connect(self._show_activity)
        session.languages_changed.connect(self._tell_decoding)
        self._tell_decoding()
        self.set_models([])
        self._show_description()
        self._show_activity()

    def set_page(self, page: Page) -> None:
        """Show what belongs to a page; `page_chosen` is not emitted."""
        self.switch.set_page(page)
        self._tools.setVisible(page is Page.TRANSLATE)
        self.runs.setVisible(page is Page.TRAIN)

    # ---- room ----

    def _set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        side, gap = (NARROW_SIDE, NARROW_GAP) if narrow else (SIDE, GAP)
        self._whole.setContentsMargins(side, 0, side, 1)
        self._whole.setSpacing(gap)
        self._row.setSpacing(gap)
        self.name.setVisible(not narrow)
        self.sizes.setVisible(not narrow)
        self.switch.set_narrow(narrow)
        self._show_live()
        self._show_activity()

    def _fit(self) -> None:
        if not self._narrow:
            self._needed = self.minimumSizeHint().width() + SPARE
        if self._narrow != (self.width() < self._needed):
            self._set_narrow(not self._narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()  # a button has come or gone
        return super().event(event)

    def add_button(self, button: QWidget) -> None:
        """Put another part's button before *Translate*."""
        self._row.insertWidget(self._row.count() - 1, button)

    def set_models(self, models: Sequence[ModelChoice]) -> None:
        """The models to choose from; nothing is chosen until `select_model`."""
        with QSignalBlocker(self.models):
            self.models.clear()
            for choice in models:
                self.models.addItem(choice.label, choice.key)
                last = self.models.count() - 1
                lines = [choice.tip or choice.label, *([choice.problem] if choice.problem else [])]
                self.models.setItemData(last, plain("\n".join(lines)), Qt.ItemDataRole.ToolTipRole)
                self._set_enabled(last, not choice.problem)
            if models:
                self.models.insertSeparator(self.models.count())
            self.models.addItem(self.tr("Models\u2026"), LIBRARY)
            about = self.tr("All models of this computer: their cards, and how to get more (Ctrl+O)")
            self.models.setItemData(self.models.count() - 1, plain(about), Qt.ItemDataRole.ToolTipRole)
            self.models.addItem(self.tr("Open a model folder\u2026"), OPEN_MODEL)
            self.models.addItem(self.tr("Open a trace\u2026"), OPEN_TRACE)
            self._chosen = -1
            self.models.setCurrentIndex(-1)
            self._show_placeholder()

    def _set_enabled(self, index: int, enabled: bool) -> None:
        items = self.models.model()
        assert isinstance(items, QStandardItemModel)
        items.item(index).setEnabled(enabled)

    def select_model(self, key: str) -> None:
        """Show which model is in use; `model_chosen` is not emitted. An unknown key shows none.

        The model in use can be chosen again, even if its entry has a `problem`.
        """
        self._chosen = self.models.findData(key)
        with QSignalBlocker(self.models):
            if self._chosen >= 0:
                self._set_enabled(self._chosen, True)
            self.models.setCurrentIndex(self._chosen)

    def label_of(self, key: str) -> str:
        """What the list calls a model; "" if it is not listed."""
        place = self.models.findData(key)
        return self.models.itemText(place) if place >= 0 else ""

    @property
    def settings(self) -> DecodingSettings:
        """How the next piece is chosen, and from which language into which."""
        source, target = self._session.languages
        return replace(self.decoding.settings, source_language=source, target_language=target)

    def set_settings(self, settings: DecodingSettings) -> None:
        """Show other decoding settings; `settings_changed` is not emitted."""
        self.decoding.set_settings(settings)
        self._tell_decoding()

    def _decoding_chosen(self) -> None:
        self._tell_decoding()
        self.settings_changed.emit()

    def _tell_decoding(self) -> None:
        self._session.set_decoding(self.settings)

    @property
    def live(self) -> bool:
        return self.live_button.isChecked()

    def set_live(self, live: bool) -> None:
        """Show the switch as it was the last time; `live_toggled` is not emitted."""
        with QSignalBlocker(self.live_button):
            self.live_button.setChecked(live)
        self._show_live()

    def _model_activated(self, index: int) -> None:
        data = self.models.itemData(index)
        if isinstance(data, str):
            self._chosen = index
            self.model_chosen.emit(data)
        else:
            with QSignalBlocker(self.models):
                self.models.setCurrentIndex(self._chosen)  # these entries are requests; the choice stays
            requests = {
                LIBRARY: self.library_requested,
                OPEN_MODEL: self.open_model_requested,
                OPEN_TRACE: self.open_trace_requested,
            }
            requests[data].emit()

    def _live_changed(self, live: bool) -> None:
        self._show_live()
        self.live_toggled.emit(live)

    def _show_live(self) -> None:
        sign, words = ("\u25cf", self.tr("\u25cf Live")) if self.live else ("\u25cb", self.tr("\u25cb Live"))
        self.live_button.setText(sign if self._narrow else words)

    @property
    def _running(self) -> bool:
        return self._session.activity in (Activity.DECODING, Activity.WAITING)

    def _translate_clicked(self) -> None:
        (self.stop_requested if self._running else self.translate_requested).emit()

    def _translate_by_key(self) -> None:
        if self.translate_button.isEnabled() and self.switch.page is Page.TRANSLATE:
            self.translate_requested.emit()  # while one runs too: the newest request wins

    def _show_placeholder(self) -> None:
        """What stands in the list while no model is chosen."""
        loading = self._session.activity is Activity.LOADING
        self.models.setPlaceholderText(self.tr("Loading…") if loading else self.tr("Choose a model"))

    def _show_activity(self) -> None:
        self._show_placeholder()
        button, running = self.translate_button, self._running
        texts = (self.tr("Translate"), self.tr("Stop"))
        bold = QFont(button.font())
        bold.setBold(True)  # measured in bold, because the primary button is bold
        width = max(QFontMetrics(bold).horizontalAdvance(text) for text in texts) + (24 if self._narrow else 36)
        button.setFixedWidth(width)  # or the row would jump at every start and stop
        button.setText(texts[running])
        button.setAccessibleName(texts[running])
        button.setToolTip(self.tr("Stop decoding") if running else self.tr("Translate (Ctrl+Enter)"))
        button.setEnabled(running or self._session.activity in (Activity.IDLE, Activity.LOADING))
        button.setProperty("primary", not running)
        button.style().unpolish(button)
        button.style().polish(button)

    def _show_description(self) -> None:
        description = self._session.description
        self.sizes.setText(self._sizes_text(description) if description else "")
        self.sizes.setMaximumWidth(self.sizes.sizeHint().width() + 1)  # what is left goes to the gap
        self.sizes.setToolTip(plain(self._sizes_tooltip(description) if description else ""))

    def _sizes_text(self, of: ModelDescription) -> str:
        same = of.encoder_layers == of.decoder_layers
        layers = str(of.encoder_layers) if same else f"{of.encoder_layers}+{of.decoder_layers}"
        return self.tr("{0} \u00b7 d_model {1}").format(all_heads_text(layers, of.heads), of.d_model)

    def _sizes_tooltip(self, of: ModelDescription) -> str:
        locale = self.locale()
        norms = {"post": self.tr("after each sub-layer"), "pre": self.tr("before each sub-layer")}
        lines = [
            in_words(of.name),
            self.tr("family: {0}").format(of.family),
            self.tr("{0} parameters").format(count_text(of.parameters, locale)),
            self.tr("encoder {0}, decoder {1}, {2}").format(
                layers_text(of.encoder_layers), layers_text(of.decoder_layers), heads_text(of.heads)
            ),
            self.tr("d_model {0}, d_ff {1}, norm {2}").format(of.d_model, of.d_ff, norms.get(of.norm, of.norm)),
            self.tr("vocabulary {0} / {1} pieces").format(
                count_text(of.source_vocab_size, locale), count_text(of.target_vocab_size, locale)
            ),
        ]
        if of.differences:
            lines += ["", self.tr("This model differs from the paper:"), *map(language.say, of.differences)]
        return "\n".join(lines)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.fillRect(self.rect(), QColor(look.theme.panel))
            painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(look.theme.line))
        finally:
            painter.end()
