"""Two files of lines, each line the translation of the line with its number in the other file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest

from model.data.corpus_source import CorpusSource
from model.data.opening import opened
from model.data.pairs import BadLine, BadLineError, RawPair
from model.data.text_lines import PROGRESS_LINES, raw_lines, text_of
from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError


class AlignedLinesReader:
    """Reads both files side by side; their numbers of lines must be equal."""

    def __init__(self, source: CorpusSource) -> None:
        self.source = source

    def items(self, progress: Callable[[float], None]) -> Iterator[RawPair | BadLine]:
        source, target_path = self.source, self.source.target_path
        assert target_path is not None  # checked by `kind`
        missing = object()
        counts = [0, 0]
        with opened(source.path) as (left, share), opened(target_path) as (right, _):
            lines = zip_longest(raw_lines(left, source.path), raw_lines(right, target_path), fillvalue=missing)
            for number, sides in enumerate(lines, start=1):
                counts = [count + (line is not missing) for count, line in zip(counts, sides, strict=True)]
                if counts[0] != counts[1]:
                    continue  # count on, to report both lengths
                texts: list[str] = []
                for line, path in zip(sides, source.paths(), strict=True):
                    try:
                        texts.append(text_of(line).strip())  # type: ignore[arg-type]
                    except BadLineError as bad:
                        yield BadLine(path, number, bad.reason, bad.fault)
                        break
                else:
                    yield RawPair(texts[0], texts[1], number)
                if number % PROGRESS_LINES == 0:
                    progress(share())
        if counts[0] != counts[1]:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "{path} has {lines} lines and {target_path} has {target_lines}, but line by line they must "
                    "be translations of each other; choose two files of the same length.",
                ),
                path=source.path,
                lines=counts[0],
                target_path=target_path,
                target_lines=counts[1],
            )
        progress(1.0)

    def remedy(self, bad: BadLine) -> Sentence:
        return Sentence(QT_TRANSLATE_NOOP("Model", "correct the line or choose another file."))
