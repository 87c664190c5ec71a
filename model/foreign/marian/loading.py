"""Loads a folder of a Marian model as a bundle whose model is our own Transformer.

It gives the same logits and attentions as `transformers`; training, changes and the inside views work as with any
other bundle.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from model.bundle.bundle import Bundle, fill_model
from model.bundle.mapped_tokenizer import MappedTokenizer, read_mapping
from model.bundle.tensor_file import open_tensors
from model.bundle.tokenizer import Tokenizer
from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.files import read_json
from model.foreign.hub_cache import model_name
from model.foreign.marian.config import MarianSettings, read_settings
from model.foreign.marian.weights import Specials, plan_weights, read_weight
from model.network.config import ModelConfig
from model.values.languages import language_name, languages_of

_LONGEST_CARD = 1 << 20  # bytes
UNKNOWN, END, PAD = "<unk>", "</s>", "<pad>"
_ACTIVATIONS = {"silu": "SiLU (swish)", "gelu": "GELU"}


def load_marian(folder: Path, dtype: torch.dtype | None = torch.float32, empty: bool = False) -> Bundle:
    """The model in `folder` on the CPU, in `dtype` or, for None, as it is stored.

    With `empty` everything is checked but the numbers of the weights: the model has no memory for them.

    Weights that need no conversion stay memory-mapped. Raises `UserError`, one sentence with the file's name,
    for whatever is missing, damaged or not supported.
    """
    settings = read_settings(folder)
    vocabularies = _Vocabularies(folder, settings)
    with open_tensors(folder) as file:
        plan = plan_weights(settings, file, vocabularies.specials)
        model = plan.model
        if not empty:
            fill_model(model, lambda name: read_weight(plan, file, name, dtype), str(file.path), dtype)
        if plan.tables is not None:
            for ours, theirs in zip(("source_positions", "target_positions"), plan.tables, strict=True):
                model.register_buffer(ours, file.get(theirs, mapped=False).float(), persistent=False)
    name = model_name(folder)
    source_language, target_language = _languages(folder, settings, name)
    assert isinstance(model.config, ModelConfig), "a Marian model becomes a Transformer"
    source, target = vocabularies.tokenizers(model.config)
    return Bundle(
        name=name,
        source_language=source_language,
        target_language=target_language,
        model=model.eval(),
        source_tokenizer=source,
        target_tokenizer=target,
        card=_card(folder / "README.md"),
        alignment_head=_alignment_head(settings),
        target_languages=source.languages,
        family="Marian",
        differences=_differences(model.config),
    )


class _Vocabularies:
    """source.spm and target.spm split text; vocab.json gives ids; the target may have its own target_vocab.json."""

    def __init__(self, folder: Path, settings: MarianSettings) -> None:
        self._folder = folder
        self.source_path = folder / "vocab.json"
        self.source = read_mapping(read_json(self.source_path), settings.source_vocab_size, str(self.source_path))
        self.target_path = self.source_path
        self.target = self.source
        if self._separate(folder, settings):
            self.target_path = folder / "target_vocab.json"
            self.target = read_mapping(read_json(self.target_path), settings.target_vocab_size, str(self.target_path))
        elif settings.target_vocab_size != settings.source_vocab_size:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "{folder} lacks target_vocab.json, but config.json means two vocabularies, of "
                    "{source_vocab_size} and {target_vocab_size} pieces; get the missing file.",
                ),
                folder=folder,
                source_vocab_size=settings.source_vocab_size,
                target_vocab_size=settings.target_vocab_size,
            )
        for path, vocabulary in ((self.source_path, self.source), (self.target_path, self.target)):
            for piece in (UNKNOWN,) if self.target is self.source else (UNKNOWN, END, PAD):
                if piece not in vocabulary:
                    raise UserError(
                        QT_TRANSLATE_NOOP(
                            "Model", "{path} lacks the piece {piece}, which every text needs; get the file anew."
                        ),
                        path=path,
                        piece=piece,
                    )
        joint = self.target is self.source
        # Each of two vocabularies has its own ids for special pieces; config.json has those of the target.
        self.specials = Specials(
            unknown=self.target[UNKNOWN],
            source_pad=settings.pad_id if joint else self.source[PAD],
            source_unknown=self.source[UNKNOWN],
            source_end=self.source.get(END, settings.end_id),
        )

    @staticmethod
    def _separate(folder: Path, settings: MarianSettings) -> bool:
        if not (folder / "target_vocab.json").is_file():
            return False
        sizes_differ = settings.source_vocab_size != settings.target_vocab_size
        return sizes_differ or _tokenizer_config(folder).get("separate_vocabs") is True

    def tokenizers(self, architecture: ModelConfig) -> tuple[MappedTokenizer, MappedTokenizer]:
        """The tokenizers of source and target; one object where both share all their files."""
        special = architecture.special
        spm = {side: Tokenizer.load(self._folder / f"{side}.spm").model for side in ("source", "target")}
        source = MappedTokenizer(
            spm["source"],
            self.source,
            architecture.source_vocab_size,
            architecture.source_unknown_id,
            frozenset((special.source_pad, special.source_end)),
            str(self._folder / "source.spm"),
        )
        if self.target is self.source and spm["source"] == spm["target"]:
            return source, source
        target = MappedTokenizer(
            spm["target"],
            self.target,
            architecture.target_vocab_size,
            architecture.unknown_id,
            frozenset((special.pad, special.start, special.end)),
            str(self._folder / "target.spm"),
        )
        return source, target


def _tokenizer_config(folder: Path) -> dict[str, Any]:
    path = folder / "tokenizer_config.json"
    return read_json(path) if path.is_file() else {}


def _card(path: Path) -> str:
    """The model card by its author; "" where there is none."""
    try:
        with path.open("rb") as file:
            return file.read(_LONGEST_CARD).decode("utf-8", "replace")
    except OSError:
        return ""


def _languages(folder: Path, settings: MarianSettings, name: str) -> tuple[str, str]:
    """English names from the first that has them: our export, the model's name, the repository, the tokenizer."""
    own = [settings.ours.get(key) for key in ("source_language", "target_language")]
    if isinstance(own[0], str) and isinstance(own[1], str):
        return own[0], own[1]
    found = languages_of(name) or languages_of(settings.repository)
    if found is not None:
        return found
    told = _tokenizer_config(folder)
    pair = [told.get(key) for key in ("source_lang", "target_lang")]
    source, target = (language_name(code) if isinstance(code, str) and code.strip() else "" for code in pair)
    return source or "unknown language", target or "unknown language"


