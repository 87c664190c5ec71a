"""Folders of small random Marian models, made with `transformers` itself as OPUS-MT's are."""

from __future__ import annotations

import io
import json
import random
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import sentencepiece
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from model.bundle.tokenizer import Tokenizer

ENGLISH = ("the dog sees a red ball", "a small cat sleeps", "my house is near the water", "she reads an old book")
GERMAN = ("der Hund sieht einen roten Ball", "eine kleine Katze schläft", "mein Haus liegt am Wasser", "sie liest")
LANGUAGES = (">>deu<<", ">>fra<<", ">>cmn_Hans<<")


@cache
def theirs() -> Any:
    """`transformers`, without its progress bars: they leave a thread behind."""
    import transformers

    transformers.utils.logging.disable_progress_bar()
    transformers.utils.logging.set_verbosity_error()
    return transformers


@cache
def spm(side: str, fallback: bool = False) -> Tokenizer:
    """The SentencePiece model of a side; with `fallback` it writes letters that it lacks as bytes."""
    texts = ENGLISH if side == "source" else GERMAN
    if fallback:
        out = io.BytesIO()
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter([*texts * 3]),
            model_writer=out,
            vocab_size=320,
            byte_fallback=True,
            hard_vocab_limit=False,
            character_coverage=1.0,
            normalization_rule_name="nmt_nfkc",
            minloglevel=2,
            num_threads=1,
        )
        return Tokenizer(out.getvalue())
    return Tokenizer.train([*texts * 3, *" ".join(texts)], 40 if side == "source" else 44, exactly=False)


def pieces_of(tokenizer: Tokenizer) -> list[str]:
    return [piece for piece in tokenizer.pieces(range(tokenizer.size)) if piece not in ("<pad>", "<s>")]


def vocabularies(
    separate: bool, end_first: bool, languages: bool, drop: int, fallback: bool = False
) -> tuple[dict[str, int], dict[str, int]]:
    """Piece -> id of both sides; joint ones sorted over both languages as OPUS-MT does, <pad> appended at the end."""
    sides = [pieces_of(spm(side, fallback)) for side in ("source", "target")]
    if languages:
        sides[0] += LANGUAGES
    lists = sides if separate else [sorted({*sides[0], *sides[1]})]
    made = []
    for pieces in lists:
        ordinary = [piece for piece in pieces if piece not in ("</s>", "<unk>")][drop:]
        rest = ["</s>", "<unk>", *ordinary] if end_first else [*ordinary[:7], "<unk>", *ordinary[7:], "</s>"]
        made.append({piece: id for id, piece in enumerate([*rest, "<pad>"])})
    return made[0], made[-1]


