"""What the views of one head say: each stage's rule, and why it is there, with this head's own numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication, QLocale

from gui.heatmap.head_picture import visible_rows
from gui.pictures.head_steps.picture import Stage, divisor_text
from gui.pictures.vectors import number_text
from gui.views.parts.numbers import percent
from model.values.masks import MaskReason
from model.values.questions.attention import AttentionNumbers, HeadRow
from model.values.sites import DECODER_SELF, SiteGroup
from model.values.trace import Trace

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Facts:
    """The numbers in the reasons, over all cells that are shown and not padding."""

    variance: float  # of q . k
    lowest: float
    highest: float
    divided: float  # variance of the scaled scores
    future: float  # share of the row's attention that would go to the future without the mask
    padding: float  # and to padding


def facts(trace: Trace, numbers: AttentionNumbers, row: HeadRow, step: int) -> Facts:
    """The facts of the row's head at a decoding step."""
    reasons = trace.reasons(numbers.group)
    visible = visible_rows(trace, numbers.group, step)
    real = reasons[:visible] != MaskReason.PADDING
    dots = numbers.dots(row.head)[:visible][real]
    return Facts(
        variance=float(dots.var()) if dots.size else 0.0,
        lowest=float(dots.min(initial=0.0)),
        highest=float(dots.max(initial=0.0)),
        divided=float(numbers.scaled(row.head)[:visible][real].var()) if dots.size else 0.0,
        future=float(row.unmasked[reasons[row.query] == MaskReason.FUTURE].sum()),
        padding=float(row.unmasked[reasons[row.query] == MaskReason.PADDING].sum()),
    )


def stage_rule(stage: Stage, numbers: AttentionNumbers) -> str:
    if stage is Stage.DOTS:
        return translate("Inside", "q · k of every query and key: sums of {0} products").format(
            numbers.queries.shape[-1]
        )
    if stage is Stage.SCALED:
        if numbers.bias is not None:
            divided = numbers.scale != 1.0
            words = translate("Inside", "÷ {0}, plus a learned bias for each distance")
            plain = translate("Inside", "plus a learned bias for each distance")
            return words.format(divisor_text(numbers)) if divided else plain
        if numbers.scale == 1.0:
            return translate("Inside", "not divided: this model leaves q · k as it is")
        return translate("Inside", "divided by √d_k = {0} = {1}").format(
            divisor_text(numbers), number_text(1 / numbers.scale)
        )
    if stage is Stage.MASKED:
        return translate("Inside", "masked: what may not be looked at becomes −∞")
    return translate("Inside", "softmax: eˣ ÷ the row's sum, so rows add up to 1")


def stage_reason(stage: Stage, trace: Trace, numbers: AttentionNumbers, row: HeadRow, known: Facts) -> str:
    """Why the stage is there, in the numbers of this head and row."""
    if not row.allowed.any():
        return translate(
            "Inside", "This row is padding, which fills up a batch: it may look at nothing, and all its weights are 0."
        )
    locale = QLocale()
    if stage is Stage.DOTS:
        words = translate(
            "Inside", "The more alike a query and a key point, the larger their number: here from {0} to {1}."
        ).format(number_text(known.lowest), number_text(known.highest))
        if numbers.group == DECODER_SELF:
            words += " " + translate(
                "Inside", "There are numbers even for keys that come later: nothing is masked yet."
            )
        return words
    if stage is Stage.SCALED:
        if numbers.bias is not None:
            added = numbers.bias[row.head, row.query]
            return translate(
                "Inside",
                "This model has no positions in its input: here it learns how far to look. In this row {0} to {1} is "
                "added; without it, the largest weight would be {2} instead of {3}.",
            ).format(
                number_text(float(added.min())),
                number_text(float(added.max())),
                number_text(float(row.undivided.max())),
                number_text(float(row.weights.max())),
            )
        if numbers.scale == 1.0:
            return translate("Inside", "Its training made the scores small enough; their variance is {0}.").format(
                number_text(known.variance)
            )
        return translate(
            "Inside",
            "Why divide? Sums of {0} products grow large: a variance of {1} becomes {2}. Undivided, this row's largest "
            "weight would be {3} instead of {4}: the softmax would decide too sharply to learn from.",
        ).format(
            numbers.queries.shape[-1],
            number_text(known.variance),
            number_text(known.divided),
            number_text(float(row.undivided.max())),
            number_text(float(row.weights.max())),
        )
    if stage is Stage.MASKED:
        return _mask_reason(numbers.group, row, known, locale)
    key = int(row.weights.argmax())
    effective = float(np.exp(-np.sum(row.weights * np.log(np.maximum(row.weights, 1e-300)))))
    return translate(
        "Inside", "This row: its largest weight is {0}; it spreads as if over {1} keys alike (e to its entropy)."
    ).format(number_text(float(row.weights[key])), locale.toString(effective, "f", 1))


def _mask_reason(group: SiteGroup, row: HeadRow, known: Facts, locale: QLocale) -> str:
    words = []
    if group == DECODER_SELF:
        if known.future > 0:
            words.append(
                translate(
                    "Inside",
                    "What is the mask for? Training computes all rows at once. Unmasked, this row would give {0} of "
                    "its attention to pieces after it: it would copy the answer instead of predicting it.",
                ).format(percent(known.future, locale))
            )
        else:
            words.append(
                translate(
                    "Inside",
                    "What is the mask for? It hides the pieces that a row has to predict. After this last row there "
                    "are none; go back a step to see it at work.",
                )
            )
    if known.padding > 0:
        words.append(
            translate("Inside", "Unmasked, {0} would go to padding, which only fills up a batch.").format(
                percent(known.padding, locale)
            )
        )
    if not words:
        words.append(
            translate(
                "Inside",
                "Nothing is masked here: the whole source sentence is known from the start. Only padding would be, "
                "which fills up a batch of several sentences.",
            )
        )
    return " ".join(words)
