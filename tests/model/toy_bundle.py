"""A bundle with a tiny model and a tokenizer learnt from a few sentences."""

from __future__ import annotations

import torch

from model.bundle.bundle import Bundle
from model.bundle.tokenizer import Tokenizer
from model.network.config import ModelConfig
from model.network.transformer import Transformer

TEXTS = [
    f"{a} {b} {c}." for a in ("the dog", "a cat", "my house") for b in ("sees", "is", "likes") for c in ("red", "it")
]


def make_bundle(tokenizers: int = 1, **sizes: object) -> Bundle:
    torch.manual_seed(3)
    joint = Tokenizer.train(TEXTS, 24)
    target = joint if tokenizers == 1 else Tokenizer.train([text.upper() for text in TEXTS], 22)
    values = {"d_model": 16, "d_ff": 32, "heads": 4, "encoder_layers": 1, "decoder_layers": 2, **sizes}
    tying = "all" if tokenizers == 1 else "target"
    config = ModelConfig(joint.size, target.size, tying=tying, **values)
    return Bundle("toy", "English", "Shouting", Transformer(config).eval(), joint, target, "# A card\n", {"bleu": 1.5})
