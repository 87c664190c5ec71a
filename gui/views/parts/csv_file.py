"""Tables as CSV that a spreadsheet opens by a double click, and as text for the clipboard."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet computes cells that begin so


def csv_text(lines: Sequence[Sequence[str]]) -> str:
    """Comma-separated lines. A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerows([[_harmless(cell) for cell in line] for line in lines])
    return file.getvalue()


def csv_bytes(text: str) -> bytes:
    """UTF-8 with a byte order mark: without one, Excel reads Korean and German letters in an old encoding."""
    return text.encode("utf-8-sig", errors="replace")


def tab_text(lines: Sequence[Sequence[str]]) -> str:
    """Tab-separated lines; a tab or a line break inside a cell becomes a space."""
    return "\n".join("\t".join(" ".join(cell.splitlines()).replace("\t", " ") for cell in line) for line in lines)


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
