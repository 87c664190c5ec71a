"""Translation memories (TMX): a unit holds a sentence in two languages or more, or in several wordings of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

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
        # All codes that the file has so far, in order, and the languages to read with the codes that each of them has.
        self._codes: dict[str, None] = {}
        self._languages: dict[str, list[str]] = {code: [] for code in self._named}

    def items(self, progress: Callable[[float], None]) -> Iterator[RawPair | BadLine]:
        path = self.source.path
        if len(self._named) == 1:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{path}: name both languages of the TMX file or neither."), path=path
            )
        with opened(path) as (file, share):
            for number, unit in enumerate(read_units(file, path), start=1):
                if not unit.texts.keys() <= self._codes.keys():
                    self._codes.update(dict.fromkeys(unit.texts))
                    self._learn(unit.source_language)
                yield from self._pairs(unit)
                if number % PROGRESS_LINES == 0:
                    progress(share())
        self._check_languages()
        progress(1.0)

    def _learn(self, source_language: str) -> None:
        """Find the languages among the codes: those that are named, or all, the file's source language first."""
        languages: Iterable[str] = self._named
        if not self._named:
            languages = dict.fromkeys(code.split("-")[0] for code in self._codes)
            languages = sorted(languages, key=lambda language: language != source_language.split("-")[0])
        self._languages = {
            language: [code for code in self._codes if code == language or code.startswith(language + "-")]
            for language in languages
        }

    def _pairs(self, unit: Unit) -> Sequence[RawPair | BadLine]:
        languages = list(self._languages)
        if unit.too_long:
            return self._bad(unit, Sentence(QT_TRANSLATE_NOOP("Model", "has a segment of more than 65,536 characters")))
        if not unit.texts:
            return self._bad(unit, Sentence(QT_TRANSLATE_NOOP("Model", "has no segment")))
        if len(languages) == 1 and not self._named:
            reason = Sentence(QT_TRANSLATE_NOOP("Model", "has only the language '{code}'"), code=languages[0])
            return self._bad(unit, reason, Fault.LANGUAGE)
        if len(languages) > 2:
            return ()  # nothing is read any more but which others there are: `_check_languages` names them
        sources, targets = unit.texts_in(self._languages[languages[0]]), unit.texts_in(self._languages[languages[-1]])
        if sources and targets:
            return [RawPair(source, target, unit.line) for source in sources for target in targets]
        reason = Sentence(QT_TRANSLATE_NOOP("Model", "lacks '{code}'"), code=languages[-1 if sources else 0])
        return self._bad(unit, reason, Fault.LANGUAGE)

    def _bad(self, unit: Unit, reason: Sentence, fault: Fault = Fault.SHAPE) -> Sequence[BadLine]:
        return (BadLine(self.source.path, unit.line, reason, fault),)

    def _check_languages(self) -> None:
        """Raise `UserError` for a file that has more than two languages, or not those that are named."""
        more = ", …" if len(self._codes) > MOST_CODES else ""
        found = ", ".join(list(self._codes)[:MOST_CODES]) + more
        if not self._codes:
            raise no_pairs(self.source.path)
        lacking = next((language for language, codes in self._languages.items() if not codes), None)
        if lacking is not None:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{path} has no language '{code}'; it has {found}."),
                path=self.source.path,
                code=lacking,
                found=found,
            )
        if not self._named and len(self._languages) > 2:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "{path} holds {count} languages ({found}); name the source and the target language."
                ),
                path=self.source.path,
                count=len(self._languages),
                found=found,
            )

    def remedy(self, bad: BadLine) -> Sentence:
        return Sentence(
            QT_TRANSLATE_NOOP("Model", "name two languages that the file has together, or choose another file.")
        )
