"""What measures and roles are called, how each is defined, and why a head has its name."""

from __future__ import annotations

from math import isnan

from PySide6.QtCore import QCoreApplication

from gui.heatmap.words import head_text
from model.values.questions.head_measures import HeadMeasures, Measure
from model.values.questions.head_roles import BROAD_RULE, SHARE_RULES, NamedHead, Reading, Role
from model.values.sites import CROSS, SiteGroup

GUIDED = "◆"  # marks a head that was trained to align words


def role_text(role: Role, group: SiteGroup) -> str:
    """The name of a role; in cross-attention places count from the aligned source piece."""
    cross = group == CROSS
    return {
        Role.ALIGNED: QCoreApplication.translate("Inside", "aligned"),
        Role.PREVIOUS: QCoreApplication.translate("Inside", "one before")
        if cross
        else QCoreApplication.translate("Inside", "previous"),
        Role.SAME: QCoreApplication.translate("Inside", "same"),
        Role.NEXT: QCoreApplication.translate("Inside", "one after")
        if cross
        else QCoreApplication.translate("Inside", "next"),
        Role.SPECIAL: QCoreApplication.translate("Inside", "start/end"),
        Role.PUNCTUATION: QCoreApplication.translate("Inside", "punctuation"),
        Role.NEARBY: QCoreApplication.translate("Inside", "nearby"),
        Role.BROAD: QCoreApplication.translate("Inside", "broad"),
        Role.SHARP: QCoreApplication.translate("Inside", "sharp"),
        Role.MIXED: QCoreApplication.translate("Inside", "mixed"),
        Role.NONE: QCoreApplication.translate("Inside", "—"),
    }[role]


def cell_text(role: Role, group: SiteGroup) -> str:
    """The short name, for cells."""
    if role is Role.PUNCTUATION:
        return QCoreApplication.translate("Inside", "punct.")
    if group == CROSS and role is Role.PREVIOUS:
        return QCoreApplication.translate("Inside", "before")
    if group == CROSS and role is Role.NEXT:
        return QCoreApplication.translate("Inside", "after")
    return role_text(role, group)


def named_text(named: NamedHead, group: SiteGroup) -> str:
    """The role, and the mark of a head that was trained to align."""
    return with_mark(role_text(named.role, group), named)


def with_mark(text: str, named: NamedHead) -> str:
    return f"{text} {GUIDED}" if named.guided else text


def measure_text(measure: Measure, group: SiteGroup) -> str:
    """The name of a measure, as in the middle of a sentence."""
    if group == CROSS and measure in _CROSS_PLACES:
        return {
            Measure.PREVIOUS: QCoreApplication.translate("Inside", "share one before the aligned piece"),
            Measure.SAME: QCoreApplication.translate("Inside", "share on the aligned piece"),
            Measure.NEXT: QCoreApplication.translate("Inside", "share one after the aligned piece"),
            Measure.NEARBY: QCoreApplication.translate("Inside", "share near the aligned piece"),
        }[measure]
    return {
        Measure.ENTROPY: QCoreApplication.translate("Inside", "entropy"),
        Measure.EVENNESS: QCoreApplication.translate("Inside", "evenness"),
        Measure.LARGEST: QCoreApplication.translate("Inside", "largest weight"),
        Measure.DISTANCE: QCoreApplication.translate("Inside", "mean distance"),
        Measure.PREVIOUS: QCoreApplication.translate("Inside", "share on the previous piece"),
        Measure.SAME: QCoreApplication.translate("Inside", "share on the same piece"),
        Measure.NEXT: QCoreApplication.translate("Inside", "share on the next piece"),
        Measure.NEARBY: QCoreApplication.translate("Inside", "share nearby"),
        Measure.SPECIAL: QCoreApplication.translate("Inside", "share on <s> and </s>"),
        Measure.PUNCTUATION: QCoreApplication.translate("Inside", "share on punctuation"),
        Measure.AGREEMENT: QCoreApplication.translate("Inside", "agreement with the alignment"),
    }[measure]


_CROSS_PLACES = frozenset({Measure.PREVIOUS, Measure.SAME, Measure.NEXT, Measure.NEARBY})


