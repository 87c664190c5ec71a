"""Tab-separated columns: a pair on each line."""

from __future__ import annotations

import re

from model.data.corpus_source import CorpusSource
from model.data.pairs import BadLine, BadLineError, RawPair
from model.data.text_lines import LineReader
from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError

_REMEDY = Sentence(
    QT_TRANSLATE_NOOP(
        "Model",
        "a TSV file has the source, a tab and the target on each line: choose its columns or another format.",
    )
)
_CSV = Sentence(QT_TRANSLATE_NOOP("Model", "it looks like columns with commas or semicolons (CSV): save it with tabs."))
# How a line of another format begins, and what to do.
_OTHER_FORMATS = {
    r'\s*\{\s*"': Sentence(QT_TRANSLATE_NOOP("Model", "it looks like JSON Lines: choose the format 'jsonl'.")),
    r"\s*<(\?xml|!DOCTYPE|tmx)\b": Sentence(
        QT_TRANSLATE_NOOP("Model", "it looks like XML: choose the format 'tmx' if it is a translation memory.")
    ),
    r'"[^"]*"[,;]|[^,;]+;[^;]+$': _CSV,
}


class TsvReader(LineReader):
    """Columns are counted from 1, by default 1 and 2; a line may have more, if most lines have as many."""

    def __init__(self, source: CorpusSource) -> None:
        super().__init__(source)
        self._source_place, self._target_place = (
            _column_number(source, value, default) - 1
            for value, default in ((source.source_column, 1), (source.target_column, 2))
        )
        self._needed = max(self._source_place, self._target_place) + 1
        self._strange = ""  # the beginning of the first line with too few columns

    def pair(self, text: str, number: int) -> RawPair:
        columns = text.split("\t")
        count = len(columns)
        if count < self._needed:
            if not text.strip():
                return RawPair("", "", number)
            self._strange = self._strange or text[:200]
            have = (
                Sentence(QT_TRANSLATE_NOOP("Model", "one column"))
                if count == 1
                else Sentence(QT_TRANSLATE_NOOP("Model", "{columns} columns"), columns=count)
            )
            raise BadLineError(
                Sentence(
                    QT_TRANSLATE_NOOP("Model", "has {have} where {needed} are needed"), have=have, needed=self._needed
                )
            )
        return RawPair(columns[self._source_place].strip(), columns[self._target_place].strip(), number, count)

    def remedy(self, bad: BadLine) -> Sentence:
        if ".csv" in self.source.path.suffixes:
            return _CSV
        return next((way for begin, way in _OTHER_FORMATS.items() if re.match(begin, self._strange)), _REMEDY)


def _column_number(source: CorpusSource, value: str, default: int) -> int:
    if not value:
        return default
    if not re.fullmatch("0*[1-9][0-9]{0,8}", value):
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{path} has no column '{value}': the columns of a TSV file are numbers counted from 1; "
                "give this file its own numbers.",
            ),
            path=source.path,
            value=value,
        )
    return int(value)
