"""What each inside view needs of a trace and of the model that made it, known before the view is made."""

from __future__ import annotations

from model.values.needs import Need

NEEDS: dict[str, frozenset[Need]] = {
    "head": frozenset({Need.ATTENTION, Need.EQUATION}),
    "lines": frozenset({Need.ATTENTION}),
    "machine": frozenset({Need.VECTORS}),
    "lens": frozenset({Need.LAYERS}),
    "reference": frozenset(),
    "roles": frozenset({Need.ATTENTION}),
    "summary": frozenset({Need.ATTENTION}),
    "attribution": frozenset({Need.GRADIENTS}),
}
