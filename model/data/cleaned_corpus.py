"""A cleaned corpus on the disk: read once, judged as a whole, cached by its content."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict
from functools import partial
from itertools import islice
from pathlib import Path

import numpy as np

from model.data.cache import MappedFile, open_or_make, seal
from model.data.cleaning import FACTS, Cleaner, CleaningRecipe, digests
from model.data.cleaning_report import CleaningReport, Reason
from model.data.corpus import read_corpus
from model.data.corpus_source import CorpusSource
from model.data.duplicates import DuplicateFinder
from model.data.opening import unreadable
from model.data.pairs import Pair
from model.data.textstore import BLOCK, VERSION, TextPairs, Writer, key_of, utf8
from model.errors import QT_TRANSLATE_NOOP, UserError

Progress = Callable[[str, float], None]


def clean_corpus(
    sources: CorpusSource | Sequence[CorpusSource],
    cleaning: CleaningRecipe,
    cache: Path,
    progress: Progress | None = None,
) -> tuple[TextPairs, CleaningReport]:
    """The pairs of one or several corpora that are fit for training, and the report of what was left out and why.

    Cached in a folder named by the files' content, the columns and the recipe. `progress` gets the current task and
    the share done; an exception that it raises cancels, and no files are left. Raises `UserError` as `read_corpus`
    does, if no pair is fit, and if the cache cannot be written.
    """
    sources = [sources] if isinstance(sources, CorpusSource) else list(sources)
    tell = progress or (lambda what, share: None)
    settings = json.dumps(asdict(cleaning), sort_keys=True)
    key = key_of("corpus", str(VERSION), settings, *(_content_key(source, tell) for source in sources))

    def fill(folder: Path) -> None:
        report = _clean_into(folder, sources, cleaning, tell)
        seal(folder, VERSION, {"key": key, "report": report.to_dict()})

    pairs = open_or_make(cache / f"corpus-{key[:32]}", TextPairs._open, fill)
    assert pairs.report is not None  # `fill` wrote it
    return pairs, pairs.report


def _content_key(source: CorpusSource, tell: Progress) -> str:
    """A key of the lines of a corpus: the content of its files and how they are read, but not their paths."""
    parts = [source.kind(), source.source_column, source.target_column]
    for path in source.paths():
        tell("checking", 0.0)
        try:
            size = max(path.stat().st_size, 1)
            digest = hashlib.sha256()
            with path.open("rb") as file:
                while block := file.read(1 << 22):
                    digest.update(block)
                    tell("checking", file.tell() / size)
        except OSError as error:
            raise unreadable(path, error) from error
        parts.append(digest.hexdigest())
    return key_of(*parts)


class _NotedPairs:
    """The pairs of a folder, mapped, with the `FACTS` of each."""

    def __init__(self, folder: Path, facts: Path) -> None:
        self._texts = MappedFile(folder / "texts.bin", "u1")
        self._spans = MappedFile(folder / "spans.bin", "<i8")
        self._facts = MappedFile(facts, "u1")
        self.texts = self._texts.bytes
        self.rows = self._spans.array.reshape(-1, 3)
        self.facts = self._facts.array.view(FACTS)

    def text(self, block: int, index: int) -> Pair:
        """The pair with this index in the block that begins at `block`."""
        begin, middle, end = self.rows[block + index].tolist()
        return self.texts[begin:middle].decode(), self.texts[middle:end].decode()

    def forget(self) -> None:
        for mapped in (self._texts, self._spans, self._facts):
            mapped.forget()

    def close(self) -> None:
        del self.rows, self.facts
        for mapped in (self._texts, self._spans, self._facts):
            mapped.close()  # Windows replaces or deletes no open file


def _clean_into(
    folder: Path, sources: Sequence[CorpusSource], cleaning: CleaningRecipe, tell: Progress
) -> CleaningReport:
    """Write the fit pairs of all sources into `folder`."""
    cleaner = Cleaner(cleaning, [source.path.name for source in sources])
    raw = folder / "raw"  # what is only needed meanwhile
    raw.mkdir()
    if count := _look(raw, sources, cleaner, tell):
        cleaner.decide()
        with closing(DuplicateFinder(raw)) as finder:
            _judge(folder, raw, cleaner, finder, lambda done: tell("judging the pairs", done / count))
            if cleaning.drop_duplicates and cleaner.report.kept:
                tell("looking for duplicates", 0.0)
                _leave_out_duplicates(folder, raw, cleaner, finder.find())
                tell("looking for duplicates", 1.0)
    shutil.rmtree(raw)
    report = cleaner.report
    if not report.kept:
        reason = max(Reason, key=lambda reason: report.dropped[reason])
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{path}: none of its {read} lines is fit to learn from (most often: {reason}); choose "
                "other columns, change [cleaning] or choose another file.",
            ),
            path=sources[0].path,
            read=f"{report.read:,}",
            reason=reason.value,
        )
    return report


def _look(raw: Path, sources: Sequence[CorpusSource], cleaner: Cleaner, tell: Progress) -> int:
    """Read all sources once and write their pairs and `FACTS` into `raw`; the number of pairs."""
    with ExitStack() as files:
        writer = Writer(raw, files)
        noted = files.enter_context((raw / "facts.bin").open("wb"))
        for number, source in enumerate(sources):

            def advance(share: float, number: int = number) -> None:
                tell("reading", (number + share) / len(sources))

            items = read_corpus(source, advance)
            while chunk := list(islice(items, BLOCK)):
                pairs, facts = cleaner.look(number, chunk)
                encoded = [(utf8(pair.source), utf8(pair.target)) for pair in pairs]
                writer.add(encoded)
                facts["digest"] = digests(encoded)
                noted.write(facts.tobytes())
    return writer.count


def _judge(folder: Path, raw: Path, cleaner: Cleaner, finder: DuplicateFinder, tell: Callable[[int], None]) -> None:
    """Copy the fit pairs from `raw` into `folder`, their facts to `kept.bin`, and their digests to the finder."""
    with ExitStack() as files:
        writer = Writer(folder, files)
        noted = files.enter_context((raw / "kept.bin").open("wb"))
        pairs = files.enter_context(closing(_NotedPairs(raw, raw / "facts.bin")))
        for begin in range(0, len(pairs.facts), BLOCK):
            facts = pairs.facts[begin : begin + BLOCK].copy()
            kept = cleaner.judge(facts, partial(pairs.text, begin))
            writer.copy(pairs.rows[begin : begin + BLOCK][kept], pairs.texts)
            noted.write(facts[kept].tobytes())
            finder.add(facts["digest"][kept].tolist())
            pairs.forget()
            tell(begin + len(facts))


def _leave_out_duplicates(folder: Path, raw: Path, cleaner: Cleaner, again: np.ndarray) -> None:
    """Remove the spans of duplicates; their texts stay in the file, unused."""
    with closing(_NotedPairs(folder, raw / "kept.bin")) as pairs, (folder / "spans.part").open("wb") as out:
        for begin in range(0, len(again), BLOCK):
            marked = again[begin : begin + BLOCK]
            out.write(pairs.rows[begin : begin + BLOCK][~marked].tobytes())
            cleaner.drop_duplicates(pairs.facts[begin : begin + BLOCK], marked, partial(pairs.text, begin))
            pairs.forget()
    (folder / "spans.part").replace(folder / "spans.bin")
