"""Everything that determines a training run, as frozen values; each key with its meaning, unit and default.

`recipe_file` reads and writes them as TOML. No NumPy and no torch: the window shows and edits recipes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from model.data.cleaning import CleaningRecipe
from model.errors import QT_TRANSLATE_NOOP, UserError
from model.network.architectures import DEFAULT, architecture
from model.network.config import NetworkConfig
from model.values.tokenizers import TokenizerName


@dataclass(frozen=True)
class DataRecipe:
    """[data]: where the pairs are and how they become pieces. Paths are relative to the configuration's folder."""

    train: str = ""  # file of sentence pairs to learn from; may be packed or a pipe
    train_target: str = ""  # the translations, aligned line by line, if each language has its own file
    valid: str = ""  # pairs for validation; empty: `valid_pairs` are held out of the training pairs
    valid_target: str = ""
    test: str = ""  # pairs measured once when the run has finished, for the model card
    test_target: str = ""
    format: Literal["auto", "tsv", "lines", "tmx", "jsonl"] = "auto"  # auto: by the files' names
    source_column: str = ""  # TSV: a number from 1 (1); JSON Lines: a key (source); TMX: a language code
    target_column: str = ""  # the same (2, target)
    # Of the files for validation and testing where they are written in another way; empty: as those of training.
    valid_format: Literal["", "auto", "tsv", "lines", "tmx", "jsonl"] = ""
    valid_source_column: str = ""
    valid_target_column: str = ""
    test_format: Literal["", "auto", "tsv", "lines", "tmx", "jsonl"] = ""
    test_source_column: str = ""
    test_target_column: str = ""
    builtin: Literal["", "en-de", "en-ko"] = ""  # the built-in grammar's pairs, in place of files
    builtin_pairs: int = 20_000  # how many of them to learn from
    valid_pairs: int = 1000  # held out if `valid` is empty; made in addition for the built-in grammar
    source_language: str = ""  # name as shown, for example "English"
    target_language: str = ""
    vocab_size: int = 8000  # pieces; 0: as many as the text allows, at most 8,000 (always so for built-in pairs)
    vocab_kind: Literal["unigram", "bpe"] = "unigram"
    joint_vocab: bool = True  # one vocabulary for both languages, needed to tie all embeddings
    vocab_sentences: int = 400_000  # most sentences for learning the vocabulary, drawn from all data
    max_pieces: int = 100  # per side, including </s>; longer pairs are left out and counted
    subword_alpha: float = 0.0  # above 0: segments words at random in each epoch (subword regularisation); 0.1 is usual
    attribution: str = ""  # the text that the data's licence requires; goes into the model card


@dataclass(frozen=True)
class TrainingRecipe:
    """[training]: the paper's section 5 by default."""

    steps: int = 100_000  # parameter updates
    batch_tokens: int = 4096  # padded pieces of the longer side in one batch
    accumulate: int = 1  # batches per update; their gradients are summed
    optimizer: Literal["adam", "muon"] = "adam"  # muon: for the matrices inside the layers; Adam for the rest
    peak_learning_rate: float = 0.0  # 0: the paper's d_model^-0.5 * warmup_steps^-0.5
    warmup_steps: int = 4000  # updates of linear rise, then inverse square root decay
    cooldown_steps: int = 0  # last updates, in which the rate also falls linearly to 0
    label_smoothing: float = 0.1  # share of the probability spread over the whole vocabulary (section 5.4)
    r_drop: float = 0.0  # weight of the divergence between two passes with different dropout (R-Drop); 0: one pass
    clip_norm: float = 1.0  # largest gradient norm; 0: no clipping
    residual_gain: float = 1.0  # factor on the initial last matrix of each sub-layer; below 1 stabilises post-norm
    ema_decay: float = 0.0  # share of the old running mean of the weights that each update keeps; 0: no mean
    average_checkpoints: int = 5  # newest checkpoints kept; the bundle may hold their mean (section 6.1)
    keep_best: int = 1  # checkpoints with the best evaluations, kept in addition to the newest
    best_by: Literal["bleu", "chrf", "loss"] = "bleu"  # the score that compares evaluations; the loss breaks ties
    bleu_tokenizer: TokenizerName = "auto"  # sacreBLEU's; auto: the one it names for the target's language
    patience: int = 0  # evaluations without improvement that end the run; 0: only `steps` ends it
    checkpoint_steps: int = 200  # updates between checkpoints
    evaluate_steps: int = 500  # updates between evaluations
    log_steps: int = 20  # updates between lines of metrics.jsonl
    bleu_sentences: int = 200  # of the whole validation set, translated at each evaluation; 0: only the loss
    samples: int = 8  # how many of those translations are saved for reading
    probes: int = 3  # how many of those sentences' attention is saved at early moments and at each evaluation
    precision: Literal["auto", "float32", "bfloat16"] = "auto"  # auto: bfloat16 if measured clearly faster
    device: str = "auto"  # auto, cpu, cuda, cuda:1, mps
    seed: int = 1


@dataclass(frozen=True)
class Recipe:
    """The whole file. `model` holds an `architecture`, a `preset` and any sizes that differ from the preset."""

    name: str
    data: DataRecipe
    cleaning: CleaningRecipe = field(default_factory=CleaningRecipe)
    model: dict[str, Any] = field(default_factory=dict)
    training: TrainingRecipe = field(default_factory=TrainingRecipe)

    @property
    def config_class(self) -> type[NetworkConfig]:
        """The configuration class of the architecture; `UserError` for an unknown architecture."""
        return architecture(self.model.get("architecture", DEFAULT)).config_class()

    def network_config(self, source_vocab_size: int, target_vocab_size: int) -> NetworkConfig:
        """The complete model configuration; the vocabulary sizes come from the data."""
        sizes, config, presets = dict(self.model), self.config_class, self.config_class.presets
        sizes.pop("architecture", None)
        preset = sizes.pop("preset", next(iter(presets)))
        if not isinstance(preset, str) or preset not in presets:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "[model] preset is {preset}, but it must be one of {presets}."),
                preset=repr(preset),
                presets=", ".join(presets),
            )
        return config(source_vocab_size, target_vocab_size, **{**presets[preset], **sizes})


# Defaults for a whole file, by the name in its `recipe` key; values in the file override them.
RECIPES: dict[str, dict[str, Any]] = {
    "paper": {
        "model": {"preset": "base"},
        "training": {"accumulate": 6, "clip_norm": 0.0},
    },
    "small-data": {
        "model": {"preset": "small", "dropout": 0.3},
        "training": {
            "optimizer": "muon",
            "steps": 4000,
            "peak_learning_rate": 3e-3,
            "warmup_steps": 600,
            "cooldown_steps": 2000,
            "residual_gain": 0.4,
            "keep_best": 3,
            "patience": 10,
        },
    },
    "classroom": {
        "data": {"builtin": "en-de", "vocab_size": 1000, "vocab_kind": "bpe"},
        "model": {"preset": "classroom"},
        "training": {
            "optimizer": "muon",
            "steps": 600,
            "batch_tokens": 2048,
            "peak_learning_rate": 5e-3,
            "warmup_steps": 100,
            "cooldown_steps": 300,
            "residual_gain": 0.5,
            "checkpoint_steps": 100,
            "evaluate_steps": 100,
            "log_steps": 10,
        },
    },
}
