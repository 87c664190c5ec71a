"""A model with the shape, size and folder layout of OPUS-MT and random weights, for measurements."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import save_file

from model.bundle.tokenizer import Tokenizer
from model.data.grammar import generate

VOCABULARY = 58_101  # of opus-mt-en-de
# Standard deviations of the weights. Embeddings are small and layers large; otherwise a random model with tied
# embeddings would repeat one piece.
EMBEDDING_SPREAD, SPREAD = 0.02, 0.08
TEXTS = 4_000  # generated sentences that teach the pieces


def write_opus(
    folder: Path, vocabulary: int = VOCABULARY, dtype: torch.dtype = torch.float16, d_model: int = 512, layers: int = 6
) -> int:
    """Write config.json, weights in `dtype`, SentencePiece models and vocab.json; returns the parameters."""
    d_ff, heads = 4 * d_model, d_model // 64
    folder.mkdir(parents=True, exist_ok=True)
    pad = vocabulary - 1
    config = {
        "model_type": "marian",
        "architectures": ["MarianMTModel"],
        "vocab_size": vocabulary,
        "decoder_vocab_size": vocabulary,
        "d_model": d_model,
        "encoder_layers": layers,
        "decoder_layers": layers,
        "encoder_attention_heads": heads,
        "decoder_attention_heads": heads,
        "encoder_ffn_dim": d_ff,
        "decoder_ffn_dim": d_ff,
        "activation_function": "swish",
        "scale_embedding": True,
        "static_position_embeddings": True,
        "normalize_before": False,
        "normalize_embedding": False,
        "add_final_layer_norm": False,
        "share_encoder_decoder_embeddings": True,
        "tie_word_embeddings": True,
        "max_position_embeddings": 512,
        "pad_token_id": pad,
        "decoder_start_token_id": pad,
        "eos_token_id": 0,
        "bos_token_id": 0,
        "forced_eos_token_id": None,
        "bad_words_ids": [[pad]],
        "dropout": 0.1,
        "attention_dropout": 0.0,
        "activation_dropout": 0.0,
    }
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    pieces = [text for pair in generate("en-de", TEXTS) for text in (pair.source, pair.target)]
    spm = Tokenizer.train(pieces, min(800, vocabulary - 10), exactly=False)
    for name in ("source.spm", "target.spm"):
        (folder / name).write_bytes(spm.model)
    learnt = [spm.piece(id) for id in range(spm.size) if spm.piece(id) not in ("<pad>", "<s>", "</s>", "<unk>")]
    names = ["</s>", "<unk>", *learnt]
    names += [f"\u2581{number}" for number in range(pad - len(names))] + ["<pad>"]
    (folder / "vocab.json").write_text(json.dumps({piece: id for id, piece in enumerate(names)}), encoding="utf-8")
    tokenizer = {
        "source_lang": "en",
        "target_lang": "de",
        "tokenizer_class": "MarianTokenizer",
        "model_max_length": 512,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    tensors = _tensors(vocabulary, d_model, d_ff, layers, dtype)
    save_file(tensors, folder / "model.safetensors", {"format": "pt"})
    return sum(tensor.numel() for tensor in tensors.values())


def _tensors(vocabulary: int, d_model: int, d_ff: int, layers: int, dtype: torch.dtype) -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(1)

    def drawn(*shape: int, spread: float = SPREAD) -> torch.Tensor:
        return (spread * torch.randn(shape, generator=generator)).to(dtype)

    shared = drawn(vocabulary, d_model, spread=EMBEDDING_SPREAD)
    shared[-1] = 0.0  # <pad>, from which the decoder starts
    found = {"model.shared.weight": shared, "final_logits_bias": drawn(1, vocabulary)}
    found["final_logits_bias"][0, -1] = 0.0
    for stack in ("encoder", "decoder"):
        for layer in range(layers):
            prefix = f"model.{stack}.layers.{layer}."
            attentions = ("self_attn",) if stack == "encoder" else ("self_attn", "encoder_attn")
            for attention in attentions:
                for part in ("q_proj", "k_proj", "v_proj", "out_proj"):
                    found[f"{prefix}{attention}.{part}.weight"] = drawn(d_model, d_model)
                    found[f"{prefix}{attention}.{part}.bias"] = drawn(d_model)
            for name, shape in (("fc1", (d_ff, d_model)), ("fc2", (d_model, d_ff))):
                found[f"{prefix}{name}.weight"], found[f"{prefix}{name}.bias"] = drawn(*shape), drawn(shape[0])
            for norm in (*(f"{attention}_layer_norm" for attention in attentions), "final_layer_norm"):
                found[f"{prefix}{norm}.weight"] = 1 + drawn(d_model)
                found[f"{prefix}{norm}.bias"] = drawn(d_model)
    return found
