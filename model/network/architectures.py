"""The networks that can be trained, saved and loaded, by their names in recipes and bundles.

One line registers a network: where its configuration and its class are. They are imported only when needed, so that
reading a recipe of the Transformer needs no torch.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from model.errors import QT_TRANSLATE_NOOP, UserError
from model.network.config import NetworkConfig

DEFAULT = "transformer"


@dataclass(frozen=True)
class Architecture:
    """`config` and `network` are "module:class" under model.network."""

    config: str
    network: str

    def config_class(self) -> type[NetworkConfig]:
        found: type[NetworkConfig] = load(self.config)
        return found


ARCHITECTURES = {
    DEFAULT: Architecture("config:ModelConfig", "transformer:Transformer"),
    "lstm": Architecture("rivals.lstm:LstmConfig", "rivals.lstm:Lstm"),
}


def load(place: str) -> Any:
    """The class at "module:class"."""
    module, _, name = place.partition(":")
    return getattr(import_module(f"model.network.{module}"), name)


def architecture(name: object) -> Architecture:
    """The architecture of that name; `UserError` for an unknown name."""
    if not isinstance(name, str) or name not in ARCHITECTURES:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "There is no architecture {name}; choose one of: {known}."),
            name=repr(name),
            known=", ".join(ARCHITECTURES),
        )
    return ARCHITECTURES[name]


def name_of(config: NetworkConfig) -> str:
    """The name of a configuration's architecture."""
    return next(name for name, one in ARCHITECTURES.items() if one.config_class() is type(config))
