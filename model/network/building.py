"""From a configuration to the network that it describes."""

from __future__ import annotations

from model.network.architectures import architecture, load, name_of
from model.network.config import NetworkConfig
from model.network.network import TrainableNetwork


def make_network(config: NetworkConfig) -> TrainableNetwork:
    """A network with newly initialised weights."""
    network: type[TrainableNetwork] = load(architecture(name_of(config)).network)
    return network(config)
