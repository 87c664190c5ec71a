"""card.md of a bundle: data and licence, recipe, scores with signatures, time, date, hardware."""

from __future__ import annotations

import datetime
from typing import Any

from model.bundle.bundle import Bundle
from model.training.recipe import Recipe

_OPTIMIZERS = {
    "adam": "Adam (0.9, 0.98, 1e-9)",
    "muon": "Muon (momentum 0.95) for the matrices inside the layers and Adam (0.9, 0.98, 1e-9) for the rest",
}


def model_card(bundle: Bundle, recipe: Recipe, facts: dict[str, Any]) -> str:
    """card.md: data and licence, recipe, scores with signatures, date, hardware; `facts` are counted or measured."""
    config, training, data = bundle.model.config, recipe.training, recipe.data
    vocabulary = f"{config.target_vocab_size:,} {data.vocab_kind} pieces"
    vocabulary += ", one vocabulary for both languages" if data.joint_vocab else " for each language"
    origin = data.attribution or "No attribution was given."
    if data.builtin:
        origin = "Made by Translucent's built-in grammar; free to use."
    lines = [
        f"# {bundle.source_language} to {bundle.target_language} ({bundle.name})",
        "",
        f"{bundle.model.summary()}, {bundle.model.parameter_count():,} parameters; {vocabulary}.",
        "",
        "## Data",
        "",
        f"{facts['training_pairs']:,} sentence pairs. {origin}",
        "",
        "## Recipe",
        "",
        f"{_OPTIMIZERS[training.optimizer]}, {training.warmup_steps:,} warm-up updates, then inverse square root"
        + (f", the last {training.cooldown_steps:,} falling linearly to 0" if training.cooldown_steps else "")
        + f"; {facts['steps']:,} updates of about {training.batch_tokens * training.accumulate:,} padded pieces "
        f"({facts['epochs']:.1f} epochs), label smoothing {training.label_smoothing:g}, dropout {config.dropout:g}"
        + (f", R-Drop {training.r_drop:g}" if training.r_drop else "")
        + (f", subword sampling {data.subword_alpha:g}" if data.subword_alpha else "")
        + f"; {facts['weights']}. Trained by Translucent's own `main.py train`.",
        "",
        "## Scores",
        "",
        *_chosen(facts),
    ]
    for score in facts.get("scores", []):
        lines.append(
            f"- {score['set']} set, {score['pairs']:,} pairs, {score['decoding']}: "
            f"{score['bleu']:.1f} BLEU ({score['bleu_signature']}), "
            f"{score['chrf']:.1f} chrF2 ({score['chrf_signature']}), {score['exact']:.1%} exactly right"
        )
    minutes = facts["seconds"] / 60
    lines += [
        "",
        "## Made",
        "",
        f"{datetime.date.today().isoformat()}, in {minutes:,.0f} minutes on {facts['hardware']}.",
    ]
    return "\n".join(lines) + "\n"


_CRITERIA = {"bleu": "BLEU", "chrf": "chrF2", "loss": "the loss"}


def _chosen(facts: dict[str, Any]) -> list[str]:
    """Which weights the scores are of, and what these were chosen by; nothing where an older version trained."""
    metric, _, tokenizer = facts.get("chosen_by", "").partition(" ")
    if metric not in _CRITERIA:
        return []
    by = _CRITERIA[metric] + (f" (tokenizer {tokenizer})" if tokenizer else "")
    return [f"All of this model as it is saved: {facts['weights']}, chosen by {by} on the validation set.", ""]
