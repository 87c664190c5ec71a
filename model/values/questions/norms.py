"""How much each key really adds: norms of weighted, transformed values (Kobayashi et al. 2020, arXiv 2004.10102)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from model.values.needs import Need
from model.values.questions.base import Question
from model.values.sites import SiteGroup
from model.values.trace import Floats


@dataclass(frozen=True)
class NormsQuestion(Question):
    """All layers and heads of one group."""

    needs: ClassVar[frozenset[Need]] = frozenset({Need.EQUATION})

    group: SiteGroup


@dataclass(frozen=True, eq=False)
class NormsNumbers:
    """Lengths of weighted vectors: unlike a weight alone, they include the length of the vector that it multiplies."""

    group: SiteGroup
    heads: Floats  # [layer, head, query, key]: |weight * value W_O|, each head's own
    summed: Floats  # [layer, query, key]: the length of the sum over heads, which may cancel each other out
