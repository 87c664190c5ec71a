"""Tests what no shape tells with a sentence pair: its loss under a mapping and under other settings.

Only the settings change and the weights are shared, so a trial costs one teacher-forced pass.
"""

from __future__ import annotations

import math
from collections.abc import Generator
from dataclasses import replace

from model.bundle.bundle import Bundle, empty_model, fill_model, weights
from model.decoding.evaluate import forced_losses
from model.errors import QT_TRANSLATE_NOOP, UserError
from model.foreign.plain.loading import bundle_of
from model.foreign.plain.mapping import Mapping, PlainPositions
from model.foreign.plain.trial_values import Trial, Trials
from model.network.config import Activation, ModelConfig, Norm, Positions

HEADS = (1, 2, 4, 6, 8, 12, 16)  # usual numbers of heads
NARROWEST = 4  # smallest d_k of a head that makes sense


def try_pair(mapping: Mapping, source: str, target: str) -> Generator[Trials, None, None]:
    """The loss of a pair under `mapping`, then under variations of the best settings so far.

    Norm order, scaling and sinusoids are varied together, then heads and activation, in turns until nothing improves:
    about 40 trials instead of 180 for all combinations. Yields after each trial; closing it skips the rest.
    `UserError` for a mapping or a pair that cannot be run.
    """
    bundle = bundle_of(mapping)
    own = Trial(mapping, _loss(bundle, source, target))
    chance = math.log(bundle.model.config.target_vocab_size)
    tried = {mapping: own}

    def so_far() -> Trials:
        return Trials(own, tuple(sorted((t for t in tried.values() if t is not own), key=_rank)), chance)

    yield so_far()
    found = True
    while found:
        found = False
        for vary in (_layouts, _inside):
            best = min(tried.values(), key=_rank).mapping
            for other in vary(best, bundle.model.config.d_model):
                if other not in tried:
                    found = True
                    tried[other] = Trial(other, _loss(_otherwise(bundle, other), source, target))
                    yield so_far()


def _rank(trial: Trial) -> float:
    return trial.nll if math.isfinite(trial.nll) else math.inf


def _layouts(mapping: Mapping, _d_model: int) -> list[Mapping]:
    """Variations of norm order, scaling and, unless they are a table or "none", positions."""
    layouts: tuple[PlainPositions, ...] = (mapping.positions,)
    if mapping.positions not in ("table", "none"):
        layouts = ("interleaved", "halves", "tensor2tensor")
    norms: tuple[Norm, ...] = ("post", "pre")
    return [
        replace(mapping, norm=norm, scale_embedding=scaled, positions=layout)
        for norm in norms
        for scaled in (True, False)
        for layout in layouts
    ]


def _inside(mapping: Mapping, d_model: int) -> list[Mapping]:
    """Variations of the number of heads and the activation."""
    heads = {mapping.heads, *(count for count in HEADS if d_model % count == 0 and d_model // count >= NARROWEST)}
    activations: tuple[Activation, ...] = ("relu", "gelu", "silu")
    return [replace(mapping, heads=count, activation=chosen) for count in sorted(heads) for chosen in activations]


def _otherwise(bundle: Bundle, mapping: Mapping) -> Bundle:
    """The same weights in a Transformer with other settings."""
    old, settings = bundle.model, bundle.model.config
    assert isinstance(settings, ModelConfig), "a plain checkpoint is a Transformer"
    layout: Positions = settings.positions
    if mapping.positions != "table" and mapping.positions != "none":
        layout = mapping.positions
    config = replace(
        settings,
        norm=mapping.norm,
        activation=mapping.activation,
        scale_embedding=mapping.scale_embedding,
        heads=mapping.heads,
        positions=layout,
    )
    model = empty_model(config)
    fill_model(model, weights(old).__getitem__, str(mapping.checkpoint), None)
    return replace(bundle, model=model.eval())


def _loss(bundle: Bundle, source: str, target: str) -> float:
    loss = forced_losses(bundle, [(source, target)])[0]
    if loss is None:
        room = bundle.model.config.max_positions
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "This pair cannot be tried: a side is empty or longer than the model's {room} "
                "positions; give a short sentence and its translation.",
            ),
            room=room,
        )
    return loss.nll / loss.pieces
