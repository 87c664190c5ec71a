"""A toy model's translations with every number of their attention, for tests of what explains one head."""

from __future__ import annotations

from functools import cache

import torch

from model.inside.attention import attention_numbers
from model.inside.subject import Subject
from model.translator import Translator, bundle_translator
from model.values.decoding import DecodingSettings
from model.values.questions.attention import AttentionNumbers, AttentionQuestion
from model.values.sites import SiteGroup
from model.values.steps import DecodingStep, SourceEncoded
from model.values.trace import Trace
from model.values.trace_builder import TraceBuilder
from tests.model.tiny import randomised
from tests.model.toy_bundle import make_bundle

TEXTS = ("the dog sees it.", "it is.")


@cache
def translator() -> Translator:
    """Every parameter is random, biases too: one that is forgotten or swapped is noticed."""
    bundle = make_bundle(max_positions=24, encoder_layers=2, decoder_layers=2)
    randomised(bundle.model)
    return bundle_translator(bundle, torch.device("cpu"))


@cache
def traces() -> tuple[Trace, Trace]:
    """A sentence, and a shorter one whose source is padded to the first one's length."""
    builders: list[TraceBuilder] = []
    for event in translator().translate(TEXTS, DecodingSettings(extra_length=4)):
        if isinstance(event, SourceEncoded):
            builders = [TraceBuilder(event, sentence) for sentence in range(len(event.sentences))]
        elif isinstance(event, DecodingStep):
            for step in event.sentences:
                builders[step.sentence].add(step)
    first, second = (builder.newest() for builder in builders)
    assert min(first.target_length, second.target_length) > 2
    assert first.source_allowed.all() and not second.source_allowed.all()
    return first, second


@cache
def numbers(group: SiteGroup, padded: bool = False, layer: int = 1) -> AttentionNumbers:
    return attention_numbers(
        Subject(translator().reader, translator().network), AttentionQuestion(group, layer), traces()[padded]
    )
