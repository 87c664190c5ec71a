"""A training run's configuration: a TOML file, every key with its default and unit, anything else refused by name."""

from __future__ import annotations

import math
import tomllib
import typing
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from model.config import PRESETS, ModelConfig
from model.errors import UserError


@dataclass(frozen=True)
class DataRecipe:
    """[data]: where the pairs are and how they become pieces. Paths count from the configuration's folder."""

    train: str  # TSV of sentence pairs, may be gzipped
    valid: str  # the same, for choosing; never trained on
    source_language: str  # name as shown, for example "English"
    target_language: str
    test: str = ""  # the same, measured once when the run is finished, for the model card
    vocab_size: int = 8000  # pieces
    vocab_kind: Literal["unigram", "bpe"] = "unigram"
    joint_vocab: bool = True  # one vocabulary for both languages, needed to tie all embeddings
    max_pieces: int = 100  # longer pairs are left out and counted
    subword_alpha: float = 0.0  # above 0: each epoch cuts words anew (subword regularisation)
    attribution: str = ""  # what the data's licence wants said; goes into the model card


@dataclass(frozen=True)
class TrainingRecipe:
    """[training]: the paper's section 5 by default, with a linear cool-down as an option."""

    steps: int = 100_000  # parameter updates
    batch_tokens: int = 4096  # padded pieces of the longer side in one batch
    peak_learning_rate: float = 0.0  # 0: the paper's d_model^-0.5 * warmup_steps^-0.5
    warmup_steps: int = 4000  # updates of linear rise, then inverse square root decay
    cooldown_steps: int = 0  # updates at the end over which the rate also falls linearly to 0
    label_smoothing: float = 0.1
    clip_norm: float = 1.0  # largest gradient norm; 0: never clipped
    residual_gain: float = 1.0  # factor on the initial last matrix of each sub-layer; below 1 steadies post-norm
    average_checkpoints: int = 5  # the bundle holds the mean of this many newest checkpoints
    checkpoint_steps: int = 200  # updates between checkpoints
    evaluate_steps: int = 500  # updates between evaluations
    log_steps: int = 20  # updates between lines of metrics.jsonl
    bleu_sentences: int = 200  # of the validation set translated at each evaluation; 0: only the loss
    precision: Literal["auto", "float32", "bfloat16"] = "auto"  # auto probes the device
    device: str = "auto"
    seed: int = 1


@dataclass(frozen=True)
class Recipe:
    """The whole file. `model` holds a `preset` and any sizes that differ from it."""

    name: str
    data: DataRecipe
    model: dict[str, Any] = field(default_factory=dict)
    training: TrainingRecipe = field(default_factory=TrainingRecipe)

    def model_sizes(self) -> dict[str, Any]:
        """Keyword arguments for `ModelConfig`, without the vocabulary sizes, which the data decides."""
        sizes = dict(self.model)
        preset = sizes.pop("preset", "base")
        if not isinstance(preset, str) or preset not in PRESETS:
            raise UserError(f"[model] preset is {preset!r}, but it must be one of: {', '.join(PRESETS)}.")
        return {**PRESETS[preset], **sizes}


def _fits(value: Any, wanted: Any) -> bool:
    if typing.get_origin(wanted) is Literal:
        return value in typing.get_args(wanted)
    if wanted is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, wanted) and (wanted is bool or not isinstance(value, bool))


def _section(kind: type, name: str, values: Any, file: str) -> Any:
    """`kind(**values)` after checking every key and type; errors name the section and the key."""
    if not isinstance(values, dict):
        raise UserError(f"{file}: [{name}] must be a table of keys and values.")
    hints = typing.get_type_hints(kind)
    for key, value in values.items():
        if key not in hints:
            raise UserError(f"{file}: [{name}] has no key '{key}'; it knows {', '.join(hints)}.")
        if not _fits(value, hints[key]):
            wanted = hints[key]
            options = typing.get_args(wanted)
            expected = f"one of {', '.join(options)}" if options else f"of type {wanted.__name__}"
            raise UserError(f"{file}: [{name}] {key} is {value!r}, but it must be {expected}.")
        if isinstance(value, (int, float)) and (value < 0 or not math.isfinite(value)):
            raise UserError(f"{file}: [{name}] {key} is {value}, but it cannot be negative, infinite or not a number.")
    for item in fields(kind):
        if item.name not in values and item.default is MISSING and item.default_factory is MISSING:
            raise UserError(f"{file}: [{name}] lacks '{item.name}'.")
    return kind(**values)


