"""What determines a run: the model, how it decodes, and what is changed in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from model.values.changes import Change, change_from_dict
from model.values.decoding import DecodingSettings

TEACHER_FORCING = "teacher forcing"


@dataclass(frozen=True)
class Setup:
    """The identity of a run. Two runs of one text under equal setups have equal numbers.

    `fingerprint` names weights, vocabularies and architecture, whatever the model is called; it is empty for an
    older file without one. Where no search chose the pieces, `decoding` is None and `origin` says where they come from.
    """

    model: str = ""
    fingerprint: str = ""
    decoding: DecodingSettings | None = None
    origin: str = ""
    changes: tuple[Change, ...] = ()

    def describe(self) -> str:
        """How the pieces were chosen, in one line."""
        return self.origin if self.decoding is None else self.decoding.describe()

    def of_model(self, model: str, fingerprint: str) -> bool:
        """Whether that model made the run. Without a fingerprint the model's name decides."""
        return self.fingerprint == fingerprint if self.fingerprint else self.model == model

    def to_dict(self) -> dict[str, Any]:
        return {
            "model": self.model,
            "fingerprint": self.fingerprint,
            "decoding": None if self.decoding is None else self.decoding.to_dict(),
            "origin": self.origin,
            "changes": [change.to_dict() for change in self.changes],
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Setup:
        """What `to_dict` gave. Raises `ValueError` for what this version cannot understand."""
        decoding = values.get("decoding")
        texts = {name: values.get(name, "") for name in ("model", "fingerprint", "origin")}
        if not all(isinstance(text, str) for text in texts.values()):
            raise ValueError("the setup's names are no texts")
        return cls(
            **texts,
            decoding=None if decoding is None else DecodingSettings.from_dict(decoding),
            changes=tuple(change_from_dict(change) for change in values.get("changes", ())),
        )
