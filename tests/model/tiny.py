"""Small shared builders for the model's tests: a seeded Transformer and tokenizers learnt in the process."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, TypeVar

import torch
import torch.nn.functional as F
from hypothesis import strategies as st
from torch import Tensor, nn

from model.bundle.tokenizer import Tokenizer
from model.network.attention import MultiHeadAttention
from model.network.config import ModelConfig, Norm
from model.network.layers import DecoderLayer, EncoderLayer
from model.network.transformer import Transformer

VOCAB = 23  # pieces of the tiny Transformer; ids 0 to 3 are <pad>, <unk>, <s>, </s>
FIRST_REAL = 4
WIDTH, INNER, HEADS = 16, 24, 4

# Latin with accents, Cyrillic, Greek, Hangul, Han, kana, Arabic, Hebrew, Devanagari, Thai.
SENTENCES = (
    "A small dog runs across the wet grass and finds an old red ball.",
    "Two children build a boat out of paper, and it sails for a minute.",
    "Ein müder Bäcker öffnet früh am Morgen die große Tür.",
    "Les élèves écoutent la leçon près de la fenêtre, ça va.",
    "Старая кошка спит на тёплом окне целый день.",
    "Η θάλασσα είναι ήσυχη και το φως πέφτει αργά.",
    "작은 아이가 강가에서 파란 돌을 찾았다.",
    "雨后的山路很安静，鸟在树上唱歌。",
    "ねこは窓のそばで静かにねむる。",
    "الطفل يقرأ كتابا تحت الشجرة الكبيرة",
    "הילדה כותבת מכתב קצר לסבתא",
    "बच्चा नदी के पास एक नीला पत्थर देखता है",
    "เด็กเดินไปโรงเรียนตอนเช้า",
)

AnyModule = TypeVar("AnyModule", bound=nn.Module)


def randomised(module: AnyModule, seed: int = 0, spread: float = 0.3) -> AnyModule:
    """The module with every parameter drawn anew: biases of 0 and gains of 1 would hide a swapped or forgotten one."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, parameter in module.named_parameters():
            centre = 1.0 if "norm" in name and name.endswith("weight") else 0.0
            parameter.copy_(centre + spread * torch.randn(parameter.shape, generator=generator))
    return module


def tiny_config(**changes: Any) -> ModelConfig:
    sizes: dict[str, Any] = {
        "source_vocab_size": VOCAB,
        "target_vocab_size": VOCAB,
        "d_model": WIDTH,
        "d_ff": INNER,
        "heads": HEADS,
        "encoder_layers": 2,
        "decoder_layers": 2,
        "dropout": 0.0,
        "max_positions": 40,
    }
    return ModelConfig(**{**sizes, **changes})


def tiny_model(seed: int = 0, **changes: Any) -> Transformer:
    """A new Transformer in evaluation mode whose every parameter is random and decided by `seed`."""
    return randomised(Transformer(tiny_config(**changes)), seed).eval()


@cache
def shared_model(norm: Literal["post", "pre"] = "post") -> Transformer:
    """One tiny model per norm order for all tests; never change it."""
    return tiny_model(norm=norm)


@cache
def tiny_tokenizer(kind: Literal["unigram", "bpe"] = "unigram") -> Tokenizer:
    """A tokenizer learnt from `SENTENCES`, about as large as they allow for "unigram"."""
    return Tokenizer.train(SENTENCES * 4, 500 if kind == "bpe" else 220, kind)


def random_tensor(*shape: int, seed: int = 0) -> Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


def piece_ids(least: int = 1, most: int = 8) -> st.SearchStrategy[list[int]]:
    """Rows of ids without special pieces."""
    return st.lists(st.integers(FIRST_REAL, VOCAB - 1), min_size=least, max_size=most)


# ---- torch.nn's own modules with the weights of ours


def copy_weights(to: nn.Module, of: nn.Module) -> None:
    to.load_state_dict(of.state_dict())


def torchs_own(attention: MultiHeadAttention) -> nn.MultiheadAttention:
    own = nn.MultiheadAttention(WIDTH, HEADS, batch_first=True).eval()
    projections = (attention.query, attention.key, attention.value)
    with torch.no_grad():
        own.in_proj_weight.copy_(torch.cat([p.weight for p in projections]))
        own.in_proj_bias.copy_(torch.cat([p.bias for p in projections]))
        own.out_proj.weight.copy_(attention.out.weight)
        own.out_proj.bias.copy_(attention.out.bias)
    return own


def own_encoder_layer(layer: EncoderLayer, norm: Norm) -> nn.TransformerEncoderLayer:
    own = nn.TransformerEncoderLayer(
        WIDTH, HEADS, INNER, dropout=0.0, activation=F.relu, batch_first=True, norm_first=norm == "pre"
    ).eval()
    copy_weights(own.self_attn, torchs_own(layer.self_attention))
    copy_weights(own.linear1, layer.feed_forward.inner)
    copy_weights(own.linear2, layer.feed_forward.outer)
    copy_weights(own.norm1, layer.self_residual.norm)
    copy_weights(own.norm2, layer.feed_forward_residual.norm)
    return own


def own_decoder_layer(layer: DecoderLayer, norm: Norm) -> nn.TransformerDecoderLayer:
    own = nn.TransformerDecoderLayer(
        WIDTH, HEADS, INNER, dropout=0.0, activation=F.relu, batch_first=True, norm_first=norm == "pre"
    ).eval()
    copy_weights(own.self_attn, torchs_own(layer.self_attention))
    copy_weights(own.multihead_attn, torchs_own(layer.cross_attention))
    copy_weights(own.linear1, layer.feed_forward.inner)
    copy_weights(own.linear2, layer.feed_forward.outer)
    copy_weights(own.norm1, layer.self_residual.norm)
    copy_weights(own.norm2, layer.cross_residual.norm)
    copy_weights(own.norm3, layer.feed_forward_residual.norm)
    return own
