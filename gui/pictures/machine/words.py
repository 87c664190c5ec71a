"""What the boxes of figure 1 are called, how large they are, and why they are there, in the paper's words and our own.

Names are short for the drawing; `why_text` is one or two sentences with the paper's section.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.heatmap.words import MINUS
from gui.pictures.machine.boxes import Box, Machine, Stage
from model.values.questions.machine import Stack

translate = QCoreApplication.translate


def number(value: float, decimals: int = 4) -> str:
    """The number with a true minus sign; no sign if it is shown as zero."""
    text = f"{value:.{decimals}f}"
    if text.startswith("-"):
        return text[1:] if not text.strip("-0.") else MINUS + text[1:]
    return text


def added(value: float, decimals: int = 4) -> str:
    """As the second part of a sum: "+ 1.2", "− 1.2"."""
    text = number(value, decimals)
    return f"{MINUS} {text[1:]}" if text.startswith(MINUS) else f"+ {text}"


def isolated(text: str) -> str:
    """A piece of any script that must not reorder the line around it (Unicode's first strong isolate)."""
    return f"\u2068{text}\u2069"


def grouped(count: int) -> str:
    """8000 -> "8,000"."""
    return f"{count:,}"


def stack_text(stack: Stack) -> str:
    return translate("Inside", "Encoder") if stack == "encoder" else translate("Inside", "Decoder")


def sublayer_text(box: Box) -> str:
    """The sub-layer that a box is, or that it belongs to."""
    if box.part == "ff":
        return translate("Inside", "Feed-forward")
    if box.part == "cross":
        return translate("Inside", "Cross-attention")
    return (
        translate("Inside", "Self-attention")
        if box.stack == "encoder"
        else translate("Inside", "Masked self-attention")
    )


def short_text(box: Box) -> str:
    """The name in the drawing."""
    names = {
        Stage.PIECES: translate("Inside", "Inputs")
        if box.stack == "encoder"
        else translate("Inside", "Outputs, shifted right"),
        Stage.EMBEDDING: translate("Inside", "Embedding"),
        Stage.POSITIONS: translate("Inside", "+ positions"),
        Stage.NORM: translate("Inside", "Norm"),
        Stage.ADD: translate("Inside", "Add"),
        Stage.ADD_NORM: translate("Inside", "Add & norm"),
        Stage.FINAL_NORM: translate("Inside", "Last norm"),
        Stage.LINEAR: translate("Inside", "Linear"),
        Stage.SOFTMAX: translate("Inside", "Softmax"),
    }
    if box.stage is not Stage.SUBLAYER:
        return names[box.stage]
    if box.part == "self" and box.stack == "decoder":
        return translate("Inside", "Masked attention")
    return sublayer_text(box)


def size_text(box: Box, machine: Machine, positions: int) -> str:
    """The numbers in the drawing: pieces, vocabulary, widths, heads."""
    vocabulary = machine.source_vocabulary if box.stack == "encoder" else machine.target_vocabulary
    if box.stage is Stage.PIECES:
        return grouped(positions)
    if box.stage is Stage.EMBEDDING:
        return grouped(vocabulary)
    if box.stage in (Stage.LINEAR, Stage.SOFTMAX):
        return grouped(vocabulary)
    if box.stage is Stage.SUBLAYER:
        if box.part == "ff":
            return grouped(machine.d_ff)
        return f"{machine.heads}×{machine.d_model // machine.heads}"
    return str(machine.d_model)


def strip_text(box: Box) -> str:
    """Short, where the stack is known: "L3 · Add & norm"."""
    if box.layer is None:
        return short_text(box)
    return translate("Inside", "L{0} · {1}").format(box.layer + 1, short_text(box))


def long_text(box: Box, machine: Machine) -> str:
    """The name with its place: "Decoder, layer 3 of 6: add & norm after cross-attention"."""
    if box.layer is None:
        return translate("Inside", "{0}: {1}").format(stack_text(box.stack), _named(box))
    return translate("Inside", "{0}, layer {1} of {2}: {3}").format(
        stack_text(box.stack), box.layer + 1, machine.layers(box.stack), _named(box)
    )


def _named(box: Box) -> str:
    part = sublayer_text(box).lower() if box.part else ""
    return {
        Stage.PIECES: translate("Inside", "input pieces")
        if box.stack == "encoder"
        else translate("Inside", "output pieces, shifted right"),
        Stage.EMBEDDING: translate("Inside", "embedding"),
        Stage.POSITIONS: translate("Inside", "positions are added"),
        Stage.NORM: translate("Inside", "norm before {0}").format(part),
        Stage.SUBLAYER: part,
        Stage.ADD: translate("Inside", "{0} is added").format(part),
        Stage.ADD_NORM: translate("Inside", "add & norm after {0}").format(part),
        Stage.FINAL_NORM: translate("Inside", "last norm"),
        Stage.LINEAR: translate("Inside", "linear, to logits"),
        Stage.SOFTMAX: translate("Inside", "softmax, to probabilities"),
    }[box.stage]


def shape_text(box: Box, machine: Machine, positions: int, other: int) -> str:
    """What goes in and out at this step; `other` positions are on the encoder's side of cross-attention."""
    d, n = machine.d_model, positions
    vocabulary = grouped(machine.source_vocabulary if box.stack == "encoder" else machine.target_vocabulary)
    vectors = f"[{n}, {d}]"
    if box.stage is Stage.PIECES:
        return f"[{n}]"
    if box.stage is Stage.EMBEDDING:
        return f"[{n}] → {vectors}"
    if box.stage is Stage.LINEAR:
        return f"{vectors} → [{n}, {vocabulary}]"
    if box.stage is Stage.SOFTMAX:
        return f"[{n}, {vocabulary}] → [{n}, {vocabulary}]"
    if box.stage is Stage.SUBLAYER and box.part == "ff":
        return f"{vectors} → [{n}, {grouped(machine.d_ff)}] → {vectors}"
    if box.stage is Stage.SUBLAYER:
        if box.part == "cross":
            return translate("Inside", "Q {0}, K V [{1}, {2}] → {0}").format(vectors, other, d)
        return f"{vectors} → [{n}, {machine.heads} × {d // machine.heads}] → {vectors}"
    if box.stage in (Stage.ADD, Stage.ADD_NORM, Stage.POSITIONS):
        return f"{vectors} + {vectors} → {vectors}"
    return f"{vectors} → {vectors}"


def rule_text(box: Box, machine: Machine) -> str:
    """The formula."""
    if box.stage is Stage.EMBEDDING and machine.scale != 1.0:
        return translate("Inside", "row · √d_model")
    if box.stage is Stage.SUBLAYER:
        if box.part != "ff":
            return translate("Inside", "Concat(head₁ … head_h) W_O")
        if machine.activation == "relu":
            return translate("Inside", "max(0, x W₁ + b₁) W₂ + b₂")
        return translate("Inside", "{0}(x W₁ + b₁) W₂ + b₂").format(machine.activation.upper())
    return {
        Stage.PIECES: "",
        Stage.EMBEDDING: translate("Inside", "row"),
        Stage.POSITIONS: translate("Inside", "embedding + sinusoids"),
        Stage.NORM: translate("Inside", "LayerNorm(x)"),
        Stage.ADD: translate("Inside", "x + Sublayer(LayerNorm(x))"),
        Stage.ADD_NORM: translate("Inside", "LayerNorm(x + Sublayer(x))"),
        Stage.FINAL_NORM: translate("Inside", "LayerNorm(x)"),
        Stage.LINEAR: translate("Inside", "output · row of each piece"),
        Stage.SOFTMAX: translate("Inside", "exp(logit) / Σ exp(logits)"),
    }[box.stage]


def why_text(box: Box, machine: Machine) -> str:
    """What the box does and why, with the paper's section; where this model differs, what it does instead."""
    if box.stage is Stage.SUBLAYER:
        return _sublayer_why(box, machine)
    if box.stage is Stage.PIECES and box.stack == "encoder":
        return translate(
            "Inside", "The sentence cut into pieces of the vocabulary; the model knows each piece only by its number."
        )
    if box.stage is Stage.PIECES:
        return translate(
            "Inside",
            "What has been written so far, shifted right: <s> stands first, and each position predicts the piece after "
            "its own. Unshifted, it would be given the very piece it has to find (section 3.1).",
        )
    if box.stage is Stage.EMBEDDING:
        if machine.scale == 1.0:
            return translate(
                "Inside",
                "Each piece is a row of {0} numbers that training found. The paper multiplies them by √d_model; this "
                "model takes them as they are (section 3.4).",
            ).format(machine.d_model)
        return translate(
            "Inside",
            "Each piece is a row of {0} numbers that training found. The factor √{0} = {1:g} makes them as large as "
            "the positions that are added next, which would drown them otherwise (section 3.4).",
        ).format(machine.d_model, round(machine.scale, 3))
    if box.stage is Stage.POSITIONS:
        return translate(
            "Inside",
            "Attention by itself sees a bag of pieces, not a row. So each position adds its own pattern of fast and "
            "slow waves, and equal pieces at different places become different vectors (section 3.5).",
        )
    if box.stage is Stage.LINEAR:
        matrix = (
            translate("Inside", "the embedding matrix, used once more")
            if machine.tied
            else translate("Inside", "a matrix of its own")
        )
        return translate(
            "Inside",
            "The last vector is compared with one row for every piece of the vocabulary ({0}): multiplied number by "
            "number and summed up, that is the piece’s logit (section 3.4).",
        ).format(matrix)
    if box.stage is Stage.SOFTMAX:
        return translate(
            "Inside",
            "Each logit becomes e to its power, divided by the sum of all {0}: probabilities that sum to 1. The piece "
            "that is chosen is the decoder’s next input (section 3.4).",
        ).format(grouped(machine.target_vocabulary))
    return _norm_why(box, machine)


def _sublayer_why(box: Box, machine: Machine) -> str:
    d, heads = machine.d_model, machine.heads
    if box.part == "ff":
        place = translate("Inside", "The last sub-layer, and the only one where positions do not meet. ")
        relu = (
            translate("Inside", "all below zero become 0")
            if machine.activation == "relu"
            else translate("Inside", "an activation ({0})").format(machine.activation.upper())
        )
        return place + translate(
            "Inside", "{0} numbers become {1}, then {2}, and they become {0} again (section 3.3)."
        ).format(d, grouped(machine.d_ff), relu)
    if box.part == "cross":
        return translate(
            "Inside",
            "The second of three sub-layers: the decoder asks (queries), the encoder’s output answers (keys and "
            "values). Only here does the translation read the source sentence (section 3.2.3).",
        )
    if box.stack == "decoder":
        return translate(
            "Inside",
            "The first of three sub-layers: each position looks at itself and at what was written before, in {0} heads "
            "of {1} numbers. What comes later is masked, or training would give the answer away (section 3.2.3).",
        ).format(heads, d // heads)
    return translate(
        "Inside",
        "Each position looks at all pieces of the sentence and takes in a mixture of them, in {0} heads of {1} "
        "numbers; W_O turns them into {2} numbers again, so that they can be added to x (section 3.2.2).",
    ).format(heads, d // heads, d)


def _norm_why(box: Box, machine: Machine) -> str:
    if box.stage is Stage.NORM:
        return translate(
            "Inside",
            "This model normalises before the sub-layer (pre-norm), unlike the paper: only the sub-layer’s own copy "
            "gets mean 0 and variance 1, then · γ + β, which are learnt; x itself goes by untouched.",
        )
    if box.stage is Stage.FINAL_NORM:
        return translate(
            "Inside",
            "In a pre-norm model the sums grow from layer to layer, so one more LayerNorm stands at the stack’s end. "
            "The paper’s model has none here: its layers end in a norm already.",
        )
    return " ".join((_from_text(box), _residual_text(box, machine), _order_text(box), _onward_text(box, machine)))


def _from_text(box: Box) -> str:
    """Which x the sub-layer's output is added to."""
    if box.part != "self":
        return translate("Inside", "x comes from the sub-layer below.")
    if box.layer:
        return translate("Inside", "x comes from layer {0}.").format(box.layer)
    return translate("Inside", "x is the embeddings.")


def _residual_text(box: Box, machine: Machine) -> str:
    """What the residual connection is good for; another reason in each sub-layer of a layer."""
    if box.part == "self":
        return translate(
            "Inside",
            "The attention’s output is added (residual connection): through the sum, gradients also reach x directly, "
            "so that early layers learn.",
        )
    if box.part == "cross":
        return translate(
            "Inside", "What was read from the source is added; only equal widths add up, so d_model stays {0}."
        ).format(machine.d_model)
    return translate("Inside", "The network’s output is added, so that a layer learns only the change.")


def _order_text(box: Box) -> str:
    if box.stage is Stage.ADD:
        return translate(
            "Inside",
            "Pre-norm: the sum stays as it is; the paper has LayerNorm(x + Sublayer(x)) (section 3.1).",
        )
    return translate("Inside", "LayerNorm: mean 0, variance 1, then · γ + β, which are learnt (section 3.1).")


def _onward_text(box: Box, machine: Machine) -> str:
    """Where the result goes: the boxes form a chain."""
    if box.part == "self" and box.stack == "decoder":
        return translate("Inside", "The result is the cross-attention’s x.")
    if box.part != "ff":
        return translate("Inside", "The result is the feed-forward network’s x.")
    assert box.layer is not None
    if box.layer + 1 < machine.layers(box.stack):
        return translate("Inside", "The result is layer {0}’s x.").format(box.layer + 2)
    if machine.pre_norm:
        return translate("Inside", "The result goes to the stack’s last norm.")
    if box.stack == "encoder":
        return translate("Inside", "The result is the encoder’s output: every cross-attention reads it.")
    return translate("Inside", "The result is the decoder’s output: the next piece is read from it.")
