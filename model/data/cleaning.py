"""Which sentence pairs are fit for training. A corpus is judged as a whole, so two passes are needed.

The first notes a few numbers about each pair and what most pairs are like; the second judges each pair by them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import compress

import numpy as np

from model.data.cleaning_report import CleaningReport, Example, Reason, Usual
from model.data.pairs import BadLine, Fault, Pair, RawPair
from model.data.remarks import encoding_remark, id_remark, ids_in, script_remark, too_many_columns, usual_columns
from model.data.scripts import is_usual, leading_scripts, script_counts, script_shares, usual_scripts

# Added to both lengths before they are compared: "Ja." for "Yes, he does." is no mistake.
SHORT_ALLOWANCE = 12
FEWEST_LETTERS = 4  # with fewer, the script of a sentence is not checked: "OK"
JUDGED_CHARACTERS = 1000  # of each side, used to determine its script
COPY_WORDS = 4  # with so many words, target == source is no translation; shorter ones may be names

# Numbers about one pair: the index of its file, its line and its columns there; then for each side its characters, its
# script, that script's rival and its letters (`leading_scripts`); whether the target repeats the source; the digest
# that finds equal pairs (`digests`).
FACTS = np.dtype(
    [
        *(("file", "<i4"), ("line", "<i8"), ("columns", "<i4")),
        *(("characters", "<i4", 2), ("script", "u1", 2), ("rival", "u1", 2), ("letters", "<i4", 2)),
        *(("copied", "?"), ("digest", "V16")),
    ]
)
_REASONS = {fault: Reason[fault.name] if fault is not Fault.SHAPE else Reason.MALFORMED for fault in Fault}
_STEPS = 512  # bins of the length ratios for each doubling
_WIDEST = 5.0  # largest length ratio of two languages


@dataclass(frozen=True)
class CleaningRecipe:
    """[cleaning]: which pairs are dropped. Lines that are no pairs and pairs with an empty side are always dropped."""

    drop_duplicates: bool = True  # keep only the first of several pairs equal on both sides
    max_characters: int = 1000  # characters of either side; 0: no limit
    max_length_ratio: float = 4.0  # longer / shorter side in characters, scaled by the usual ratio; 0: no limit
    check_script: bool = True  # drop pairs with a side whose letters are mostly of an unusual script
    drop_copies: bool = True  # drop pairs of four words or more whose two sides are equal


class Cleaner:
    """Applies a recipe to one or several files, whose names are `files`: `look` at all lines first, then `judge`."""

    def __init__(self, recipe: CleaningRecipe, files: Sequence[str]) -> None:
        self.recipe = recipe
        self.report = CleaningReport()
        self._files = files
        self._columns: list[Counter[int]] = [Counter() for _ in files]  # of each file: lines by number of columns
        self._ids = np.zeros((len(files), 2), np.int64)  # of each file and side: texts that are ids or numbers
        self._texts = np.zeros(len(files), np.int64)
        self._scripts = np.stack([script_counts(np.zeros(0, np.uint8))] * 2)
        most = round(_STEPS * np.log2(_WIDEST))
        self._ratios = np.zeros(2 * most + 1, np.int64)  # pairs by log2(target characters / source characters)
        self._middle = most

    # ---- the first pass

    def look(self, file: int, items: Iterable[RawPair | BadLine]) -> tuple[list[RawPair], np.ndarray]:
        """The pairs among lines of the file with this index, and the `FACTS` of each; other lines are dropped."""
        pairs: list[RawPair] = []
        for item in items:
            self.report.read += 1
            if isinstance(item, RawPair):
                pairs.append(item)
            else:
                self.report.drop(_REASONS[item.fault], Example(item.file.name, item.line, why=item.reason))
        facts = np.zeros(len(pairs), FACTS)
        if pairs:
            self._note(file, pairs, facts)
        return pairs, facts

    def _note(self, file: int, pairs: list[RawPair], facts: np.ndarray) -> None:
        facts["file"] = file
        facts["line"] = [pair.line for pair in pairs]
        facts["columns"] = [pair.columns for pair in pairs]
        sides = [pair.source for pair in pairs], [pair.target for pair in pairs]
        for side, texts in enumerate(sides):
            facts["characters"][:, side] = list(map(len, texts))
            scripts = leading_scripts([text[:JUDGED_CHARACTERS] for text in texts])
            facts["script"][:, side], facts["rival"][:, side], facts["letters"][:, side] = scripts
        facts["copied"] = [pair.source == pair.target and len(pair.source.split()) >= COPY_WORDS for pair in pairs]
        whole = facts["characters"].min(1) > 0
        self._columns[file].update(facts["columns"][facts["characters"].any(1)].tolist())
        self._texts[file] += whole.sum()
        for side, texts in enumerate(sides):
            self._ids[file, side] += ids_in(list(compress(texts, whole)))
            self._scripts[side] += script_counts(facts["script"][whole, side])
        lengths = np.log2(facts["characters"][whole])
        ratios = np.rint(_STEPS * (lengths[:, 1] - lengths[:, 0])).astype(np.int64)
        places = np.clip(ratios, -self._middle, self._middle) + self._middle
        self._ratios += np.bincount(places, minlength=len(self._ratios))

    # ---- between the passes

    def decide(self) -> None:
        """Decide what is usual, once all lines were looked at."""
        report, whole = self.report, self._ratios.sum()
        if whole:
            median = int(np.searchsorted(np.cumsum(self._ratios), whole / 2)) - self._middle
            source, target = (usual_scripts(counts) for counts in self._scripts)
            report.usual = Usual(source, target, 2.0 ** (median / _STEPS))
        report.remarks += encoding_remark(report.dropped[Reason.NOT_UTF8], report.read)
        self._most_columns = np.array([usual_columns(counts) for counts in self._columns], np.int64)
        for name, ids, texts in zip(self._files, self._ids.tolist(), self._texts.tolist(), strict=True):
            for side in (0, 1):
                report.remarks += id_remark(name, side, ids[side], texts)
        for side, scripts in enumerate((report.usual.source_scripts, report.usual.target_scripts)):
            report.remarks += script_remark(side, scripts, script_shares(self._scripts[side]))

    # ---- the second pass

    def judge(self, facts: np.ndarray, text: Callable[[int], Pair]) -> np.ndarray:
        """Which of these pairs are kept, bool [pair]; `text` gives the pair with an index, for the examples."""
        recipe, usual = self.recipe, self.report.usual
        longest, ratio = recipe.max_characters or np.inf, recipe.max_length_ratio or np.inf
        characters = facts["characters"]
        expected, found = characters[:, 0] * usual.length_scale + SHORT_ALLOWANCE, characters[:, 1] + SHORT_ALLOWANCE
        most = self._most_columns[facts["file"]]
        strange = np.zeros(len(facts), bool)
        if recipe.check_script:
            for side, scripts in enumerate((usual.source_scripts, usual.target_scripts)):
                if scripts:
                    fits = is_usual(facts["script"][:, side], scripts) | is_usual(facts["rival"][:, side], scripts)
                    strange |= (facts["letters"][:, side] >= FEWEST_LETTERS) & ~fits
        kept = np.ones(len(facts), bool)
        # The first reason that applies is the one that is told.
        for reason, applies in (
            (Reason.COLUMNS, (most > 0) & (facts["columns"] > most)),
            (Reason.EMPTY, (characters == 0).any(1)),
            (Reason.TOO_LONG, (characters > longest).any(1)),
            (Reason.LENGTH_RATIO, (expected > ratio * found) | (found > ratio * expected)),
            (Reason.WRONG_SCRIPT, strange),
            (Reason.COPIED, facts["copied"] & recipe.drop_copies),
        ):
            self._drop(reason, facts, np.flatnonzero(kept & applies), text)
            kept &= ~applies
        self.report.kept += int(kept.sum())
        return kept

    def _drop(self, reason: Reason, facts: np.ndarray, indices: np.ndarray, text: Callable[[int], Pair]) -> None:
        for place, index in enumerate(indices.tolist()):
            if not self.report.wants_example(reason):
                self.report.dropped[reason] += len(indices) - place
                return
            self.report.drop(reason, self._example(reason, facts[index], text(index)))

    def _example(self, reason: Reason, fact: np.void, pair: Pair) -> Example:
        file, line, columns = int(fact["file"]), int(fact["line"]), int(fact["columns"])
        why = too_many_columns(columns, int(self._most_columns[file])) if reason is Reason.COLUMNS else ""
        return Example(self._files[file], line, *pair, why)

    def drop_duplicates(self, facts: np.ndarray, again: np.ndarray, text: Callable[[int], Pair]) -> None:
        """Take back those of these kept pairs that were there before, bool [pair]."""
        self.report.kept -= int(again.sum())
        self._drop(Reason.DUPLICATE, facts, np.flatnonzero(again), text)


def digests(pairs: Iterable[tuple[bytes, bytes]]) -> np.ndarray:
    """A 16-byte hash of each pair. A collision would drop a good pair, but with 128 bits none is to be expected."""
    hashes = (blake2b(source + b"\n" + target, digest_size=16).digest() for source, target in pairs)
    return np.frombuffer(b"".join(hashes), "V16")
