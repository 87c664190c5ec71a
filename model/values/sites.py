"""Places in a network that can be looked at and changed, in the groups that are shown together.

Our Transformer has the three groups of the paper's figure 1. Another network has others, or none at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from model.values.masks import MaskReason, causal_mask, combined_mask, mask_reasons, padding_mask, self_padding_mask


class Side(StrEnum):
    """Whose pieces are the rows or the columns of a map."""

    SOURCE = "source"
    TARGET = "target"


@dataclass(frozen=True)
class SiteGroup:
    """One kind of attention: a tab on the screen, a tensor in a trace's file."""

    name: str
    queries: Side
    keys: Side
    masks: tuple[MaskReason, ...] = (MaskReason.PADDING,)

    @property
    def causal(self) -> bool:
        """Whether the future is masked."""
        return MaskReason.FUTURE in self.masks


ENCODER_SELF = SiteGroup("encoder_self", Side.SOURCE, Side.SOURCE)
DECODER_SELF = SiteGroup("decoder_self", Side.TARGET, Side.TARGET, (MaskReason.PADDING, MaskReason.FUTURE))
CROSS = SiteGroup("cross", Side.TARGET, Side.SOURCE)
TRANSFORMER_GROUPS = (ENCODER_SELF, DECODER_SELF, CROSS)


@dataclass(frozen=True)
class Site:
    """One attention sub-layer. `name` begins the names of its points: `decoder.0.cross.weights`."""

    name: str
    group: SiteGroup
    layer: int  # counted from 0 in its group
    heads: int


def site_groups(sites: Iterable[Site]) -> tuple[SiteGroup, ...]:
    """Each group once, in the order of its first site."""
    return tuple(dict.fromkeys(site.group for site in sites))


def group_reasons(group: SiteGroup, source_allowed: NDArray[np.bool_], target_length: int) -> NDArray[np.uint8]:
    """The `MaskReason` of every cell [query, key] of a group whose masks are all in force."""
    source = group.queries is Side.SOURCE, group.keys is Side.SOURCE
    if source == (True, True):
        padding = self_padding_mask(source_allowed)
    elif group.keys is Side.SOURCE:
        padding = np.broadcast_to(padding_mask(source_allowed), (target_length, len(source_allowed)))
    else:
        queries = len(source_allowed) if group.queries is Side.SOURCE else target_length
        padding = np.ones((queries, target_length), np.bool_)
    causal = np.ones_like(padding)
    if group.causal:
        positions = np.arange(padding.shape[1])
        causal = causal_mask(positions[: padding.shape[0]], positions)
        padding = combined_mask(causal, padding) | ~causal
    return np.asarray(mask_reasons(causal, padding), dtype=np.uint8)