def column_text(measure: Measure, group: SiteGroup) -> str:
    """The name of a measure above a narrow column."""
    if group == CROSS and measure in _CROSS_PLACES:
        return {
            Measure.PREVIOUS: QCoreApplication.translate("Inside", "Before"),
            Measure.SAME: QCoreApplication.translate("Inside", "At"),
            Measure.NEXT: QCoreApplication.translate("Inside", "After"),
            Measure.NEARBY: QCoreApplication.translate("Inside", "Near"),
        }[measure]
    return {
        Measure.ENTROPY: QCoreApplication.translate("Inside", "Bits"),
        Measure.EVENNESS: QCoreApplication.translate("Inside", "Even"),
        Measure.LARGEST: QCoreApplication.translate("Inside", "Max"),
        Measure.DISTANCE: QCoreApplication.translate("Inside", "Dist."),
        Measure.PREVIOUS: QCoreApplication.translate("Inside", "Prev."),
        Measure.SAME: QCoreApplication.translate("Inside", "Same"),
        Measure.NEXT: QCoreApplication.translate("Inside", "Next"),
        Measure.NEARBY: QCoreApplication.translate("Inside", "Near"),
        Measure.SPECIAL: QCoreApplication.translate("Inside", "Ends"),
        Measure.PUNCTUATION: QCoreApplication.translate("Inside", "Punct."),
        Measure.AGREEMENT: QCoreApplication.translate("Inside", "Agree"),
    }[measure]


def number_text(measure: Measure, value: float) -> str:
    """Two decimals, with the unit where it is no share; nothing measured is a dash."""
    if isnan(value):
        return "—"
    if measure is Measure.ENTROPY:
        return QCoreApplication.translate("Inside", "{0} bits").format(f"{value:.2f}")
    if measure is Measure.DISTANCE:
        return QCoreApplication.translate("Inside", "{0} pieces").format(f"{value:.2f}")
    return f"{value:.2f}"


def reading_text(reading: Reading, group: SiteGroup) -> str:
    """A measure with its number and what chance would make of it."""
    return with_even(f"{measure_text(reading.rule.measure, group)} {reading.value:.3f}", f"{reading.even:.3f}")


def with_even(text: str, even: str) -> str:
    return QCoreApplication.translate("Inside", "{0} (even attention: {1})").format(text, even)


def why_text(measures: HeadMeasures, named: NamedHead, layer: int, head: int) -> str:
    """The rule that named a head with its numbers, or which came nearest; and whether it was trained to align."""
    text = _rule_text(measures.group, named, layer, head)
    if not named.guided:
        return text
    guided = QCoreApplication.translate("Inside", "This model was trained to align words with it (guided alignment).")
    return f"{GUIDED} {guided} {text}"


def _rule_text(group: SiteGroup, named: NamedHead, layer: int, head: int) -> str:
    name = QCoreApplication.translate("Inside", "{0} is “{1}”").format(
        head_text(layer, head), role_text(named.role, group)
    )
    reading = named.reading
    if named.role is Role.NONE:
        return QCoreApplication.translate(
            "Inside", "{0} has no name: no row of it may look at more than one piece."
        ).format(head_text(layer, head))
    if reading is None:
        return QCoreApplication.translate("Inside", "{0}: no rule holds.").format(name)
    told, least = reading_text(reading, group), f"{reading.rule.least:.2f}"
    if named.role is Role.MIXED:
        words = QCoreApplication.translate(
            "Inside", "{0}: no rule holds. Most above even attention: {1}, an excess of {2}, where a name takes {3}."
        )
    elif reading.rule == BROAD_RULE:
        return QCoreApplication.translate(
            "Inside", "{0}: {1} {2} ≥ {3}, so it prefers no place enough to be named by it."
        ).format(name, measure_text(reading.rule.measure, group), f"{reading.value:.3f}", least)
    elif reading.rule in SHARE_RULES:
        words = QCoreApplication.translate(
            "Inside", "{0}: {1}, an excess of {2} ≥ {3}, the greatest that reaches its threshold."
        )
    else:
        words = QCoreApplication.translate(
            "Inside", "{0}: {1}, an excess of {2} ≥ {3}, and no share on one place reaches its threshold."
        )
    return words.format(name, told, f"{reading.excess:.3f}", least)
