"""From a run folder to the bundle it leaves: averaged weights, a model card, metrics."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import torch

from model.bundle import Bundle, save_bundle
from model.checkpoint import average_weights
from model.config import ModelConfig
from model.errors import UserError
from model.files import write_json, write_text
from model.recipe import Recipe
from model.tokenizer import Tokenizer
from model.transformer import Transformer


def averaged_bundle(
    recipe: Recipe, config: ModelConfig, tokenizers: tuple[Tokenizer, Tokenizer], checkpoints: list[Path]
) -> Bundle:
    """A bundle in memory whose weights are the mean of these checkpoints (paper, section 6.1)."""
    if not checkpoints:
        raise UserError("The run has no checkpoint yet, so there is no model to keep; let it train a little longer.")
    model = Transformer(config)
    mean = average_weights(checkpoints)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.copy_(mean[name])
    return Bundle(
        name=recipe.name,
        source_language=recipe.data.source_language,
        target_language=recipe.data.target_language,
        model=model.eval(),
        source_tokenizer=tokenizers[0],
        target_tokenizer=tokenizers[1],
    )


def write_run_bundle(bundle: Bundle, folder: Path, recipe: Recipe, facts: dict[str, Any]) -> None:
    """Save in half precision with a card that says what the model is made of; `facts` are counted or measured."""
    bundle.metrics = facts
    bundle.card = model_card(bundle, recipe, facts)
    save_bundle(bundle, folder, torch.float16)


def write_card(bundle: Bundle, folder: Path, recipe: Recipe, facts: dict[str, Any]) -> None:
    """Tell of a bundle that is already in `folder` what was measured since."""
    write_text(folder / "card.md", model_card(bundle, recipe, facts))
    write_json(folder / "metrics.json", facts)


def model_card(bundle: Bundle, recipe: Recipe, facts: dict[str, Any]) -> str:
    """card.md: data and licence, recipe, scores with signatures, date, hardware."""
    config, training = bundle.model.config, recipe.training
    vocabulary = f"{config.target_vocab_size:,} {recipe.data.vocab_kind} pieces"
    vocabulary += ", one vocabulary for both languages" if recipe.data.joint_vocab else " for each language"
    lines = [
        f"# {bundle.source_language} to {bundle.target_language} ({bundle.name})",
        "",
        f"A Transformer with {config.encoder_layers} encoder and {config.decoder_layers} decoder layers, "
        f"{config.heads} heads, d_model {config.d_model}, d_ff {config.d_ff}, {config.norm}-norm, "
        f"{bundle.model.parameter_count():,} parameters; {vocabulary}.",
        "",
        "## Data",
        "",
        f"{facts['training_pairs']:,} sentence pairs. {recipe.data.attribution or 'No attribution was given.'}",
        "",
        "## Recipe",
        "",
        f"Adam (0.9, 0.98, 1e-9), {training.warmup_steps:,} warm-up updates, then inverse square root"
        + (f", the last {training.cooldown_steps:,} falling linearly to 0" if training.cooldown_steps else "")
        + f"; {facts['steps']:,} updates of about {training.batch_tokens:,} padded pieces "
        f"({facts['epochs']:.1f} epochs), label smoothing {training.label_smoothing:g}, dropout {config.dropout:g}; "
        f"mean of {facts['averaged_checkpoints']} checkpoints. Trained by Translucent's own `main.py train`.",
        "",
        "## Scores",
        "",
    ]
    lines += [
        f"- {score['set']} set, {score['pairs']:,} pairs, {score['decoding']}: "
        f"{score['bleu']:.1f} BLEU ({score['bleu_signature']}), {score['chrf']:.1f} chrF2 ({score['chrf_signature']})"
        for score in facts.get("scores", [])
    ]
    lines += ["", "## Made", "", f"{datetime.date.today().isoformat()}, on {facts['hardware']}.", ""]
    return "\n".join(lines)
