"""Writes a bundle as a Marian folder of `transformers`, with the same logits.

Our position vectors alternate sines and cosines; Marian's have all sines first. Nothing else depends on the order of
the d_model numbers of a vector. So every weight that reads or writes d_model numbers is put into Marian's order: then
each vector is the old one in that order, and the logits stay the same.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save
from torch import Tensor

from model.bundle.bundle import Bundle
from model.bundle.tokenizer import Vocabulary
from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.files import read_json, unwritable, write_bytes, write_json, write_text
from model.foreign.marian import names
from model.foreign.marian.config import OURS
from model.network.config import ModelConfig

_SOURCE = Sentence(QT_TRANSLATE_NOOP("Model", "source"))
_TARGET = Sentence(QT_TRANSLATE_NOOP("Model", "target"))
_UNKNOWN, _END, _PAD = "<unk>", "</s>", "<pad>"
_ACTIVATIONS = {"relu": "relu", "gelu": "gelu", "silu": "swish"}
_EPS = 1e-5  # fixed for Marian's norms in `transformers`
_HALF_DONE = "unfinished"
# Everything an export may hold; a folder with any other file is not written to.
_FILES = (
    *("config.json", "generation_config.json", "model.safetensors", "tokenizer_config.json", "README.md"),
    *("source.spm", "target.spm", "vocab.json", "target_vocab.json"),
)


def export_marian(bundle: Bundle, folder: Path) -> None:
    """Write `bundle` into `folder`, which must be new, empty or an earlier export.

    The real config.json is written last, so a half-written export is never taken for a model.
    Raises `UserError` for a model that Marian cannot express, and for a folder that holds something else.
    """
    config = _config_of(bundle)
    _check_expressible(config)
    source, target = _vocabularies(bundle)
    _check_folder(folder)
    write_json(folder / "config.json", {OURS: {_HALF_DONE: True}})
    write_bytes(folder / "source.spm", bundle.source_tokenizer.model)
    write_bytes(folder / "target.spm", bundle.target_tokenizer.model)
    write_json(folder / "vocab.json", source)
    if target is not None:
        write_json(folder / "target_vocab.json", target)
    else:
        _remove(folder / "target_vocab.json")
    write_json(folder / "tokenizer_config.json", _tokenizer_config(bundle, separate=target is not None))
    write_json(folder / "generation_config.json", _generation(config))
    write_text(folder / "README.md", _card(bundle))
    write_bytes(folder / "model.safetensors", save(_tensors(bundle), {"format": "pt"}))
    write_json(folder / "config.json", _config(bundle))


# ---- what Marian can express


def _config_of(bundle: Bundle) -> ModelConfig:
    """The configuration; `UserError` for a network that is not a Transformer."""
    config = bundle.model.config
    if not isinstance(config, ModelConfig):
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{name} is no Transformer, and a Marian folder can hold nothing else; choose another model."
            ),
            name=bundle.name,
        )
    return config


def _check_expressible(config: ModelConfig) -> None:
    reason = _inexpressible(config)
    if reason is not None:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "This model cannot be exported: {reason}; train one with post-norm and the paper's positions instead.",
            ),
            reason=reason,
        )


def _inexpressible(config: ModelConfig) -> Sentence | None:
    """What a Marian model cannot express; None: it can express everything."""
    if config.norm != "post":
        text = QT_TRANSLATE_NOOP(
            "Model", "its norms come before the sub-layers (pre-norm), and Marian's come after them"
        )
        return Sentence(text)
    if config.final_norm is True:
        return Sentence(
            QT_TRANSLATE_NOOP("Model", "each of its stacks ends in one more norm, which Marian's do not have")
        )
    if config.positions == "learned":
        return Sentence(QT_TRANSLATE_NOOP("Model", "its positions are learned, and Marian's are sinusoids"))
    if config.positions == "tensor2tensor":
        text = QT_TRANSLATE_NOOP("Model", "its positions are Tensor2Tensor's, whose angles differ from Marian's")
        return Sentence(text)
    if config.layer_norm_eps != _EPS:
        text = QT_TRANSLATE_NOOP("Model", "its norms add {ours} to the variance, and Marian's add {theirs}")
        return Sentence(text, ours=f"{config.layer_norm_eps:g}", theirs=f"{_EPS:g}")
    if max(config.pad_id, config.end_id) >= config.source_vocab_size:
        text = QT_TRANSLATE_NOOP("Model", "its special pieces have ids that the source vocabulary lacks")
        return Sentence(text)
    return None


def _vocabularies(bundle: Bundle) -> tuple[dict[str, int], dict[str, int] | None]:
    """Piece -> id of the source, and of the target where its ids differ."""
    config = bundle.model.config
    source = _mapping(bundle.source_tokenizer)
    target = _mapping(bundle.target_tokenizer)
    joint = source == target and config.source_vocab_size == config.target_vocab_size
    ids = {_UNKNOWN: config.unknown_id, _END: config.end_id, _PAD: config.pad_id}
    source_ids = {_UNKNOWN: config.source_unknown_id, _END: config.source_end_id, _PAD: config.source_pad_id}
    for side, mapping, special in ((_SOURCE, source, source_ids), (_TARGET, target, ids)):
        for piece, id in special.items():
            if mapping.setdefault(piece, id) != id:
                raise UserError(
                    QT_TRANSLATE_NOOP(
                        "Model",
                        "This model cannot be exported: in its {side} vocabulary the piece {piece} has "
                        "the id {found}, but the model uses {id}; export the model it was made from.",
                    ),
                    side=side,
                    piece=piece,
                    found=mapping[piece],
                    id=id,
                )
    return source, None if joint else target


def _mapping(vocabulary: Vocabulary) -> dict[str, int]:
    if vocabulary.mapping is not None:
        return dict(vocabulary.mapping)
    return {vocabulary.piece(id): id for id in range(vocabulary.size)}


# ---- weights


def _tensors(bundle: Bundle) -> dict[str, Tensor]:
    """Marian's tensors; each tied matrix once, under the name that `transformers` ties the others to."""
    model, config = bundle.model, _config_of(bundle)
    order = _order(config)
    tensors = {}
    for name, parameter in model.named_parameters():
        told = names.marian_name(name)
        if told is not None:
            tensors[told] = _reordered(name, parameter.detach().cpu(), order)
    if config.tying == "all":
        matrices = {names.SHARED: model.target_embedding.weight}
    else:
        matrices = {names.SOURCE: model.source_embedding.weight, names.TARGET: model.target_embedding.weight}
        if config.tying == "none":
            matrices[names.OUTPUT] = model.output.weight
    for told, matrix in matrices.items():
        tensors[told] = _columns(matrix.detach().cpu(), order)
    bias = model.output.bias if config.output_bias else None
    tensors[names.OUTPUT_BIAS] = (
        torch.zeros(1, config.target_vocab_size, dtype=model.output.weight.dtype)
        if bias is None
        else bias.detach().cpu().reshape(1, -1)
    )
    return {name: tensor.contiguous() for name, tensor in tensors.items()}


