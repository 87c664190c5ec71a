"""Small random models of every family that `transformers` plays, made and saved by it, with small tokenizers."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import torch
import transformers
from tokenizers import Tokenizer as Backend
from tokenizers import models, pre_tokenizers, trainers

from model.bundle.tokenizer import Tokenizer
from model.foreign.huggingface.package import import_transformers
from tests.model.tiny import SENTENCES

import_transformers()  # which also keeps it quiet

LAYERS, HEADS, WIDTH = 2, 2, 16
Scored = list[tuple[str, float]]


@cache
def sentencepiece() -> Tokenizer:
    return Tokenizer.train(SENTENCES, 220)


def _scored(*special: str) -> Scored:
    own = sentencepiece()
    return [*((piece, 0.0) for piece in special), *((own.piece(i), own.score(i)) for i in range(4, own.size))]


@cache
def _bpe(bytes_: bool) -> dict[str, Any]:
    backend = Backend(models.BPE(unk_token=None if bytes_ else "<unk>"))
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    backend.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False) if bytes_ else pre_tokenizers.Metaspace()
    alphabet = pre_tokenizers.ByteLevel.alphabet() if bytes_ else []
    trainer = trainers.BpeTrainer(
        vocab_size=330 if bytes_ else 220, special_tokens=special, initial_alphabet=alphabet, show_progress=False
    )
    backend.train_from_iterator(SENTENCES, trainer)
    model = json.loads(backend.to_str())["model"]
    return {"vocab": model["vocab"], "merges": [tuple(merge) for merge in model["merges"]]}


def _m2m100_tokenizer(folder: Path) -> Any:
    own = sentencepiece()
    folder.mkdir(parents=True, exist_ok=True)
    names = ["<s>", "<pad>", "</s>", "<unk>", *(own.piece(i) for i in range(4, own.size))]
    (folder / "vocab.json").write_text(json.dumps({piece: id for id, piece in enumerate(names)}))
    (folder / "sentencepiece.bpe.model").write_bytes(own.model)
    files = folder / "vocab.json", folder / "sentencepiece.bpe.model"
    return transformers.M2M100Tokenizer(*map(str, files))


def _bart_like(**changes: Any) -> dict[str, Any]:
    return {
        "d_model": WIDTH,
        "encoder_layers": LAYERS,
        "decoder_layers": LAYERS,
        "encoder_attention_heads": HEADS,
        "decoder_attention_heads": HEADS,
        "encoder_ffn_dim": 24,
        "decoder_ffn_dim": 24,
        "max_position_embeddings": 64,
        "init_std": 0.3,
        **changes,
    }


def _t5_like(**changes: Any) -> dict[str, Any]:
    # d_kv * heads is not d_model, as in t5-11b.
    sizes = {"d_model": WIDTH, "d_kv": 6, "d_ff": 24, "num_layers": LAYERS, "num_heads": HEADS}
    buckets = {"relative_attention_num_buckets": 8, "relative_attention_max_distance": 12}
    return {**sizes, **buckets, "initializer_factor": 1.0, "decoder_start_token_id": 0, **changes}


TASKS = {
    "summarization": {"prefix": "summarize: "},
    "translation_en_to_de": {"prefix": "translate English to German: "},
    "translation_en_to_fr": {"prefix": "translate English to French: "},
}


def _t5_tokenizer(_folder: Path) -> Any:
    return transformers.T5Tokenizer(vocab=_scored("<pad>", "</s>", "<unk>"), extra_ids=5)


def _mbart50_tokenizer(_folder: Path) -> Any:
    return transformers.MBart50Tokenizer(vocab=_scored("<unk>", "<s>", "</s>"), src_lang="en_XX")


# Name of a toy -> its tokenizer, the class of its model, and its configuration.
Toy = tuple[Callable[[Path], Any], str, dict[str, Any]]
TOYS: dict[str, Toy] = {
    "bart": (
        lambda _: transformers.BartTokenizer(**_bpe(True)),
        "Bart",
        _bart_like(pad_token_id=1, bos_token_id=0, eos_token_id=2, decoder_start_token_id=2),
    ),
    "mbart": (
        lambda _: transformers.MBartTokenizer(vocab=_scored("<s>", "<pad>", "</s>", "<unk>")),
        "MBart",
        _bart_like(scale_embedding=True),
    ),
    "mbart50": (_mbart50_tokenizer, "MBart", _bart_like(scale_embedding=True, decoder_start_token_id=2)),
    "m2m_100": (_m2m100_tokenizer, "M2M100", _bart_like(decoder_start_token_id=2)),
    "nllb": (
        lambda _: transformers.NllbTokenizer(**_bpe(False)),
        "M2M100",
        _bart_like(decoder_start_token_id=2),
    ),
    "nllb-legacy": (
        lambda _: transformers.NllbTokenizer(**_bpe(False), legacy_behaviour=True),
        "M2M100",
        _bart_like(decoder_start_token_id=2),
    ),
    "t5": (_t5_tokenizer, "T5", _t5_like(task_specific_params=TASKS, n_positions=96)),
    "mt5": (_t5_tokenizer, "MT5", _t5_like(tie_word_embeddings=False, feed_forward_proj="gated-gelu")),
    "umt5": (_t5_tokenizer, "UMT5", _t5_like(tie_word_embeddings=False, feed_forward_proj="gated-gelu")),
    "pegasus": (
        lambda _: transformers.PegasusTokenizer(
            vocab=_scored("<pad>", "</s>", "<unk>", "<mask_1>", "<mask_2>"), offset=5
        ),
        "Pegasus",
        _bart_like(pad_token_id=0, eos_token_id=1, decoder_start_token_id=0),
    ),
}


def make(name: str, folder: Path, seed: int = 0, **changes: Any) -> Path:
    """Save the toy `name`, every parameter drawn at random, in `folder`; `changes` go to its configuration."""
    return make_toy(TOYS[name], folder, seed, 0 if name == "bart" else None, **changes)


def make_toy(toy: Toy, folder: Path, seed: int = 0, first: int | None = None, **changes: Any) -> Path:
    """Save a toy; `first` is the piece that its translations are forced to begin with."""
    make_tokenizer, kind, values = toy
    tokenizer = make_tokenizer(folder / ".tokenizer")
    vocabulary = max(tokenizer.get_vocab().values()) + 1
    ids = getattr(tokenizer, "lang_code_to_id", None) or {}
    vocabulary = max([vocabulary, *(id + 1 for id in ids.values())]) + 3  # as M2M100 and T5, a few rows more
    sizes = {"vocab_size": vocabulary}
    if kind == "FSMT":  # exactly as large as its two vocabularies
        sizes = {"src_vocab_size": tokenizer.src_vocab_size, "tgt_vocab_size": tokenizer.tgt_vocab_size}
    config = getattr(transformers, f"{kind}Config")(**{**sizes, **values, **changes})
    torch.manual_seed(seed)
    model = getattr(transformers, f"{kind}ForConditionalGeneration")(config).eval()
    with torch.no_grad():
        for parameter_name, parameter in model.named_parameters():
            if "norm" in parameter_name:
                parameter.add_(0.3 * torch.randn(parameter.shape))
            elif parameter_name.endswith("bias"):
                parameter.copy_(0.3 * torch.randn(parameter.shape))
            if parameter_name.endswith(("out_proj.weight", "fc2.weight", ".o.weight", ".wo.weight")):
                parameter.mul_(8.0)  # else a piece would hardly change on its way, and be said again for ever
        model.get_input_embeddings().weight[config.eos_token_id] *= 3.0  # so that translations come to an end
        bias = getattr(model, "final_logits_bias", None)
        if bias is not None:
            bias.copy_(0.3 * torch.randn(bias.shape))
    if first is not None:
        model.generation_config.forced_bos_token_id = first
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


# Seeds whose translations come to an end, but not at once, and of which greedy and beam search differ.
SEEDS = {
    "bart": 0,
    "mbart": 1,
    "mbart50": 0,
    "m2m_100": 3,
    "nllb": 3,
    "nllb-legacy": 3,
    "umt5": 2,
    "t5": 2,
    "mt5": 0,
    "pegasus": 1,
}
# The language that a translation is to begin with, and where the family wants it.
STARTS = {"mbart": "de_DE"}
FIRSTS = {"mbart50": "de_DE", "m2m_100": "__de__", "nllb": "deu_Latn", "nllb-legacy": "deu_Latn", "bart": "<s>"}


def reference(folder: Path) -> tuple[Any, Any]:
    """The model and the tokenizer as `transformers` itself loads them."""
    model = transformers.AutoModelForSeq2SeqLM.from_pretrained(folder, attn_implementation="eager").eval()
    return model, transformers.AutoTokenizer.from_pretrained(folder)


def start_and_first(name: str, model: Any, tokenizer: Any) -> tuple[int, int | None]:
    """Ids of the decoder's first input and of the piece that is forced after it."""
    start = tokenizer.convert_tokens_to_ids(STARTS[name]) if name in STARTS else model.config.decoder_start_token_id
    return start, tokenizer.convert_tokens_to_ids(FIRSTS[name]) if name in FIRSTS else None
