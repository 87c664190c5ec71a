"""Translation memories (TMX): a unit holds a sentence in two languages or more, or in several wordings of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

from model.data.corpus_source import CorpusSource
from model.data.formats.tmx_units import Unit, read_units
from model.data.opening import opened
from model.data.pairs import BadLine, Fault, RawPair, no_pairs
from model.data.text_lines import PROGRESS_LINES
from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError

MOST_CODES = 8  # that a message names


class TmxReader:
    """The two languages are named, or they are the only ones of the whole file.

    A unit with two wordings of the target gives two pairs, each with the same source; so it is for the source.
    """

    def __init__(self, source: CorpusSource) -> None:
        self.source = source
        self._named = [code.lower().replace("_", "-") for code in (source.source_column, source.target_column) if code]
        self._codes: dict[str, None] = {}  # all that the file has, in order
        self._source_language = ""  # as the file declares it

    def items(self, progress: Callable[[float], None]) -> Iterator[RawPair | BadLine]:
        path = self.source.path
        if len(self._named) == 1:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{path}: name both languages of the TMX file or neither."), path=path
            )
        with opened(path) as (file, share):
            for number, unit in enumerate(read_units(file, path), start=1):
                self._codes.update(dict.fromkeys(unit.texts))
                self._source_language = unit.source_language
                yield from self._pairs(unit)
                if number % PROGRESS_LINES == 0:
                    progress(share())
        self._check_languages()
        progress(1.0)

    def _pairs(self, unit: Unit) -> Iterator[RawPair | BadLine]:
        path, languages = self.source.path, self._named or self._languages()
        if unit.too_long:
            reason = Sentence(QT_TRANSLATE_NOOP("Model", "has a segment of more than 65,536 characters"))
            yield BadLine(path, unit.line, reason)
        elif len(languages) == 2:
            texts = [unit.in_language(language) for language in languages]
            if all(texts):
                yield from (RawPair(first, second, unit.line) for first, second in product(*texts))
            else:
                reason = Sentence(QT_TRANSLATE_NOOP("Model", "lacks '{code}'"), code=languages[1 if texts[0] else 0])
                yield BadLine(path, unit.line, reason, Fault.LANGUAGE)
        elif not unit.texts:
            yield BadLine(path, unit.line, Sentence(QT_TRANSLATE_NOOP("Model", "has no segment")))
        elif len(languages) == 1:
            reason = Sentence(QT_TRANSLATE_NOOP("Model", "has only the language '{code}'"), code=languages[0])
            yield BadLine(path, unit.line, reason, Fault.LANGUAGE)
        # With three languages nothing is read any more but which others there are: `_check_languages` names them.

    def _languages(self) -> list[str]:
        """The languages of the file so far, its source language first; regions do not count."""
        languages = dict.fromkeys(code.split("-")[0] for code in self._codes)
        return sorted(languages, key=lambda language: language != self._source_language.split("-")[0])

    def _check_languages(self) -> None:
        """Raise `UserError` for a file that has more than two languages, or not those that are named."""
        more = ", …" if len(self._codes) > MOST_CODES else ""
        found = ", ".join(list(self._codes)[:MOST_CODES]) + more
        if not self._codes:
            raise no_pairs(self.source.path)
        if self._named:
            for code in self._named:
                if not any(has == code or has.startswith(code + "-") for has in self._codes):
                    raise UserError(
                        QT_TRANSLATE_NOOP("Model", "{path} has no language '{code}'; it has {found}."),
                        path=self.source.path,
                        code=code,
                        found=found,
                    )
        elif (count := len(self._languages())) > 2:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "{path} holds {count} languages ({found}); name the source and the target language."
                ),
                path=self.source.path,
                count=count,
                found=found,
            )

    def remedy(self, bad: BadLine) -> Sentence:
        return Sentence(
            QT_TRANSLATE_NOOP("Model", "name two languages that the file has together, or choose another file.")
        )