def make_folder(
    folder: Path,
    *,
    separate: bool = False,
    tie: bool = True,
    end_first: bool = True,
    languages: bool = False,
    drop: int = 0,
    bias: bool = False,
    half: bool = False,
    fallback: bool = False,
    seed: int = 0,
    **config: Any,
) -> Path:
    """Write config.json, model.safetensors, vocabularies and SentencePiece models; `config` replaces its keys."""
    source, target = vocabularies(separate, end_first, languages, drop, fallback)
    # Two vocabularies have one pad_token_id in config.json, so <pad> must stand at one place in both.
    if separate:
        size = max(len(source), len(target))
        for vocabulary in (source, target):
            vocabulary["<pad>"] = size - 1
    sizes = max(source.values()) + 1, max(target.values()) + 1
    values: dict[str, Any] = {
        "vocab_size": sizes[0],
        "decoder_vocab_size": sizes[1],
        "d_model": 16,
        "encoder_layers": 2,
        "decoder_layers": 3,
        "encoder_attention_heads": 4,
        "decoder_attention_heads": 4,
        "encoder_ffn_dim": 24,
        "decoder_ffn_dim": 24,
        "activation_function": "swish",
        "scale_embedding": True,
        "max_position_embeddings": 64,
        "max_length": 64,
        "pad_token_id": target["<pad>"],
        "eos_token_id": target["</s>"],
        "forced_eos_token_id": target["</s>"],
        "bos_token_id": 0,
        "decoder_start_token_id": target["<pad>"],
        "bad_words_ids": [[target["<pad>"]]],
        "share_encoder_decoder_embeddings": not separate and tie,
        "tie_word_embeddings": tie,
        **config,
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = theirs().MarianMTModel(theirs().MarianConfig(**values)).eval()
        generator = torch.Generator().manual_seed(seed)
        with torch.no_grad():
            for name, parameter in model.named_parameters():
                if "embed_positions" in name:
                    continue
                centre = 1.0 if "norm" in name and name.endswith("weight") else 0.0
                parameter.copy_(centre + 0.4 * torch.randn(parameter.shape, generator=generator))
            for embedding in (model.model.encoder.embed_tokens, model.model.decoder.embed_tokens):
                embedding.weight[values["pad_token_id"]] = 0.0
            if bias:
                model.final_logits_bias.copy_(torch.randn(model.final_logits_bias.shape, generator=generator))
        if half:
            model.half()
        model.save_pretrained(folder)
    write_vocabularies(folder, source, target if separate else None, fallback)
    return folder


def write_vocabularies(
    folder: Path, source: dict[str, int], target: dict[str, int] | None, fallback: bool = False
) -> None:
    (folder / "vocab.json").write_text(json.dumps(source))
    if target is not None:
        (folder / "target_vocab.json").write_text(json.dumps(target))
    for side in ("source", "target"):
        (folder / f"{side}.spm").write_bytes(spm(side, fallback).model)
    told = {"source_lang": "eng", "target_lang": "deu", "separate_vocabs": target is not None}
    (folder / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": "MarianTokenizer", **told}))


def edit_config(folder: Path, **changes: Any) -> None:
    """Change keys of config.json; None takes a key out."""
    path = folder / "config.json"
    config = {**json.loads(path.read_text()), **changes}
    path.write_text(json.dumps({key: value for key, value in config.items() if value is not None}))


def tensors_of(folder: Path) -> dict[str, Tensor]:
    return load_file(folder / "model.safetensors")


def write_tensors(folder: Path, tensors: dict[str, Tensor], kind: str = "safetensors") -> None:
    """The weights in one of the ways in which repositories hold them."""
    (folder / "model.safetensors").unlink(missing_ok=True)
    if kind == "safetensors":
        save_file(tensors, folder / "model.safetensors", {"format": "pt"})
    elif kind in ("zip", "legacy"):
        torch.save(tensors, folder / "pytorch_model.bin", _use_new_zipfile_serialization=kind == "zip")
    else:
        ending = {"shards": "safetensors", "bin shards": "bin"}[kind]
        stem = {"shards": "model", "bin shards": "pytorch_model"}[kind]
        table = {}
        names = sorted(tensors)
        for part in range(3):
            file = f"{stem}-0000{part + 1}-of-00003.{ending}"
            chosen = {name: tensors[name] for name in names[part::3]}
            if ending == "bin":
                torch.save(chosen, folder / file)
            else:
                save_file(chosen, folder / file, {"format": "pt"})
            table |= dict.fromkeys(chosen, file)
        index = {"metadata": {"total_size": sum(t.nbytes for t in tensors.values())}, "weight_map": table}
        (folder / f"{stem}.{ending}.index.json").write_text(json.dumps(index))


def random_ids(count: int, length: int, size: int, forbidden: set[int], seed: int = 0) -> list[list[int]]:
    generator = random.Random(seed)
    allowed = [id for id in range(size) if id not in forbidden]
    return [[generator.choice(allowed) for _ in range(generator.randint(1, length))] for _ in range(count)]


def reference(folder: Path) -> Any:
    """`transformers`' own model of the folder, in float32, with its attentions to be seen."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return theirs().MarianMTModel.from_pretrained(folder, attn_implementation="eager", dtype=torch.float32).eval()


def reference_tokenizer(folder: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it recommends sacremoses, which changes nothing
        return theirs().MarianTokenizer.from_pretrained(folder)