def _alignment_head(settings: MarianSettings) -> tuple[int, int] | None:
    """Marian aligns words with the first head of the last layer; our export may differ."""
    if not settings.ours:
        return settings.decoder_layers - 1, 0
    told = settings.ours.get("alignment_head")
    sizes = (settings.decoder_layers, settings.heads)
    if not isinstance(told, list) or len(told) != 2:
        return None
    inside = all(type(value) is int and 0 <= value < size for value, size in zip(told, sizes, strict=True))
    return (told[0], told[1]) if inside else None


def _differences(architecture: ModelConfig) -> tuple[Sentence, ...]:
    """How this model differs from the paper, one sentence each."""
    told = []
    if architecture.positions == "learned":
        told.append(Sentence(QT_TRANSLATE_NOOP("Model", "Positions are learned vectors instead of sinusoids.")))
    else:
        told.append(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "Model", "In the positions all sines stand before all cosines; the paper alternates them."
                )
            )
        )
    if architecture.activation != "relu":
        told.append(
            Sentence(
                QT_TRANSLATE_NOOP("Model", "The feed-forward network uses {function} where the paper has ReLU."),
                function=_ACTIVATIONS[architecture.activation],
            )
        )
    if architecture.norm == "pre":
        told.append(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "Model", "Each sub-layer begins with its norm (pre-norm); in the paper it ends with it."
                )
            )
        )
    if architecture.start_id == architecture.pad_id:
        told.append(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "Model", "The decoder starts from <pad>, whose embedding is all zeros, instead of from <s>."
                )
            )
        )
    if architecture.mask_pad:
        told.append(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "Model", "<pad> is left out before the softmax, so it has no share of the probability."
                )
            )
        )
    if architecture.output_bias:
        told.append(Sentence(QT_TRANSLATE_NOOP("Model", "A bias is added to the logits.")))
    if architecture.tying == "target":
        told.append(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "Model", "The source has an embedding matrix of its own; the paper shares one matrix three times."
                )
            )
        )
    elif architecture.tying == "none":
        told.append(Sentence(QT_TRANSLATE_NOOP("Model", "The three embedding matrices are not shared.")))
    return tuple(told)
