"""What cleaning left out of a corpus, and why: counts and examples, so that nothing is dropped silently."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from model.errors import QT_TRANSLATE_NOOP, Sentence, listed

EXAMPLES = 5  # dropped pairs kept as examples for each reason
EXAMPLE_CHARACTERS = 200  # of each side of an example


class Reason(Enum):
    """Why a line is left out, in words for the user."""

    MALFORMED = Sentence(QT_TRANSLATE_NOOP("Model", "no sentence pair"))
    NOT_UTF8 = Sentence(QT_TRANSLATE_NOOP("Model", "not UTF-8 text"))
    CONTROL = Sentence(QT_TRANSLATE_NOOP("Model", "with a NUL or a carriage return inside"))
    LANGUAGE = Sentence(QT_TRANSLATE_NOOP("Model", "without one of the two languages"))
    COLUMNS = Sentence(QT_TRANSLATE_NOOP("Model", "with more columns than most lines"))
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
    """What most pairs of a corpus are like, which is expected of each of them."""

    source_scripts: tuple[str, ...] = ()  # of most letters, the commonest first, such as "Latin"
    target_scripts: tuple[str, ...] = ()
    length_scale: float = 1.0  # median of target characters / source characters


@dataclass
class CleaningReport:
    """How many lines were read, kept and dropped: at the end `read == kept + sum(dropped.values())`."""

    read: int = 0
    kept: int = 0
    dropped: dict[Reason, int] = field(default_factory=lambda: dict.fromkeys(Reason, 0))
    examples: dict[Reason, list[Example]] = field(default_factory=lambda: {reason: [] for reason in Reason})
    usual: Usual = Usual()
    remarks: list[Sentence] = field(default_factory=list)  # about what was kept and looks wrong all the same

    def drop(self, reason: Reason, example: Example) -> None:
        """Count a line that is left out, and keep it as an example if there are few yet."""
        self.dropped[reason] += 1
        if self.wants_example(reason):
            self.examples[reason].append(
                Example(example.file, example.line, _short(example.source), _short(example.target), example.why)
            )

    def wants_example(self, reason: Reason) -> bool:
        return len(self.examples[reason]) < EXAMPLES

    def left_out(self, where: Path) -> Sentence | None:
        """How many lines were left out and why, the commonest reason first; `where` the examples are. None for none."""
        if self.read == self.kept:
            return None
        counted = QT_TRANSLATE_NOOP("Model", "{count} {reason}")
        return Sentence(
            QT_TRANSLATE_NOOP("Model", "{left_out} of {read} lines are left out: {reasons}. Examples are in {where}."),
            left_out=f"{self.read - self.kept:,}",
            read=f"{self.read:,}",
            reasons=listed(Sentence(counted, count=f"{count:,}", reason=reason) for reason, count in self._by_count()),
            where=where,
        )

    def _by_count(self) -> list[tuple[Sentence, int]]:
        """The reasons for which lines were dropped, the commonest first."""
        found = sorted(self.dropped.items(), key=lambda item: -item[1])
        return [(reason.value, count) for reason, count in found if count]

    def to_dict(self) -> dict[str, Any]:
        return {
            "read": self.read,
            "kept": self.kept,
            "dropped": {reason.name: count for reason, count in self.dropped.items()},
            "examples": {
                reason.name: [example.to_dict() for example in found] for reason, found in self.examples.items()
            },
            "usual": vars(self.usual),
            "remarks": [remark.to_json() for remark in self.remarks],
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
            remarks=[found for remark in value["remarks"] if (found := Sentence.from_json(remark)) is not None],
        )


def _short(text: str) -> str:
    return text if len(text) <= EXAMPLE_CHARACTERS else text[: EXAMPLE_CHARACTERS - 1] + "…"