def _check_model(recipe: Recipe, file: str) -> None:
    """Refuse a [model] that could not be built, before the data are read and its true vocabulary sizes are known."""
    decided = {"source_vocab_size", "target_vocab_size", "pad_id", "unknown_id", "start_id", "end_id"}  # by the data
    known = [item.name for item in fields(ModelConfig) if item.name not in decided]
    for key in recipe.model:
        if key != "preset" and key not in known:
            raise UserError(f"{file}: [model] has no key '{key}'; it knows preset, {', '.join(known)}.")
    size = recipe.data.vocab_size
    try:
        config = ModelConfig(source_vocab_size=size, target_vocab_size=size, **recipe.model_sizes())
    except UserError as error:
        raise UserError(f"{file}: {error}") from error
    if config.tying == "all" and not recipe.data.joint_vocab:
        raise UserError(
            f"{file}: [data] joint_vocab is false, but [model] tying 'all' shares one matrix between both languages; "
            f"choose tying 'target' or 'none'."
        )


def parse_recipe(text: str, folder: Path, file: str = "the configuration") -> Recipe:
    """The recipe in a TOML text; relative data paths are taken from `folder`.

    Raises `UserError` for broken TOML, an unknown or missing key, or a value that makes no sense, before anything runs.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{file} is not valid TOML: {error}.") from error
    unknown = sorted(set(values) - {"name", "data", "model", "training"})
    if unknown:
        raise UserError(f"{file} has an unknown part '{unknown[0]}'; it knows name, [data], [model] and [training].")
    if not isinstance(values.get("name"), str) or "data" not in values:
        raise UserError(f"{file} needs a 'name' and a [data] table with the training and validation files.")
    if not isinstance(values["data"], dict):
        raise UserError(f"{file}: [data] must be a table of keys and values.")
    data = dict(values["data"])
    for key in ("train", "valid", "test"):
        if data.get(key) and isinstance(data[key], str):
            data[key] = str((folder / data[key]).resolve())
    training = _section(TrainingRecipe, "training", values.get("training", {}), file)
    for key in ("steps", "batch_tokens", "warmup_steps", "checkpoint_steps", "evaluate_steps", "log_steps"):
        if getattr(training, key) < 1:
            raise UserError(f"{file}: [training] {key} is {getattr(training, key)}, but it must be at least 1.")
    if training.average_checkpoints < 1:
        raise UserError(f"{file}: [training] average_checkpoints must be at least 1.")
    if training.label_smoothing >= 1:
        raise UserError(f"{file}: [training] label_smoothing is {training.label_smoothing}; it must be less than 1.")
    model = values.get("model", {})
    if not isinstance(model, dict):
        raise UserError(f"{file}: [model] must be a table of keys and values.")
    recipe = Recipe(values["name"], _section(DataRecipe, "data", data, file), model, training)
    for key in ("vocab_size", "max_pieces"):
        if getattr(recipe.data, key) < 1:
            raise UserError(f"{file}: [data] {key} is {getattr(recipe.data, key)}, but it must be at least 1.")
    _check_model(recipe, file)
    return recipe


def read_recipe(path: Path) -> Recipe:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UserError(f"{path} cannot be read ({error.strerror}); give the path of a TOML file.") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{path} is not UTF-8 text; save it as UTF-8.") from error
    return parse_recipe(text, path.parent, str(path))


def learning_rate(step: int, recipe: TrainingRecipe, d_model: int) -> float:
    """The rate of update `step`, counted from 1: equation 3 of the paper, times the cool-down's linear fall."""
    peak = recipe.peak_learning_rate or (d_model * recipe.warmup_steps) ** -0.5
    rate = peak * min(step / recipe.warmup_steps, (recipe.warmup_steps / step) ** 0.5)
    if recipe.cooldown_steps:
        rate *= min(1.0, max(0.0, (recipe.steps - step + 1) / recipe.cooldown_steps))
    return rate
