"""Names for heads by what they measurably do; the rule that named a head can be shown with its numbers. NumPy only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

import numpy as np

from model.values.questions.head_measures import HeadMeasures, Measure
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, SiteGroup


class Role(Enum):
    ALIGNED = "aligned"
    PREVIOUS = "previous"
    SAME = "same"
    NEXT = "next"
    SPECIAL = "special"
    PUNCTUATION = "punctuation"
    NEARBY = "nearby"
    BROAD = "broad"
    SHARP = "sharp"
    MIXED = "mixed"  # no rule holds
    NONE = "none"  # nothing could be measured


@dataclass(frozen=True)
class Rule:
    """A head may be called `role` where its `measure` is at least `least`: its excess over even attention, or
    (`above_even` False) the measure itself.
    """

    role: Role
    measure: Measure
    least: float
    above_even: bool = True


# The thresholds are a convention. Excesses are 0 for even attention, whatever the sentence's length, so a share names a
# head only if it looks there far more than by chance; they are low enough that heads of real models get names.
BROAD_RULE = Rule(Role.BROAD, Measure.EVENNESS, 0.8, above_even=False)  # asked first: such a head prefers no place
# Of these rules the one that holds with the greatest excess names the head; on a tie the first in this order.
SHARE_RULES = (
    Rule(Role.ALIGNED, Measure.AGREEMENT, 0.4),
    Rule(Role.PREVIOUS, Measure.PREVIOUS, 0.35),
    Rule(Role.SAME, Measure.SAME, 0.35),
    Rule(Role.NEXT, Measure.NEXT, 0.35),
    Rule(Role.SPECIAL, Measure.SPECIAL, 0.35),
    Rule(Role.PUNCTUATION, Measure.PUNCTUATION, 0.35),
)
# Used only where none of the rules above holds: the first of these that holds.
OTHER_RULES = (
    Rule(Role.NEARBY, Measure.NEARBY, 0.35),
    Rule(Role.SHARP, Measure.LARGEST, 0.65),
)
# In cross-attention "same" is the aligned piece: AGREEMENT and SAME say nearly the same; the role is called ALIGNED.
_NOT_OF_CROSS = frozenset({Role.SAME})
_ONLY_OF_CROSS = frozenset({Role.ALIGNED})
_NOT_OF_DECODER = frozenset({Role.NEXT})


def rules_of(group: SiteGroup) -> tuple[Rule, ...]:
    """All rules that a head of this kind can be named by, in order."""
    left_out = {
        ENCODER_SELF: _ONLY_OF_CROSS,
        DECODER_SELF: _ONLY_OF_CROSS | _NOT_OF_DECODER,
        CROSS: _NOT_OF_CROSS,
    }[group]
    return tuple(rule for rule in (BROAD_RULE, *SHARE_RULES, *OTHER_RULES) if rule.role not in left_out)


@dataclass(frozen=True)
class Reading:
    """What a rule finds at one head."""

    rule: Rule
    value: float  # the head's mean of the rule's measure
    even: float  # what even attention would give over the same rows
    excess: float  # NaN for a rule that does not ask for it

    @property
    def judged(self) -> float:
        """The number that the rule compares; NaN where nothing was measured."""
        return self.excess if self.rule.above_even else self.value

    @property
    def holds(self) -> bool:
        return self.judged >= self.rule.least  # NaN never is


@dataclass(frozen=True)
class NamedHead:
    """The role of a head and why. `reading`: of the rule that named it, or for a mixed head of the share that came
    nearest; None: nothing was measured.
    """

    role: Role
    reading: Reading | None = None
    guided: bool = False  # trained to align words (guided alignment), whatever it measurably does


Names = tuple[tuple[NamedHead, ...], ...]  # [layer][head]


def name_heads(measures: HeadMeasures, guided: tuple[int, int] | None = None) -> Names:
    """[layer][head], by the rules of the kind; `guided` is the head that was trained to align, if there is one."""
    rules = rules_of(measures.group)
    arrays = {
        rule: (
            measures.mean(rule.measure),
            measures.even(rule.measure),
            measures.excess(rule.measure) if rule.above_even else np.full(measures.sums.shape[1:], np.nan),
        )
        for rule in rules
    }

    def name(layer: int, head: int) -> NamedHead:
        found = [Reading(rule, *(float(each[layer, head]) for each in arrays[rule])) for rule in rules]
        found = [reading for reading in found if not np.isnan(reading.judged)]
        if not found:
            return NamedHead(Role.NONE)
        held = [reading for reading in found if reading.holds]
        shares = [reading for reading in held if reading.rule in SHARE_RULES]
        if held and held[0].rule == BROAD_RULE:
            named = held[0]
        elif shares:
            named = max(shares, key=_strength)
        elif held:
            named = held[0]
        else:
            shares = [reading for reading in found if reading.rule in SHARE_RULES]
            return NamedHead(Role.MIXED, max(shares, key=_strength) if shares else None)
        return NamedHead(named.rule.role, named)

    def marked(layer: int, head: int) -> NamedHead:
        return replace(name(layer, head), guided=guided == (layer, head))

    return tuple(tuple(marked(layer, head) for head in range(measures.heads)) for layer in range(measures.layers))


def _strength(reading: Reading) -> float:
    """For comparing: without the rounding of sums, so that equals go by the rules' order."""
    return round(reading.excess, 9)
