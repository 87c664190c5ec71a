"""What can be changed in a run of a model, as values: where, what and how strongly.

A change belongs to the `Setup` of a run and is carried out by `model.decoding.changes` at the network's named points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar


@dataclass(frozen=True)
class Change:
    """One change; `kind` is its name in files."""

    kind: ClassVar[str] = ""

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.kind, **asdict(self)}


@dataclass(frozen=True)
class HeadScaled(Change):
    """Multiplies what one head adds to its sub-layer by `factor`: 0 switches the head off, 1 changes nothing."""

    site: str  # the name of a `Site`: "decoder.0.cross"
    head: int  # counted from 0
    factor: float = 0.0

    kind: ClassVar[str] = "head scaled"


KINDS: dict[str, type[Change]] = {kind.kind: kind for kind in (HeadScaled,)}


def change_from_dict(values: Mapping[str, Any]) -> Change:
    """What `Change.to_dict` gave. Raises `ValueError` for a kind or a key that this version does not know."""
    given = dict(values)
    kind = KINDS.get(str(given.pop("kind", "")))
    if kind is None:
        raise ValueError(f"{values.get('kind')!r} is no change that this version knows")
    try:
        return kind(**given)
    except TypeError as error:
        raise ValueError(str(error)) from error
