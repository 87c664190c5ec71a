"""Who may look at whom: the padding mask, the causal mask, and both together, with the reason for every masked cell.

Masks are defined only here (paper, section 3.2.3). The functions use plain comparisons and broadcasting,
so the model calls them with torch tensors and the trace with NumPy arrays; neither library is imported here.
True always means "may attend".
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any


class MaskReason(IntEnum):
    """Why a cell of an attention map is masked; `ALLOWED` where it is not."""

    ALLOWED = 0
    PADDING = 1
    FUTURE = 2


def padding_mask(key_is_real: Any) -> Any:
    """[..., key] -> [..., 1, key]: no query may look at a padding key."""
    return key_is_real[..., None, :]


def self_padding_mask(is_real: Any) -> Any:
    """[..., piece] -> [..., query, key]: padding is masked as key and as query, so its rows are fully masked."""
    return is_real[..., :, None] & is_real[..., None, :]


def causal_mask(query_position: Any, key_position: Any) -> Any:
    """[query], [key] -> [query, key]: a decoder position may look at itself and at what came before."""
    return key_position[None, :] <= query_position[:, None]


def combined_mask(causal: Any, padding: Any) -> Any:
    """Both masks at once: a cell is allowed when each allows it."""
    return causal & padding


def mask_reasons(causal: Any, padding: Any) -> Any:
    """The `MaskReason` of every cell, as integers; a cell that is both future and padding counts as future."""
    return MaskReason.FUTURE * ~causal + MaskReason.PADDING * (causal & ~padding)
