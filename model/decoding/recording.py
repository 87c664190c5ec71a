"""Attention weights from a network's points, by group, as arrays that the screen can use."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import torch
from torch import Tensor

from model.network.network import Network
from model.network.points import Recorder
from model.values.sites import Site, SiteGroup, site_groups
from model.values.trace import Floats


class MapRecorder(Recorder):
    """Records one part of every site of some groups (`weights`, `scores`), with all layers of a group in one tensor."""

    def __init__(self, sites: Iterable[Site], part: str = "weights", *also: str) -> None:
        """`also` are patterns of further points to record."""
        self.sites = tuple(sites)
        self.part = part
        super().__init__(*(f"{site.name}.{part}" for site in self.sites), *also)

    def stacked(self) -> dict[str, Tensor]:
        """By the group's name: [layer, batch, head, query, key]."""
        return {group.name: torch.stack(self._layers(group)) for group in site_groups(self.sites)}

    def maps(self) -> dict[str, Floats]:
        """Of a batch of one: [layer, head, query, key]."""
        return {name: array_of(weights[:, 0]) for name, weights in self.stacked().items()}

    def _layers(self, group: SiteGroup) -> list[Tensor]:
        return [self[f"{site.name}.{self.part}"] for site in self.sites if site.group == group]


def array_of(tensor: Tensor) -> Floats:
    """The same shape, float32, contiguous, off any GPU."""
    array: Floats = np.ascontiguousarray(tensor.detach().float().cpu().numpy())
    return array


def sites_of(network: Network, queries: str) -> tuple[Site, ...]:
    """The sites whose queries are on that side: source queries are all known at once, target queries step by step."""
    return tuple(site for site in network.sites if site.group.queries == queries)
