"""The numbers of one query and one key: q, k, their products, the row's softmax, the values, W_O, the output."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from gui.heatmap.token_axis import TokenLabel, key_labels, query_labels
from gui.look.theme import Theme
from gui.pictures.head_steps.picture import Stage, scaling_text
from gui.pictures.vectors import number_text, shared_limit
from model.values.masks import MaskReason
from model.values.questions.attention import AttentionNumbers, Doubles, head_row
from model.values.trace import Floats, Trace

translate = QCoreApplication.translate


@dataclass(frozen=True, eq=False)
class Strip:
    """One vector with its name; in strips of one group, numbers of one position stand below each other."""

    group: str
    name: str
    values: Floats  # [n]
    limit: float
    told: str  # beside it
    tip: str  # {0}: the number that is pointed at
    head: int | None = None  # of one of the thin strips of all heads
    grow: float = 1.0


class ChainNumbers:
    """Everything about `query` and `key` of one head; `row` holds the numbers of the whole row."""

    def __init__(
        self, trace: Trace, numbers: AttentionNumbers, head: int, query: int, key: int, stage: Stage, theme: Theme
    ) -> None:
        self.trace = trace
        self.numbers = numbers
        self.query, self.key = query, key
        self.stage = stage
        self.theme = theme
        self.reasons = trace.reasons(numbers.group)[query]
        self.row = head_row(numbers, trace.reasons(numbers.group) == MaskReason.ALLOWED, head, query)
        self._query: TokenLabel = query_labels(trace, numbers.group)[query]
        self._key: TokenLabel = key_labels(trace.key_pieces(numbers.group))[key]
        self.strips = self._strips()

    @property
    def title(self) -> str:
        """Which query and key it is about."""
        name = f"\u2068{self._query.text}\u2069"
        if self._query.predicts:
            name += f" → \u2068{self._query.predicts}\u2069"
        return translate("Inside", "query {0}  ·  key {1}").format(name, f"\u2068{self._key.text}\u2069")

    def step_numbers(self) -> list[tuple[str, float | None]]:
        """The four numbers of the cell, by stage: what was done, and what came out; None: minus infinity."""
        row, key = self.row, self.key
        allowed = bool(row.allowed[key])
        return [
            (translate("Inside", "q · k"), float(row.dots[key])),
            (scaling_text(self.numbers), float(row.scaled[key])),
            (self._mask_word(), float(row.scaled[key]) if allowed else None),
            (translate("Inside", "softmax"), float(row.weights[key])),
        ]

    def _mask_word(self) -> str:
        reason = self.reasons[self.key]
        if reason == MaskReason.FUTURE:
            return translate("Inside", "mask: future")
        return translate("Inside", "mask: padding") if reason == MaskReason.PADDING else translate("Inside", "mask")

    def softmax_text(self) -> str:
        """The row's exponentials and their sum."""
        row, key = self.row, self.key
        if not row.total:
            return translate("Inside", "nothing is allowed in this row: all weights are 0")
        power = f"e^(x − {number_text(row.shift)})" if row.shift else "eˣ"
        words = translate("Inside", "{0} = {1} ÷ row's sum {2} = {3}")
        weight = float(row.weights[key])
        return words.format(power, number_text(float(row.powers[key])), number_text(row.total), number_text(weight))

    def other_weights(self) -> tuple[str, Doubles] | None:
        """The row without this stage's operation, with a name; None where there is nothing to compare."""
        if self.stage <= Stage.SCALED and (self.numbers.scale != 1.0 or self.numbers.bias is not None):
            return translate("Inside", "without {0}").format(scaling_text(self.numbers)), self.row.undivided
        if self.stage is Stage.MASKED and not self.row.allowed.all():
            return translate("Inside", "without the mask"), self.row.unmasked
        return None

    def _strips(self) -> list[Strip]:
        numbers, row, head = self.numbers, self.row, self.row.head
        q, k, v = numbers.queries[head, self.query], numbers.keys[head, self.key], numbers.values[head, self.key]
        weight = float(row.weights[self.key])
        products = q * k
        both = shared_limit(q, k)
        single = shared_limit(products)
        summed = numbers.heads[head, self.query]
        spread = shared_limit(numbers.values[head], summed)
        parts = [numbers.contribution(other)[self.query] for other in range(len(numbers.queries))]
        bias, out = numbers.out_bias, numbers.out[self.query]
        wide = shared_limit(*parts, out, *(() if bias is None else (bias,)))
        length = translate("Inside", "length {0}")
        sum_ = translate("Inside", "sum {0}").format(number_text(float(row.dots[self.key])))
        strips = [
            Strip("score", f"q  {self._query.text}", q, both, length.format(_length(q)), "q = {0}"),
            Strip("score", f"k  {self._key.text}", k, both, length.format(_length(k)), "k = {0}"),
            Strip("score", translate("Inside", "q × k"), products, single, sum_, "q × k = {0}"),
            Strip("value", f"v  {self._key.text}", v, spread, length.format(_length(v)), "v = {0}"),
            Strip(
                "value",
                translate("Inside", "{0} × v").format(number_text(weight)),
                (weight * v).astype(np.float32),
                spread,
                length.format(f"{float(row.added[self.key]):.4f}"),
                translate("Inside", "weight × v = {0}"),
            ),
            Strip(
                "value",
                translate("Inside", "sum over keys"),
                summed,
                spread,
                length.format(_length(summed)),
                translate("Inside", "sum of all weights × v = {0}"),
            ),
            Strip(
                "output",
                translate("Inside", "× its W_O"),
                parts[head],
                wide,
                length.format(_length(parts[head])),
                translate("Inside", "this head adds {0}"),
            ),
        ]
        for other, part in enumerate(parts):
            told = translate("Inside", "head {0} adds {1}").format(other + 1, "{0}")
            strips.append(Strip("output", "", part, wide, "", told, other, 3.2 / len(parts)))
        if bias is not None:
            told = translate("Inside", "the bias adds {0}")
            name = translate("Inside", "+ bias of W_O")
            strips.append(Strip("output", name, bias, wide, length.format(_length(bias)), told))
        name = translate("Inside", "= output") if bias is not None else translate("Inside", "= output (no bias)")
        strips.append(
            Strip("output", name, out, wide, length.format(_length(out)), translate("Inside", "the output is {0}"))
        )
        return strips

    def texts_at(self, strip: int, index: int) -> tuple[str, str]:
        """The number that is pointed at, and what it is; products and sums are written with their parts."""
        shown = self.strips[strip]
        values = {other.name: float(other.values[index]) for other in self.strips if other.group == shown.group}
        words = translate("Inside", "number {0} of {1}").format(index + 1, shown.values.size)
        if shown.group == "score":
            q, k, product = list(values.values())
            return f"{number_text(q)} × {number_text(k)} = {number_text(product)}", f"q × k · {words}"
        return shown.tip.format(number_text(float(shown.values[index]))), words

    def bar_texts(self, key: int) -> tuple[str, str]:
        row = self.row
        name = key_labels(self.trace.key_pieces(self.numbers.group))[key].text
        if not row.allowed[key]:
            return translate("Inside", "masked: weight 0"), name
        words = translate("Inside", "{0} ÷ {1} = {2}")
        parts = float(row.powers[key]), row.total, float(row.weights[key])
        return words.format(*(number_text(part) for part in parts)), name


def _length(vector: Floats) -> str:
    return f"{float(np.linalg.norm(vector.astype(np.float64))):.4f}"
