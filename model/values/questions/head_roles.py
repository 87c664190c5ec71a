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
    """A head may be called `role` where its `measure` is at least `least`."""

    role: Role
    measure: Measure
    least: float


# The thresholds are a convention, low enough that heads of real models get names: a head that gives two fifths of its
# attention to one kind of place looks there far more than by chance, and rarely does anything else as much.
# Of these rules the one that holds with the greatest share names the head; on a tie the first in this order.
SHARE_RULES = (
    Rule(Role.ALIGNED, Measure.AGREEMENT, 0.5),
    Rule(Role.PREVIOUS, Measure.PREVIOUS, 0.4),
    Rule(Role.SAME, Measure.SAME, 0.4),
    Rule(Role.NEXT, Measure.NEXT, 0.4),
    Rule(Role.SPECIAL, Measure.SPECIAL, 0.4),
    Rule(Role.PUNCTUATION, Measure.PUNCTUATION, 0.4),
)
# Used only where none of the rules above holds: the first of these that holds.
OTHER_RULES = (
    Rule(Role.NEARBY, Measure.NEARBY, 0.5),
    Rule(Role.BROAD, Measure.EVENNESS, 0.75),
    Rule(Role.SHARP, Measure.LARGEST, 0.7),
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
    return tuple(rule for rule in (*SHARE_RULES, *OTHER_RULES) if rule.role not in left_out)


@dataclass(frozen=True)
class NamedHead:
    """The role of a head and why: `rule` held with `value`. No rule: none held, or nothing was measured."""

    role: Role
    rule: Rule | None = None
    value: float = float("nan")
    guided: bool = False  # trained to align words (guided alignment), whatever it measurably does


Names = tuple[tuple[NamedHead, ...], ...]  # [layer][head]


def leading_share(measures: HeadMeasures, layer: int, head: int) -> tuple[Measure, float] | None:
    """The greatest of the shares that could name this head, whether it reaches its threshold or not."""
    found = [
        (rule.measure, float(measures.mean(rule.measure)[layer, head]))
        for rule in rules_of(measures.group)
        if rule in SHARE_RULES
    ]
    found = [pair for pair in found if not np.isnan(pair[1])]
    return max(found, key=lambda pair: pair[1]) if found else None


def name_heads(measures: HeadMeasures, guided: tuple[int, int] | None = None) -> Names:
    """[layer][head], by the rules of the kind; `guided` is the head that was trained to align, if there is one."""
    rules = rules_of(measures.group)
    means = {rule.measure: measures.mean(rule.measure) for rule in rules}
    evenness = measures.mean(Measure.EVENNESS)

    def name(layer: int, head: int) -> NamedHead:
        if np.isnan(evenness[layer, head]):
            return NamedHead(Role.NONE)
        held = [
            (rule, float(means[rule.measure][layer, head]))
            for rule in rules
            if means[rule.measure][layer, head] >= rule.least  # NaN never is
        ]
        shares = [pair for pair in held if pair[0] in SHARE_RULES]
        if shares:
            rule, value = max(shares, key=lambda pair: pair[1])  # the first of equals
            return NamedHead(rule.role, rule, value)
        return NamedHead(held[0][0].role, *held[0]) if held else NamedHead(Role.MIXED)

    def marked(layer: int, head: int) -> NamedHead:
        return replace(name(layer, head), guided=guided == (layer, head))

    return tuple(tuple(marked(layer, head) for head in range(measures.heads)) for layer in range(measures.layers))
