"""The scores before the mask, of all heads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from model.values.needs import Need
from model.values.questions.base import Question
from model.values.sites import SiteGroup
from model.values.trace import Floats


@dataclass(frozen=True)
class ScoresQuestion(Question):
    """q . k of every query and key, masked ones included."""

    needs: ClassVar[frozenset[Need]] = frozenset({Need.EQUATION})


@dataclass(frozen=True, eq=False)
class Scores:
    """q . k / sqrt(d_k) before any mask, from one teacher-forced pass.

    Some families use another formula: T5 does not divide, and adds a bias for each distance.
    """

    maps: Mapping[str, Floats]  # by group: [layer, head, query, key]
    divided: bool = True  # whether q . k is divided by sqrt(d_k)
    biased: frozenset[str] = frozenset()  # groups in which something is added to it

    def of(self, group: SiteGroup) -> Floats:
        return self.maps[group.name]
