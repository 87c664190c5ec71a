"""What the maps say in words: names of attention kinds, exact numbers, and who looks at whom."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.heatmap.token_axis import key_labels, query_labels
from model.values.masks import MaskReason
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, SiteGroup
from model.values.trace import Trace

MINUS = "\N{MINUS SIGN}"


def group_text(group: SiteGroup) -> str:
    if group == ENCODER_SELF:
        return QCoreApplication.translate("Heatmap", "encoder self-attention")
    if group == DECODER_SELF:
        return QCoreApplication.translate("Heatmap", "decoder self-attention")
    if group == CROSS:
        return QCoreApplication.translate("Heatmap", "cross-attention")
    return group.name


def head_text(layer: int, head: int) -> str:
    """Layer and head in words; numbers count from 0 here and from 1 on the screen."""
    return QCoreApplication.translate("Heatmap", "Layer {0} · Head {1}").format(layer + 1, head + 1)


def layers_text(count: int | str) -> str:
    """How many layers; "6+3" where encoder and decoder differ."""
    if str(count) == "1":
        return QCoreApplication.translate("Heatmap", "1 layer")
    return QCoreApplication.translate("Heatmap", "{0} layers").format(count)


def heads_text(count: int) -> str:
    """How many heads."""
    if count == 1:
        return QCoreApplication.translate("Heatmap", "1 head")
    return QCoreApplication.translate("Heatmap", "{0} heads").format(count)


def rows_text(count: int, shown: str = "") -> str:
    """How many rows of attention; `shown`: the number as it is written."""
    if count == 1:
        return QCoreApplication.translate("Heatmap", "1 row")
    return QCoreApplication.translate("Heatmap", "{0} rows").format(shown or count)


def all_heads_text(layers: int | str, heads: int) -> str:
    """For example "6 layers × 8 heads"."""
    return QCoreApplication.translate("Heatmap", "{0} × {1}").format(layers_text(layers), heads_text(heads))


def folded_text() -> str:
    """What a map says that has more cells than pixels."""
    return QCoreApplication.translate("Heatmap", "each pixel: the largest of its cells")


def layer_label(layer: int) -> str:
    """The short name of a layer beside a row of maps."""
    return QCoreApplication.translate("Heatmap", "L{0}").format(layer + 1)


def head_label(head: int) -> str:
    """The short name of a head above a column of maps."""
    return QCoreApplication.translate("Heatmap", "H{0}").format(head + 1)


def reason_text(reason: int) -> str:
    if reason == MaskReason.FUTURE:
        return QCoreApplication.translate("Heatmap", "masked: future piece")
    return QCoreApplication.translate("Heatmap", "masked: padding")


def weight_text(weight: float) -> str:
    """Four decimals, or two digits if those would all be 0, so that a tiny weight does not look like zero."""
    return f"{weight:.1e}" if 0 < weight < 0.00005 else f"{weight:.4f}"


def _isolated(text: str) -> str:
    """Right-to-left pieces must not reorder the sentence round them (Unicode's first strong isolate)."""
    return f"\u2068{text}\u2069"


def look_text(trace: Trace, group: SiteGroup, query: int, key: int) -> str:
    """For example "Haus → schon looks at das": the row's piece, what it predicts, and the column's piece."""
    if trace.reasons(group)[query, key] != MaskReason.ALLOWED:
        words = QCoreApplication.translate("Heatmap", "{0} cannot look at {1}")
    else:
        words = QCoreApplication.translate("Heatmap", "{0} looks at {1}")
    row = query_labels(trace, group)[query]
    name = _isolated(row.text) + (f" → {_isolated(row.predicts)}" if row.predicts else "")
    looked_at = _isolated(key_labels(trace.key_pieces(group))[key].text)
    return words.format(name, looked_at)
