"""The first pairs of a corpus, cleaned as a training would clean them, for a person to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

import numpy as np

from model.data.cleaning import Cleaner, CleaningRecipe, digests
from model.data.cleaning_report import CleaningReport
from model.data.corpus import read_corpus
from model.data.corpus_source import CorpusSource
from model.data.opening import is_stream
from model.data.pairs import BadLine, Pair, RawPair
from model.errors import QT_TRANSLATE_NOOP, Sentence

CHUNK = 4096  # lines read between two looks at `stop`


@dataclass(frozen=True)
class Preview:
    """The first pairs of a corpus as training would use them."""

    pairs: list[Pair]  # the first ones kept
    report: CleaningReport  # of the lines looked at
    share: float  # of the file that was read, 0 to 1, to estimate the total
    whole: bool  # whether every line was read


def clean(
    file: str, items: Iterable[RawPair | BadLine], recipe: CleaningRecipe, stop: Callable[[], bool] = lambda: False
) -> tuple[list[RawPair], CleaningReport]:
    """The fit pairs among these lines of a file, which are judged as a whole and in memory, and the report.

    `stop` is called after every 4096 lines; once it returns True, the rest is not read.
    """
    cleaner = Cleaner(recipe, [file])
    pairs: list[RawPair] = []
    facts: list[np.ndarray] = []
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        found, about = cleaner.look(0, chunk)
        about["digest"] = digests((pair.source.encode(), pair.target.encode()) for pair in found)
        pairs += found
        facts.append(about)
        if stop():
            break
    cleaner.decide()
    if not pairs:
        return [], cleaner.report
    every = np.concatenate(facts)
    kept = np.flatnonzero(cleaner.judge(every, lambda index: pairs[index][:2]))
    again = np.zeros(len(kept), bool)
    if recipe.drop_duplicates:
        again[:] = True
        again[np.unique(every["digest"][kept], return_index=True)[1]] = False
    cleaner.drop_duplicates(every[kept], again, lambda index: pairs[kept[index]][:2])
    return [pairs[index] for index in kept[~again].tolist()], cleaner.report


def preview(
    source: CorpusSource,
    recipe: CleaningRecipe,
    count: int = 200,
    limit_lines: int = 20_000,
    stop: Callable[[], bool] = lambda: False,
) -> Preview:
    """The first `count` pairs that cleaning keeps, and the report of the first `limit_lines` lines.

    Raises `UserError` as `read_corpus` does. Of a pipe, from which nothing may be taken before the training, no pairs
    are shown but a remark.
    """
    for path in source.paths():
        if is_stream(path):
            text = QT_TRANSLATE_NOOP(
                "Model", "{path} can be read only once, so its pairs are seen when the training begins."
            )
            return Preview([], CleaningReport(remarks=[Sentence(text, path=path)]), 0.0, False)
    shares = [0.0]
    items = read_corpus(source, lambda share: shares.append(share))
    kept, report = clean(source.path.name, islice(items, limit_lines), recipe, stop)
    whole = not stop() and next(items, None) is None
    share = 1.0 if whole else shares[-1] if report.read else 0.0
    return Preview([pair[:2] for pair in kept[:count]], report, share, whole)
