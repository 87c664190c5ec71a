"""The summaries by name, each with its rule, what it says, where it misleads, and where it comes from."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QCoreApplication

from gui.heatmap.summary import Summary
from model.values.sites import CROSS, DECODER_SELF, SiteGroup


class Choice(Enum):
    """What a map of this view can show."""

    HEAD = "head"
    MEAN_HEADS = "mean of heads"
    MAX_HEADS = "maximum of heads"
    MEAN_LAYERS = "mean of layers"
    MAX_LAYERS = "maximum of layers"
    MEAN_ALL = "mean of all"
    MAX_ALL = "maximum of all"
    ROLLOUT = "rollout"
    NORM_HEAD = "norm of the head"
    NORM_LAYER = "norm of the layer"


PLAIN = {
    Choice.HEAD: Summary.HEAD,
    Choice.MEAN_HEADS: Summary.MEAN_HEADS,
    Choice.MAX_HEADS: Summary.MAX_HEADS,
    Choice.MEAN_LAYERS: Summary.MEAN_LAYERS,
    Choice.MAX_LAYERS: Summary.MAX_LAYERS,
    Choice.MEAN_ALL: Summary.MEAN_ALL,
    Choice.MAX_ALL: Summary.MAX_ALL,
}
NORMS = (Choice.NORM_HEAD, Choice.NORM_LAYER)
OF_LAYER = (Choice.HEAD, Choice.NORM_HEAD, Choice.MEAN_HEADS, Choice.MAX_HEADS, Choice.NORM_LAYER)  # of one layer
OF_HEAD = (Choice.HEAD, Choice.NORM_HEAD, Choice.MEAN_LAYERS, Choice.MAX_LAYERS)  # of one head number
# The plain weights that each summary is best compared with.
BESIDE = {
    Choice.HEAD: Choice.MEAN_HEADS,
    Choice.MEAN_HEADS: Choice.HEAD,
    Choice.MAX_HEADS: Choice.MEAN_HEADS,
    Choice.MEAN_LAYERS: Choice.HEAD,
    Choice.MAX_LAYERS: Choice.MEAN_LAYERS,
    Choice.MEAN_ALL: Choice.HEAD,
    Choice.MAX_ALL: Choice.MEAN_ALL,
    Choice.ROLLOUT: Choice.MEAN_ALL,
    Choice.NORM_HEAD: Choice.HEAD,
    Choice.NORM_LAYER: Choice.MEAN_HEADS,
}


def choice_text(choice: Choice) -> str:
    return {
        Choice.HEAD: QCoreApplication.translate("Inside", "Weights of one head"),
        Choice.MEAN_HEADS: QCoreApplication.translate("Inside", "Mean of the layer's heads"),
        Choice.MAX_HEADS: QCoreApplication.translate("Inside", "Maximum of the layer's heads"),
        Choice.MEAN_LAYERS: QCoreApplication.translate("Inside", "Mean of layers, one head number"),
        Choice.MAX_LAYERS: QCoreApplication.translate("Inside", "Maximum of layers, one head number"),
        Choice.MEAN_ALL: QCoreApplication.translate("Inside", "Mean of all layers and heads"),
        Choice.MAX_ALL: QCoreApplication.translate("Inside", "Maximum of all layers and heads"),
        Choice.ROLLOUT: QCoreApplication.translate("Inside", "Attention rollout"),
        Choice.NORM_HEAD: QCoreApplication.translate("Inside", "Value-weighted norm, one head"),
        Choice.NORM_LAYER: QCoreApplication.translate("Inside", "Value-weighted norm, whole layer"),
    }[choice]


def formula_text(choice: Choice, group: SiteGroup) -> str:
    """How each cell [q, k] is computed. W is a weight, l a layer of L, h a head of H."""
    if choice is Choice.ROLLOUT and group == CROSS:
        return QCoreApplication.translate(
            "Inside",
            "R = A_L ⋯ A_2 A_1 of the encoder, with A_l = ½ mean_h W_lh + ½ I.\n"
            "S_0 = 0; in each decoder layer S ← A_l S (its masked self-attention, mixed with I likewise), then "
            "S ← ½ S + ½ B_l R, with B_l the mean of its cross heads.\n"
            "Shown: S_L ÷ (1 − 2^−L), so that rows sum to 1; the 2^−L that is missing stays with the decoder's own "
            "input pieces.",
        )
    if choice is Choice.ROLLOUT:
        return QCoreApplication.translate(
            "Inside",
            "R = A_L ⋯ A_2 A_1 with A_l = ½ mean_h W_lh + ½ I: in each layer half of a piece comes by attention, half "
            "by the residual connection.",
        ) + (
            QCoreApplication.translate("Inside", " Only masked self-attention is followed here, not the source.")
            if group == DECODER_SELF
            else ""
        )
    return {
        Choice.HEAD: QCoreApplication.translate("Inside", "W_lh[q, k] of the selected layer l and head h, as it is."),
        Choice.MEAN_HEADS: QCoreApplication.translate("Inside", "mean over h of W_lh[q, k], in the selected layer l."),
        Choice.MAX_HEADS: QCoreApplication.translate("Inside", "max over h of W_lh[q, k], in the selected layer l."),
        Choice.MEAN_LAYERS: QCoreApplication.translate("Inside", "mean over l of W_lh[q, k], for the selected head h."),
        Choice.MAX_LAYERS: QCoreApplication.translate("Inside", "max over l of W_lh[q, k], for the selected head h."),
        Choice.MEAN_ALL: QCoreApplication.translate("Inside", "mean over l and h of W_lh[q, k]."),
        Choice.MAX_ALL: QCoreApplication.translate("Inside", "max over l and h of W_lh[q, k]."),
        Choice.NORM_HEAD: QCoreApplication.translate(
            "Inside",
            "‖W_lh[q, k] · f_h(x_k)‖ with f_h(x) = (x W^V_h + b^V_h) W^O_h: the length of the vector that key k adds "
            "to row q through this head, in d_model dimensions. Without the bias of W^O, which belongs to no key.",
        ),
        Choice.NORM_LAYER: QCoreApplication.translate(
            "Inside",
            "‖Σ_h W_lh[q, k] · f_h(x_k)‖ with f_h(x) = (x W^V_h + b^V_h) W^O_h: the length of the vector that key k "
            "adds to row q through all heads of the layer together.",
        ),
    }[choice]


def meaning_text(choice: Choice) -> str:
    """What a person may read from it."""
    return {
        Choice.HEAD: QCoreApplication.translate("Inside", "How one head spreads its look. Rows sum to 1."),
        Choice.MEAN_HEADS: QCoreApplication.translate(
            "Inside", "Where the layer looks on average. Rows still sum to 1."
        ),
        Choice.MAX_HEADS: QCoreApplication.translate(
            "Inside", "Whether any head of the layer looks there. Rows sum to more than 1."
        ),
        Choice.MEAN_LAYERS: QCoreApplication.translate(
            "Inside", "The average over layers of the heads that carry one number. Rows still sum to 1."
        ),
        Choice.MAX_LAYERS: QCoreApplication.translate(
            "Inside", "Whether a head of that number looks there in any layer. Rows sum to more than 1."
        ),
        Choice.MEAN_ALL: QCoreApplication.translate("Inside", "Where heads look on average. Rows still sum to 1."),
        Choice.MAX_ALL: QCoreApplication.translate(
            "Inside", "Whether any head of any layer looks there. Rows sum to more than 1."
        ),
        Choice.ROLLOUT: QCoreApplication.translate(
            "Inside",
            "How much of each input piece would be left in a row after all layers, if pieces only mixed as the weights "
            "say. Rows sum to 1.",
        ),
        Choice.NORM_HEAD: QCoreApplication.translate(
            "Inside",
            "How much a key really adds: a large weight on a short vector adds little, as on many commas and on </s>. "
            "A length, not a share: the scale ends at the largest here, and rows sum to anything.",
        ),
        Choice.NORM_LAYER: QCoreApplication.translate(
            "Inside",
            "What a key adds to the layer's output once its heads are summed, where they may cancel each other out. A "
            "length, not a share: the scale ends at the largest here, and rows sum to anything.",
        ),
    }[choice]


def warning_text(choice: Choice) -> str:
    """Where it misleads."""
    return {
        Choice.HEAD: QCoreApplication.translate(
            "Inside",
            "A weight says how much of a value is taken, not what is in it, nor what the layers above make of it. The "
            "other heads may do the opposite.",
        ),
        Choice.MEAN_HEADS: QCoreApplication.translate(
            "Inside",
            "A mean can show a look that no head has: one head at the verb and one at the subject become two pale "
            "spots. And not every head matters alike.",
        ),
        Choice.MAX_HEADS: QCoreApplication.translate(
            "Inside",
            "One sharp head hides all others, and a map gets darker the more heads there are. These are no shares of "
            "anything.",
        ),
        Choice.MEAN_LAYERS: QCoreApplication.translate(
            "Inside",
            "Heads of different layers have nothing in common but their number. Each layer also looks at what the one "
            "below has mixed, no longer at single pieces.",
        ),
        Choice.MAX_LAYERS: QCoreApplication.translate(
            "Inside",
            "Heads of different layers have nothing in common but their number; one sharp one hides the others.",
        ),
        Choice.MEAN_ALL: QCoreApplication.translate(
            "Inside",
            "It averages over layers whose positions no longer hold single pieces, and over heads that do different "
            "things. It is seldom what any of them does.",
        ),
        Choice.MAX_ALL: QCoreApplication.translate(
            "Inside", "With many heads some head looks nearly everywhere: a dark map says little."
        ),
        Choice.ROLLOUT: QCoreApplication.translate(
            "Inside",
            "It takes attention and residual to count one half each, all heads to count alike, and feed-forward "
            "layers, value vectors and LayerNorm to do nothing. None of that is so; and many layers make it smooth.",
        ),
        Choice.NORM_HEAD: QCoreApplication.translate(
            "Inside",
            "A long vector may point where nothing follows from it, and other heads may cancel it out. The residual, "
            "which is often longer than all of this, is not in it.",
        ),
        Choice.NORM_LAYER: QCoreApplication.translate(
            "Inside",
            "Of the vector only its length is seen, not where it points. The residual, which is often longer than all "
            "of this, is not in it, nor what LayerNorm makes of the sum.",
        ),
    }[choice]


def not_an_explanation(choice: Choice) -> str:
    """The plain warning over everything that is made of weights."""
    what = (
        QCoreApplication.translate("Inside", "A picture of norms is not an explanation.")
        if choice in NORMS
        else QCoreApplication.translate("Inside", "A picture of weights is not an explanation.")
    )
    return what + QCoreApplication.translate(
        "Inside",
        " It shows where heads look, not why this piece was chosen. What the choice depends on is asked under "
        "“Attribution”.",
    )


def source_text(choice: Choice) -> str:
    if choice is Choice.ROLLOUT:
        return QCoreApplication.translate(
            "Inside",
            "Abnar & Zuidema 2020, Quantifying Attention Flow in Transformers, arXiv 2005.00928. The paper has one "
            "stack; how two are joined is this program's own rule, written above.",
        )
    if choice in NORMS:
        return QCoreApplication.translate(
            "Inside",
            "Kobayashi et al. 2020, Attention is Not Only a Weight: Analyzing Transformers with Vector Norms, arXiv "
            "2004.10102.",
        )
    return QCoreApplication.translate(
        "Inside",
        "Weights: Vaswani et al. 2017, section 3.2. On the warning: Jain & Wallace 2019, Attention is not Explanation, "
        "arXiv 1902.10186; Wiegreffe & Pinter 2019, Attention is not not Explanation, arXiv 1908.04626.",
    )
