"""Which files hold sentence pairs, and how they are written there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from model.data.opening import PACKED_SUFFIXES
from model.errors import QT_TRANSLATE_NOOP, UserError

CorpusFormat = Literal["auto", "tsv", "lines", "tmx", "jsonl"]

_USUAL_COLUMNS = {"tsv": ("1", "2"), "jsonl": ("source", "target")}
_SUFFIXES: dict[str, CorpusFormat] = {".tmx": "tmx", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl"}


@dataclass(frozen=True)
class CorpusSource:
    """The files of sentence pairs and their format; every format may be packed (gzip, bzip2, xz), or come from a pipe.

    "tsv": columns counted from 1, by default 1 and 2. "lines": two files aligned line by line. "tmx": columns are
    language codes, where "en" also matches "en-US"; without them the file must hold exactly two languages. "jsonl":
    columns are keys, where "translation.en" is a key in a nested object; by default "source" and "target". "auto"
    chooses by `target_path` and suffix. The path "-" is standard input.
    """

    path: Path
    target_path: Path | None = None
    format: CorpusFormat = "auto"
    source_column: str = ""
    target_column: str = ""

    def kind(self) -> CorpusFormat:
        """The actual format; `UserError` if `target_path` and `format` contradict each other."""
        if self.format == "auto":
            return "lines" if self.target_path else _kind_by_name(self.path)
        if self.format == "lines" and not self.target_path:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "{path} cannot be read as 'lines' without a second file, the translations; name "
                    "that file or change the format.",
                ),
                path=self.path,
            )
        if self.format != "lines" and self.target_path:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "{path} cannot be read as '{format}' with a second file, which only 'lines' has; "
                    "leave that file out or change the format.",
                ),
                path=self.path,
                format=self.format,
            )
        return self.format

    def check_sides(self) -> None:
        """`UserError` if source and target are one and the same text, which would be translated into itself."""
        usual = _USUAL_COLUMNS.get(self.kind(), ("", ""))
        if self.path == self.target_path:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "{path} is named as source and as target; give the file of the translations."
                ),
                path=self.path,
            )
        source, target = self.source_column or usual[0], self.target_column or usual[1]
        if source and source == target:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "'{column}' of {path} is named as source and as target; name another column for one of them.",
                ),
                column=source,
                path=self.path,
            )

    def paths(self) -> list[Path]:
        return [self.path, *([self.target_path] if self.target_path else [])]


def _kind_by_name(path: Path) -> CorpusFormat:
    """The format that a file's last suffix names, not counting those of packing; TSV for any other."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    while suffixes and suffixes[-1] in PACKED_SUFFIXES:
        suffixes.pop()
    return _SUFFIXES.get(suffixes[-1], "tsv") if suffixes else "tsv"