def _order(config: ModelConfig) -> Tensor | None:
    """For each index of a Marian vector the index of that number in ours; None where the order is the same."""
    if config.positions == "halves":
        return None
    return torch.cat((torch.arange(0, config.d_model, 2), torch.arange(1, config.d_model, 2)))


def _columns(tensor: Tensor, order: Tensor | None) -> Tensor:
    return tensor if order is None else tensor[:, order]


def _reordered(name: str, tensor: Tensor, order: Tensor | None) -> Tensor:
    """The weight with its d_model side in Marian's order; a side inside a head or the inner layer is unchanged."""
    if order is None:
        return tensor
    reads = name.endswith(("query.weight", "key.weight", "value.weight", "inner.weight"))
    if reads:
        return tensor[:, order]
    inside = name.endswith(("query.bias", "key.bias", "value.bias", "inner.bias"))
    return tensor if inside else tensor[order]  # weights that write to the residual sum, and norms


# ---- the other files


def _config(bundle: Bundle) -> dict[str, Any]:
    config = _config_of(bundle)
    return {
        "architectures": ["MarianMTModel"],
        "model_type": "marian",
        "is_encoder_decoder": True,
        "vocab_size": config.source_vocab_size,
        "decoder_vocab_size": config.target_vocab_size,
        "d_model": config.d_model,
        "encoder_layers": config.encoder_layers,
        "decoder_layers": config.decoder_layers,
        "num_hidden_layers": config.encoder_layers,
        "encoder_attention_heads": config.heads,
        "decoder_attention_heads": config.heads,
        "encoder_ffn_dim": config.d_ff,
        "decoder_ffn_dim": config.d_ff,
        "encoder_layerdrop": 0.0,
        "decoder_layerdrop": 0.0,
        "activation_function": _ACTIVATIONS[config.activation],
        "dropout": config.dropout,
        "attention_dropout": 0.0,
        "activation_dropout": 0.0,
        "init_std": 0.02,
        "scale_embedding": config.scale_embedding,
        "static_position_embeddings": True,
        "normalize_before": False,
        "normalize_embedding": False,
        "add_final_layer_norm": False,
        "add_bias_logits": False,
        "max_position_embeddings": config.max_positions,
        "share_encoder_decoder_embeddings": config.tying == "all",
        "tie_word_embeddings": config.tying != "none",
        "torch_dtype": str(bundle.model.output.weight.dtype).removeprefix("torch."),
        "use_cache": True,
        **_generation(config),
        OURS: {
            "mask_pad": config.mask_pad,
            "alignment_head": None if bundle.alignment_head is None else list(bundle.alignment_head),
            "source_language": bundle.source_language,
            "target_language": bundle.target_language,
        },
    }


