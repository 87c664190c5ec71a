"""What the library says of a model in words."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from gui.state.languages import in_words
from model.library.entry import LibraryEntry


def size_text(size: int, locale: QLocale) -> str:
    """Bytes as a person reads them, in units of 1000: 298 MB."""
    digits = 0 if size < 10**9 else 1
    return locale.formattedDataSize(size, digits, QLocale.DataSizeFormat.DataSizeSIFormat)


def facts_text(entry: LibraryEntry, locale: QLocale) -> str:
    """The line below a model's name."""
    parts = [in_words(entry.languages), entry.family, size_text(entry.size, locale) if entry.size else ""]
    return " · ".join(part for part in parts if part)


def matches(entry: LibraryEntry, text: str) -> bool:
    """Whether every word of `text` occurs in what is known of the model."""
    known = (entry.name, entry.languages, entry.family, entry.origin, entry.licence, str(entry.path))
    where = "\n".join((*known, in_words(entry.name), in_words(entry.languages))).casefold()
    return all(word in where for word in text.casefold().split())
