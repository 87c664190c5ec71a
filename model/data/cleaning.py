"""Which sentence pairs are fit for training, and a report of all others, so that nothing is dropped silently."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from hashlib import blake2b
from itertools import islice
from typing import Any

import numpy as np

from model.data.corpus import read_corpus
from model.data.corpus_source import CorpusSource
from model.data.pairs import BadLine, RawPair
from model.data.scripts import main_scripts, share_in
from model.errors import QT_TRANSLATE_NOOP, Sentence

CHUNK = 4096  # lines judged at once
LEARNT_FROM = 2000  # first pairs, from which the usual scripts and length ratio are learnt
EXAMPLES = 5  # dropped pairs kept as examples for each reason
EXAMPLE_CHARACTERS = 200  # of each side of an example
# Added to both lengths before they are compared: "Ja." for "Yes, he does." is no mistake.
SHORT_ALLOWANCE = 12
FEWEST_LETTERS = 4  # with fewer, the script of a sentence is not checked: "OK"
JUDGED_CHARACTERS = 1000  # of each side, used to determine its script
COPY_WORDS = 4  # with so many words, target == source is no translation; shorter ones may be names


@dataclass(frozen=True)
class CleaningRecipe:
    """[cleaning]: which pairs are dropped. Lines that are no pairs and pairs with an empty side are always dropped."""

    drop_duplicates: bool = True  # keep only the first of several pairs equal on both sides
    max_characters: int = 1000  # characters of either side; 0: no limit
    max_length_ratio: float = 4.0  # longer / shorter side in characters, scaled by the usual ratio; 0: no limit
    check_script: bool = True  # drop pairs with a side whose letters are mostly of an unusual script
    drop_copies: bool = True  # drop pairs of four words or more whose two sides are equal


class Reason(Enum):
    """Why a line is left out, in words for the user."""

    MALFORMED = Sentence(QT_TRANSLATE_NOOP("Model", "no sentence pair"))
    EMPTY = Sentence(QT_TRANSLATE_NOOP("Model", "one side empty"))
    TOO_LONG = Sentence(QT_TRANSLATE_NOOP("Model", "too long"))
    LENGTH_RATIO = Sentence(QT_TRANSLATE_NOOP("Model", "sides of very different length"))
    WRONG_SCRIPT = Sentence(QT_TRANSLATE_NOOP("Model", "wrong script"))
    COPIED = Sentence(QT_TRANSLATE_NOOP("Model", "translation equals source"))
    DUPLICATE = Sentence(QT_TRANSLATE_NOOP("Model", "duplicate"))


@dataclass(frozen=True)
class Example:
    """One line that was left out; `why` gives details if the reason alone is not enough."""

    file: str
    line: int
    source: str = ""
    target: str = ""
    why: Sentence | str = ""

    def to_dict(self) -> dict[str, Any]:
        told = {"sentence": self.why.to_json()} if isinstance(self.why, Sentence) else {}
        return {**vars(self), "why": str(self.why), **told}

    @classmethod
    def from_dict(cls, value: dict[str, Any]) -> Example:
        known = {**value}
        sentence = Sentence.from_json(known.pop("sentence", None))
        return cls(**known) if sentence is None else cls(**{**known, "why": sentence})


@dataclass(frozen=True)
class Usual:
    """Properties learnt from the first pairs of a corpus and expected of the rest."""

    source_scripts: tuple[str, ...] = ()  # of most letters, the commonest first, such as "Latin"
    target_scripts: tuple[str, ...] = ()
    length_scale: float = 1.0  # median of target characters / source characters


@dataclass
class CleaningReport:
    """How many lines were read, kept and dropped: `read == kept + sum(dropped.values())` at any time."""

    read: int = 0
    kept: int = 0
    dropped: dict[Reason, int] = field(default_factory=lambda: dict.fromkeys(Reason, 0))
    examples: dict[Reason, list[Example]] = field(default_factory=lambda: {reason: [] for reason in Reason})
    usual: Usual = Usual()

    def drop(self, reason: Reason, example: Example) -> None:
        """Count a line that is left out, and keep it as an example if there are few yet."""
        self.dropped[reason] += 1
        if len(self.examples[reason]) < EXAMPLES:
            self.examples[reason].append(
                Example(example.file, example.line, _short(example.source), _short(example.target), example.why)
            )

    def lines(self) -> list[str]:
        """The report as lines of text, the commonest reason first, each with its examples."""
        lines = [f"{self.read:,} lines read, {self.kept:,} pairs kept, {self.read - self.kept:,} left out"]
        if self.usual.source_scripts or self.usual.target_scripts:
            sides = (" and ".join(side) or "none" for side in (self.usual.source_scripts, self.usual.target_scripts))
            lines.append("letters found: " + " → ".join(sides))
        for reason, count in sorted(self.dropped.items(), key=lambda item: -item[1]):
            if count:
                lines.append(f"{count:,} {reason.value}")
            for example in self.examples[reason]:
                said = example.why or f"{example.source!r} → {example.target!r}"
                lines.append(f"    {example.file}, line {example.line}: {said}")
        return lines

    def to_dict(self) -> dict[str, Any]:
        return {
            "read": self.read,
            "kept": self.kept,
            "dropped": {reason.name: count for reason, count in self.dropped.items()},
            "examples": {
                reason.name: [example.to_dict() for example in found] for reason, found in self.examples.items()
            },
            "usual": vars(self.usual),
        }

    @classmethod
    def from_dict(cls, value: dict[str, Any]) -> CleaningReport:
        """The report that `to_dict` gave; KeyError, TypeError or ValueError for anything else."""
        usual = value["usual"]
        return cls(
            read=int(value["read"]),
            kept=int(value["kept"]),
            dropped={reason: int(value["dropped"][reason.name]) for reason in Reason},
            examples={
                reason: [Example.from_dict(found) for found in value["examples"][reason.name]] for reason in Reason
            },
            usual=Usual(tuple(usual["source_scripts"]), tuple(usual["target_scripts"]), float(usual["length_scale"])),
        )


def _short(text: str) -> str:
    return text if len(text) <= EXAMPLE_CHARACTERS else text[: EXAMPLE_CHARACTERS - 1] + "…"


def learn_usual(pairs: list[RawPair]) -> Usual:
    """The scripts of both sides and their length ratio, from pairs of which most are good."""
    pairs = [pair for pair in pairs if pair.source and pair.target]
    if not pairs:
        return Usual()
    sources, targets = [pair.source for pair in pairs], [pair.target for pair in pairs]
    scale = float(np.median([len(target) / len(source) for source, target in zip(sources, targets, strict=True)]))
    return Usual(main_scripts(sources), main_scripts(targets), min(max(scale, 0.2), 5.0))


class Cleaner:
    """Applies a recipe to streams of lines; `report` counts over all of them."""

    def __init__(self, recipe: CleaningRecipe) -> None:
        self.recipe = recipe
        self.report = CleaningReport()
        self._learnt = False

    def clean(self, file: str, items: Iterable[RawPair | BadLine]) -> Iterator[list[RawPair]]:
        """The fit pairs of one file, in order and in chunks; duplicates are not removed yet.

        The first pairs that this cleaner reads decide which scripts and which length ratio are usual.
        """
        items = iter(items)
        while chunk := list(islice(items, CHUNK)):
            pairs: list[RawPair] = []
            self.report.read += len(chunk)
            for item in chunk:
                if isinstance(item, RawPair):
                    pairs.append(item)
                else:
                    self.report.drop(Reason.MALFORMED, Example(item.file.name, item.line, why=item.reason))
            if not self._learnt:
                self.report.usual = learn_usual(pairs[:LEARNT_FROM])
                self._learnt = True
            kept: list[RawPair] = []
            for pair, reason in zip(pairs, self._judge(pairs), strict=True):
                if reason is None:
                    kept.append(pair)
                else:
                    self.report.drop(reason, Example(file, pair.line, pair.source, pair.target))
            self.report.kept += len(kept)
            yield kept

    def drop_duplicate(self, example: Example) -> None:
        """Take back a pair that was kept."""
        self.report.kept -= 1
        self.report.drop(Reason.DUPLICATE, example)

    def _judge(self, pairs: list[RawPair]) -> list[Reason | None]:
        """The reason why each pair is left out, None if it is kept."""
        recipe = self.recipe
        scale = self.report.usual.length_scale
        longest = recipe.max_characters or float("inf")
        ratio = recipe.max_length_ratio or float("inf")
        wrong = self._wrong_script(pairs)
        reasons: list[Reason | None] = []
        for pair, wrong_script in zip(pairs, wrong, strict=True):
            source, target = pair.source, pair.target
            reason = None
            if not source or not target:
                reason = Reason.EMPTY
            elif len(source) > longest or len(target) > longest:
                reason = Reason.TOO_LONG
            else:
                expected, found = len(source) * scale + SHORT_ALLOWANCE, len(target) + SHORT_ALLOWANCE
                if expected > ratio * found or found > ratio * expected:
                    reason = Reason.LENGTH_RATIO
                elif wrong_script:
                    reason = Reason.WRONG_SCRIPT
                elif recipe.drop_copies and source == target and len(source.split()) >= COPY_WORDS:
                    reason = Reason.COPIED
            reasons.append(reason)
        return reasons

    def _wrong_script(self, pairs: list[RawPair]) -> list[bool]:
        """Whether most letters of one side belong to a script that is unusual for that side."""
        wrong = np.zeros(len(pairs), bool)
        usual = self.report.usual
        if self.recipe.check_script and pairs:
            for texts, scripts in (
                ([pair.source[:JUDGED_CHARACTERS] for pair in pairs], usual.source_scripts),
                ([pair.target[:JUDGED_CHARACTERS] for pair in pairs], usual.target_scripts),
            ):
                if scripts:
                    letters, fitting = share_in(texts, scripts)
                    wrong |= (letters >= FEWEST_LETTERS) & (2 * fitting < letters)
        found: list[bool] = wrong.tolist()
        return found


def pair_digest(source: bytes, target: bytes) -> bytes:
    """A 16-byte hash of a pair. A collision would drop a good pair, but with 128 bits none is to be expected."""
    return blake2b(source + b"\n" + target, digest_size=16).digest()


@dataclass(frozen=True)
class Preview:
    """The first pairs of a corpus as training would use them."""

    pairs: list[tuple[str, str]]  # the first ones kept
    report: CleaningReport  # of the lines looked at
    share: float  # of the file that was read, 0 to 1, to estimate the total
    whole: bool  # whether every line was read


def preview(
    source: CorpusSource,
    cleaning: CleaningRecipe,
    count: int = 200,
    limit_lines: int = 20_000,
    stop: Callable[[], bool] = lambda: False,
) -> Preview:
    """The first `count` pairs that cleaning keeps, and the report of the first `limit_lines` lines.

    `stop` is called every 4096 lines; once it returns True, the result so far is returned. Raises `UserError` as
    `read_corpus` does.
    """
    shares = [0.0]
    items = read_corpus(source, lambda share: shares.append(share))
    cleaner = Cleaner(cleaning)
    pairs: list[tuple[str, str]] = []
    seen: set[bytes] = set()
    for chunk in cleaner.clean(source.path.name, islice(items, limit_lines)):
        for pair in chunk:
            if cleaning.drop_duplicates:
                digest = pair_digest(pair.source.encode(), pair.target.encode())
                if digest in seen:
                    cleaner.drop_duplicate(Example(source.path.name, pair.line, pair.source, pair.target))
                    continue
                seen.add(digest)
            if len(pairs) < count:
                pairs.append((pair.source, pair.target))
        if stop():
            break
    looked_at = cleaner.report.read
    whole = not stop() and next(items, None) is None
    return Preview(pairs, cleaner.report, 1.0 if whole else shares[-1] if looked_at else 0.0, whole)
