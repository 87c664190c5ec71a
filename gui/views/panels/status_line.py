"""The bottom row: device, speed, memory, and what the session has to say."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from gui.look.look import look
from gui.look.plain import PlainLabel, plain
from gui.state.language import LANGUAGES, language
from gui.state.session import Session
from gui.views.library.words import size_text
from gui.views.panels.page_switch import Page
from gui.views.parts.elided_label import ElidedLabel

MESSAGE_LINES = 2


class StatusLine(QWidget):
    """Facts on the left, a hint on the right; a message takes the hint's place until it is dismissed.

    Last comes the language that the screen could also speak, by its own name.
    """

    language_chosen = Signal(str)  # its code

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._hinting = True  # whether there is anything to hint at
        self.facts = QWidget()
        self.device, self.speed, self.recorded = PlainLabel(), PlainLabel(), PlainLabel()
        self.message = ElidedLabel(max_lines=MESSAGE_LINES)
        self.message.setAccessibleName(self.tr("Message"))
        self.dismiss_button = QToolButton()
        self.dismiss_button.setText("\u2715")
        self.dismiss_button.setAccessibleName(self.tr("Dismiss the message"))
        self.dismiss_button.setToolTip(self.tr("Dismiss the message"))
        self.dismiss_button.setProperty("flat", True)
        self.dismiss_button.setProperty("bare", True)
        self.dismiss_button.setFixedSize(20, 18)
        self.dismiss_button.clicked.connect(lambda: session.set_message(""))
        self.hint = ElidedLabel()
        other = language.other
        self.language_button = QToolButton()
        self.language_button.setText(LANGUAGES[other])
        self.language_button.setAccessibleName(self.tr("Change the language to {0}").format(LANGUAGES[other]))
        self.language_button.setToolTip(plain(self.tr("Show everything in {0}").format(LANGUAGES[other])))
        self.language_button.setProperty("flat", True)
        self.language_button.setStyleSheet("QToolButton { padding: 0 4px; font-size: 12px; }")
        self.language_button.setFixedHeight(18)
        self.language_button.clicked.connect(lambda: self.language_chosen.emit(other))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 14, 4)
        row.setSpacing(18)
        facts = QHBoxLayout(self.facts)
        facts.setContentsMargins(0, 0, 0, 0)
        facts.setSpacing(18)
        for label in (self.device, self.speed, self.recorded):
            label.setProperty("quiet", True)
            label.hide()
            facts.addWidget(label)
        row.addWidget(self.facts)
        self.hint.setProperty("quiet", True)
        row.addWidget(self.message, 1)
        row.addWidget(self.dismiss_button)
        row.addStretch(0)
        row.addWidget(self.hint)
        row.addWidget(self.language_button)
        session.description_changed.connect(self._show_description)
        session.message_changed.connect(self._show_message)
        look.changed.connect(self._show_message)
        self._show_description()
        self.set_page(Page.TRANSLATE)

    def set_page(self, page: Page, with_heads: bool = False) -> None:
        """Show the facts on the translate page only, and the hint of a page; a training has one only `with_heads`."""
        translating = page is Page.TRANSLATE
        self.facts.setVisible(translating)
        self._hinting = translating or with_heads
        if translating:
            text = self.tr("hover a cell for its value \u00b7 arrows move \u00b7 1 2 3 switch kind \u00b7 Space plays")
        else:
            text = self.tr("Space plays the training \u00b7 1 2 3 switch kind \u00b7 arrows move")
        self.hint.setText(text)
        self._show_message()

    def set_speed(self, encoding: float, decoding: float, pieces: int) -> None:
        """How long the encoder took, and the decoder for all pieces that it has predicted, in seconds; without pieces
        nothing is shown."""
        if not pieces:
            self._show_fact(self.speed, "")
            return
        each, encoder, decoder = (
            self.locale().toString(1000 * seconds, "f", 1) for seconds in (decoding / pieces, encoding, decoding)
        )
        tip = self.tr(
            "Decoder: {0} ms for {1} predicted pieces of all sentences that are translated together, search and "
            "recording included. Encoder, before that: {2} ms."
        ).format(decoder, pieces, encoder)
        self._show_fact(self.speed, self.tr("{0} ms a piece").format(each), tip)

    def set_recorded(self, size: int) -> None:
        """How many bytes of attention are recorded; 0 hides it."""
        tip = self.tr("All attention weights of all sentences that are kept, four bytes each")
        text = self.tr("recorded {0}").format(size_text(size, self.locale())) if size else ""
        self._show_fact(self.recorded, text, tip)

    def _show_fact(self, label: QLabel, text: str, tip: str = "") -> None:
        label.setText(text)
        label.setToolTip(plain(tip))
        label.setVisible(bool(text))

    def _show_description(self) -> None:
        of = self._session.description
        words = self.tr("{0} \u00b7 {1}").format(language.say(of.device), of.precision) if of else ""
        self._show_fact(self.device, words)

    def _show_message(self) -> None:
        message, is_error = self._session.message, self._session.message_is_error
        self.message.setText(message)
        self.message.setToolTip(plain(message))
        color = look.theme.error if is_error else look.theme.text
        self.message.setStyleSheet(f"color: {color}; font-size: 12px;")
        for widget in (self.message, self.dismiss_button):
            widget.setVisible(bool(message))
        self.hint.setVisible(self._hinting and not message)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.fillRect(self.rect(), QColor(look.theme.panel))
            painter.fillRect(0, 0, self.width(), 1, QColor(look.theme.line))
        finally:
            painter.end()
