"""Every registered network, untrained and tiny, with the toy bundle's vocabulary."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import torch

from model.network.architectures import ARCHITECTURES
from model.network.building import make_network
from model.network.network import TrainableNetwork
from model.translator import Translator, bundle_translator
from model.values.decoding import DecodingSettings
from model.values.steps import DecodingStep, SourceEncoded
from model.values.trace import Trace
from model.values.trace_builder import TraceBuilder
from tests.model.toy_bundle import make_bundle

VOCABULARY = 24  # of the toy bundle
TEXTS = ["the dog sees it.", "it."]
# Each architecture as its "tiny" preset has it, and the choices that make it another network.
NETWORKS: list[dict[str, Any]] = [
    *({"architecture": name} for name in ARCHITECTURES),
    {"architecture": "transformer", "norm": "pre"},
    {"architecture": "lstm", "attention": "none"},
]


def network(made: dict[str, Any]) -> TrainableNetwork:
    sizes = dict(made)
    kind = ARCHITECTURES[sizes.pop("architecture")].config_class()
    torch.manual_seed(2)
    found = make_network(kind(VOCABULARY, VOCABULARY, **{**kind.presets["tiny"], **sizes})).eval()
    with torch.no_grad():  # sharper than a fresh network, so that choices are not all near ties
        for parameter in found.parameters():
            parameter.mul_(2.0)
    return found


def translator(made: dict[str, Any]) -> Translator:
    toy = make_bundle()
    assert toy.source_tokenizer.size == VOCABULARY
    return bundle_translator(replace(toy, model=network(made)), torch.device("cpu"))


def traces(of: Translator) -> list[Trace]:
    for event in of.translate(TEXTS, DecodingSettings("beam", 3, extra_length=6)):
        if isinstance(event, SourceEncoded):
            builders = [TraceBuilder(event, i) for i in range(len(TEXTS))]
        elif isinstance(event, DecodingStep):
            for step in event.sentences:
                builders[step.sentence].add(step)
        else:
            return [builder.of(ones[0]) for builder, ones in zip(builders, event.hypotheses, strict=True)]
    raise AssertionError
