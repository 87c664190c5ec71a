"""The learning rate of every update (paper, section 5.3)."""

from __future__ import annotations

from model.training.recipe import TrainingRecipe


def learning_rate(step: int, recipe: TrainingRecipe, d_model: int) -> float:
    """The rate of update `step`, counted from 1: equation 3 of the paper, times the linear cool-down."""
    peak = recipe.peak_learning_rate or (d_model * recipe.warmup_steps) ** -0.5
    rate = peak * min(step / recipe.warmup_steps, (recipe.warmup_steps / step) ** 0.5)
    if recipe.cooldown_steps:
        rate *= min(1.0, max(0.0, (recipe.steps - step + 1) / recipe.cooldown_steps))
    return rate