def _generation(config: ModelConfig) -> dict[str, Any]:
    """Settings of `generate`: like our decoding it never chooses <pad> or the start piece."""
    banned_ids = sorted({config.pad_id, config.start_id})
    told: dict[str, Any] = {
        "pad_token_id": config.pad_id,
        "eos_token_id": config.end_id,
        "forced_eos_token_id": config.end_id,
        "bos_token_id": None,
        "decoder_start_token_id": config.start_id,
        "bad_words_ids": [[id] for id in banned_ids],
        "max_length": config.max_positions,
        "num_beams": 4,
    }
    if config.mask_pad:
        told["renormalize_logits"] = True
    return told


def _tokenizer_config(bundle: Bundle, separate: bool) -> dict[str, Any]:
    return {
        "tokenizer_class": "MarianTokenizer",
        "source_lang": bundle.source_language,
        "target_lang": bundle.target_language,
        "unk_token": _UNKNOWN,
        "eos_token": _END,
        "pad_token": _PAD,
        "model_max_length": bundle.model.config.max_positions,
        "separate_vocabs": separate,
    }


def _card(bundle: Bundle) -> str:
    """The model's card with the metadata header that the Hugging Face hub reads."""
    card = bundle.card or f"# {bundle.name}\n\nTranslates from {bundle.source_language} to {bundle.target_language}.\n"
    if card.startswith("---"):
        return card
    head = ["---", "library_name: transformers", "pipeline_tag: translation", "tags:", "- translation", "- marian"]
    return "\n".join([*head, "---", "", card])


# ---- the folder


def _check_folder(folder: Path) -> None:
    if not folder.exists():
        return
    try:
        found = sorted(file.name for file in folder.iterdir())
    except OSError as error:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{folder} cannot be opened as a folder ({reason}); choose another one."),
            folder=folder,
            reason=error,
        ) from error
    if not found:
        return
    foreign = [name for name in found if name not in _FILES and not name.endswith(".part")]
    ours = not foreign and "config.json" in found and isinstance(read_json(folder / "config.json").get(OURS), dict)
    if not ours:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{folder} holds other files ({found}); choose a folder that is new or empty."),
            folder=folder,
            found=", ".join(found[:3]),
        )


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(path, error) from error
