"""Pickers of the source and target language, for a model that offers a choice; long lists are searched by typing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QListWidgetItem, QWidget

from gui.look.plain import plain
from gui.state.languages import in_words
from gui.state.session import Session
from gui.views.parts.elided_combo import ElidedComboBox
from gui.views.parts.given_files import LineEdit
from gui.views.parts.popover import Popover
from model.values.languages import language_name

MANY = 12  # from here on the list has a line to search it
WIDEST = 190  # pixels
LIST_SIZE = (270, 320)
CODE = Qt.ItemDataRole.UserRole
MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class LanguageList(Popover):
    """A line to search with and the languages that match, best first."""

    chosen = Signal(str)  # code

    def __init__(self, anchor: QWidget, languages: Sequence[tuple[str, str]], current: str, name: str) -> None:
        """`languages` are (name, code)."""
        super().__init__(anchor, name)
        self._languages = languages
        self.search = LineEdit()
        self.search.setAccessibleName(self.tr("Search a language"))
        self.search.setPlaceholderText(self.tr("Search: a name or a code"))
        self.search.setProperty("field", True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Languages"))
        self.list.setFixedSize(*LIST_SIZE)
        self.list.setProperty("field", True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.none = QLabel(self.tr("No language of this model matches."))
        self.none.setProperty("quiet", True)
        self.none.hide()
        for widget in (self.search, self.list, self.none):
            self.box.addWidget(widget)
        self.setFocusProxy(self.search)
        self.search.textEdited.connect(self._filter)
        self.search.installEventFilter(self)
        self.list.itemActivated.connect(self._take)
        self.list.itemClicked.connect(self._take)
        self._filter("", current)

    def _filter(self, text: str, current: str = "") -> None:
        wanted = text.strip().casefold()
        found = []
        for place, (name, code) in enumerate(self._languages):
            names = name.casefold(), language_name(code).casefold()  # found by its English name too
            if code.casefold() == wanted or any(words.startswith(wanted) for words in names):
                found.append((0, place))
            elif any(wanted in words for words in names) or code.casefold().startswith(wanted):
                found.append((1, place))
        self.list.clear()
        for _, place in sorted(found):
            name, code = self._languages[place]
            item = QListWidgetItem(self.tr("{0}   {1}").format(name, code) if name != code else code)
            item.setData(CODE, code)
            item.setToolTip(plain(code))
            self.list.addItem(item)
            if code == current:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.list.scrollToItem(self.list.currentItem(), QListWidget.ScrollHint.PositionAtCenter)
        self.none.setVisible(not found)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(CODE))
            self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in MOVES:  # the line keeps the focus, so that one can go on typing
                self.list.event(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)


class LanguagePicker(ElidedComboBox):
    """One side's language, shown only while the model offers a choice of it; its code is in the tooltip.

    Where there are many, the list that opens can be searched.
    """

    def __init__(self, session: Session, side: int, parent: QWidget | None = None) -> None:
        """`side` 0 is the source's, 1 the target's."""
        super().__init__(parent)
        self._session, self._side = session, side
        self._list: LanguageList | None = None
        self._name = (self.tr("Language of the source"), self.tr("Language of the translation"))[side]
        self._offered: tuple[str, ...] = ()
        self.setAccessibleName(self._name)
        self.setMinimumContentsLength(5)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaximumWidth(WIDEST)
        self.setStyleSheet(self.styleSheet() + "QComboBox { padding: 0 4px 0 6px; font-size: 12px; }")
        self.activated.connect(lambda _index: session.choose_language(side, self.code))
        session.description_changed.connect(self._show)
        session.languages_changed.connect(self._show)
        self._show()

    @property
    def offers(self) -> bool:
        """Whether there is a choice."""
        return len(self._offered) > 1

    @property
    def languages(self) -> list[tuple[str, str]]:
        """(name, code) of each, by name."""
        return [(self.itemText(i), self.itemData(i)) for i in range(self.count())]

    @property
    def code(self) -> str:
        """The code of the chosen language; "" while there is no choice."""
        return self.currentData() or ""

    @property
    def list(self) -> LanguageList | None:
        """The list with its search line, while it is open."""
        return self._list

    def choose(self, code: str) -> None:
        """Choose a language as a person does."""
        index = self.findData(code)
        if index >= 0:
            self.setCurrentIndex(index)
            self.activated.emit(index)

    def showPopup(self) -> None:
        if self.count() < MANY:
            super().showPopup()
            return
        self._list = LanguageList(self, self.languages, self.code, self._name)
        self._list.chosen.connect(self.choose)
        self._list.destroyed.connect(self._forget)
        self._list.open_below()

    def hidePopup(self) -> None:
        if self._list is not None:
            self._list.close()
        super().hidePopup()

    def _forget(self) -> None:
        self._list = None

    def _show(self) -> None:
        of = self._session.description
        offered = ((of.source_languages, of.target_languages)[self._side]) if of is not None else ()
        with QSignalBlocker(self):
            if offered != self._offered:
                self._offered = offered
                self._fill()
                self.hidePopup()  # an open list holds the languages of another model
            self.setCurrentIndex(self.findData(self._session.languages[self._side]))
        self.setVisible(self.offers)
        name, code = self.currentText(), self.code
        self.setToolTip(plain("\n".join((self._name, f"{name} ({code})" if name != code else code))))

    def _fill(self) -> None:
        self.clear()
        named = ((in_words(language_name(code)), code) for code in self._offered)
        for name, code in sorted(named, key=lambda language: language[0].casefold()):
            self.addItem(name, code)
            self.setItemData(self.count() - 1, plain(code), Qt.ItemDataRole.ToolTipRole)
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(name) for name, _ in self.languages), default=0)
        self.wanted = min(widest + 36, WIDEST)
        self.updateGeometry()
