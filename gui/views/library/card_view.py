"""A model's card, read only. It is untrusted: nothing that it names is fetched or opened automatically."""

from __future__ import annotations

import re

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QFont, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QTextBrowser, QWidget

LONGEST = 200_000  # characters that are laid out; a card of a million would hold up the window
MARGIN = 12  # pixels round the text
HEADING_PIXELS = (17, 15, 13)
_FRONT_MATTER = re.compile(r"\A---\s*\n.*?\n---\s*(\n|\Z)", re.DOTALL)  # of the hub's cards; the page shows these facts
_PICTURE = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)")


class CardView(QTextBrowser):
    """Markdown without pictures; a link opens in the person's own browser when it is pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("The model's card"))
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.anchorClicked.connect(_open)

    def show_card(self, text: str) -> None:
        """Show this card from its beginning."""
        text = _PICTURE.sub(r"\1", _FRONT_MATTER.sub("", text[:LONGEST].lstrip())).strip()
        features = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
        document = self.document()
        document.setMarkdown(text or self.tr("This model has no card."), features)
        document.setDocumentMargin(MARGIN)
        _calm(document)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Load nothing, neither files of this computer nor addresses of the network."""
        return None


def _calm(document: QTextDocument) -> None:
    """Headings hardly larger than the text, and room between paragraphs, which Qt's Markdown has none of."""
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        shape = block.blockFormat()
        level = shape.headingLevel()
        if level:
            shape.setTopMargin(10 if block.blockNumber() else 0)
            shape.setBottomMargin(4)
            font = QFont(document.defaultFont())
            font.setPixelSize(HEADING_PIXELS[min(level, 3) - 1])
            font.setBold(True)
            large = QTextCharFormat()
            large.setFont(font)
            large.clearProperty(QTextFormat.Property.FontSizeAdjustment)
            cursor.setPosition(block.position())
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(large)
        else:
            shape.setBottomMargin(2 if shape.objectIndex() >= 0 else 6)  # of a list or not
        cursor.setPosition(block.position())
        cursor.setBlockFormat(shape)
        block = block.next()


def _open(link: QUrl) -> None:
    if link.scheme() in ("http", "https"):
        QDesktopServices.openUrl(link)
