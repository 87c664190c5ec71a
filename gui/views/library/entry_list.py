"""The list of models: a name and a line of facts each, the one in use marked, unusable ones greyed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui.look.look import look
from gui.look.plain import plain
from gui.state.language import language
from gui.state.languages import in_words
from gui.views.library.words import facts_text
from model.library.entry import LibraryEntry

ENTRY, USED = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
PROBLEM = Qt.ItemDataRole.UserRole + 2  # in words
SIDE, ABOVE, BETWEEN = 12, 7, 2  # pixels


class EntryList(QListWidget):
    """`entry_changed` with the entry that is current now, or None; `entry_activated` for one that is to be used."""

    entry_changed = Signal(object)  # LibraryEntry | None
    entry_activated = Signal(object)  # LibraryEntry

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Delegate(self))
        self.setProperty("field", True)
        self.setAccessibleName(self.tr("Models on this computer"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.currentItemChanged.connect(lambda item, _before: self.entry_changed.emit(_entry(item)))
        self.itemActivated.connect(lambda item: self.entry_activated.emit(_entry(item)))

    @property
    def entry(self) -> LibraryEntry | None:
        return _entry(self.currentItem())

    def set_entries(self, entries: Sequence[LibraryEntry], used: str) -> None:
        """Show these; the current one stays current where it is among them. `used` is the key of the model in use."""
        before = self.entry
        with QSignalBlocker(self):
            self.clear()
            for entry in entries:
                name = in_words(entry.name)
                item = QListWidgetItem(name)
                facts, problem = facts_text(entry, self.locale()), language.say(entry.problem)
                item.setData(ENTRY, entry)
                item.setData(USED, entry.key == used)
                item.setData(PROBLEM, problem)
                spoken = [name, self.tr("in use") if entry.key == used else "", facts, problem]
                item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(part for part in spoken if part))
                item.setToolTip(plain("\n".join(part for part in (name, facts, problem) if part)))
                self.addItem(item)
        if before is not None:
            self.select(before.key)
        if self.entry != before:
            self.entry_changed.emit(self.entry)

    def select(self, key: str) -> bool:
        """Make the entry with this key current; False where there is none."""
        for row in range(self.count()):
            entry = _entry(self.item(row))
            if entry is not None and entry.key == key:
                self.setCurrentRow(row)
                self.scrollToItem(self.item(row))
                return True
        return False


def _entry(item: QListWidgetItem | None) -> LibraryEntry | None:
    return item.data(ENTRY) if item is not None else None


class _Delegate(QStyledItemDelegate):
    """Two lines an entry."""

    def _fonts(self, option: QStyleOptionViewItem, used: bool) -> tuple[QFont, QFont]:
        name, small = QFont(option.font), QFont(option.font)
        name.setBold(used)
        small.setPixelSize(12)
        return name, small

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        name, small = self._fonts(option, True)
        return QSize(80, QFontMetrics(name).height() + QFontMetrics(small).height() + 2 * ABOVE + BETWEEN)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: LibraryEntry = index.data(ENTRY)
        used, theme, rect = bool(index.data(USED)), look.theme, option.rect
        name, small = self._fonts(option, used)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.raised))
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 1, -2, -1), 5, 5)
        if selected:
            painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(QRectF(rect.left() + 2, rect.top() + 5, 3, rect.height() - 10), 1.5, 1.5)
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(theme.accent))
            painter.drawRoundedRect(QRectF(rect).adjusted(2.5, 1.5, -2.5, -1.5), 5, 5)
        room = rect.adjusted(SIDE, ABOVE, -SIDE, -ABOVE)
        first = QRect(room.left(), room.top(), room.width(), QFontMetrics(name).height())
        if used:
            badge = self.tr("in use")
            painter.setFont(small)
            painter.setPen(QColor(theme.accent))
            painter.drawText(first, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, badge)
            first.setRight(first.right() - QFontMetrics(small).horizontalAdvance(badge) - 8)
        painter.setFont(name)
        painter.setPen(QColor(theme.quiet if entry.problem else theme.text))
        self._line(painter, first, index.data(Qt.ItemDataRole.DisplayRole))
        second = QRect(room.left(), first.bottom() + 1 + BETWEEN, room.width(), QFontMetrics(small).height())
        painter.setFont(small)
        facts = facts_text(entry, option.locale)
        painter.setPen(QColor(theme.error if entry.problem else theme.quiet))
        self._line(painter, second, index.data(PROBLEM) or facts)
        painter.restore()

    def _line(self, painter: QPainter, room: QRect, text: str) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
