"""What every picture on the screen offers in its menu: its number, itself, a file of it, its numbers as a table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

from gui.heatmap.figure import Figure, write_figure
from gui.state.folders import Place
from gui.state.session import Session
from gui.views.parts.context_menu import MenuEntry, copy_text, open_menu
from gui.views.parts.file_dialogs import FileKind, ask_save
from model.errors import UserError


def picture_kinds() -> list[FileKind]:
    """The kinds of files that a figure can be written to."""
    picture = QCoreApplication.translate("PictureMenu", "PNG picture")
    return [FileKind(picture, ".png"), FileKind("SVG", ".svg"), FileKind("PDF", ".pdf")]


class PictureMenu:
    """The menu of a panel. What it paints for a file is `figure`, which is None or raises `UserError` where nothing is
    shown; `table` opens its numbers."""

    def __init__(
        self,
        panel: QWidget,
        session: Session,
        figure: Callable[[], Figure | None],
        table: Callable[[], object] | None = None,
    ) -> None:
        self._panel, self._session, self._figure, self._table = panel, session, figure, table

    def open_at(self, event: QContextMenuEvent) -> None:
        """Open the menu. What is copied as text is what a screen reader hears of the widget there."""
        translate = QCoreApplication.translate
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        there = self._panel.childAt(event.pos()) if by_mouse else self._panel.focusWidget()
        told = "" if there is None else there.accessibleDescription()
        try:
            figure = self._figure()
        except UserError:
            figure = None
        shown = figure is not None
        entries = [
            MenuEntry(translate("PictureMenu", "Copy as text"), lambda: copy_text(told), bool(told)),
            MenuEntry(translate("PictureMenu", "Copy the picture"), lambda: self._copy(figure), shown),
            MenuEntry(translate("PictureMenu", "Save the picture…"), lambda: self._save(figure), shown),
        ]
        if self._table is not None:
            entries.append(MenuEntry(translate("PictureMenu", "As a table"), self._table, shown))
        open_menu(self._panel, event, entries)

    def _copy(self, figure: Figure | None) -> None:
        if figure is not None:
            QGuiApplication.clipboard().setImage(figure.image())
            self._session.set_message(QCoreApplication.translate("PictureMenu", "Copied."))

    def _save(self, figure: Figure | None) -> None:
        translate = QCoreApplication.translate
        title = translate("PictureMenu", "Save the picture")
        if figure is None or (path := ask_save(self._panel, title, Place.RESULTS, "figure", picture_kinds())) is None:
            return
        try:
            write_figure(figure, path)
        except UserError as error:
            self._session.set_message(error.sentence, error=True)
        else:
            self._session.set_message(translate("PictureMenu", "Saved as {0}.").format(path))
