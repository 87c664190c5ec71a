"""Modules as people write them around torch.nn.Transformer, with random weights, and their checkpoints on disk."""

from __future__ import annotations

import math
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from model.foreign.plain.guess import guess
from model.foreign.plain.loading import read_checkpoint
from model.foreign.plain.mapping import Mapping
from tests.model.tiny import randomised, tiny_tokenizer

WIDTH, INNER, HEADS, LAYERS, LONGEST = 16, 24, 4, 2, 80
PIECES = tiny_tokenizer().size
PAD, UNKNOWN, START, END = range(4)  # tiny_tokenizer's


def sines(length: int, width: int) -> Tensor:
    """The usual table of a script, computed in float32."""
    rate = torch.exp(-torch.arange(0, width, 2) * math.log(10000) / width)
    angle = torch.arange(length).reshape(length, 1) * rate
    table = torch.zeros(length, width)
    table[:, 0::2], table[:, 1::2] = torch.sin(angle), torch.cos(angle)
    return table


class Embedding(nn.Module):
    def __init__(self, rows: int, scaled: bool) -> None:
        super().__init__()
        self.embedding = nn.Embedding(rows, WIDTH)
        self.scale = math.sqrt(WIDTH) if scaled else 1.0

    def forward(self, ids: Tensor) -> Tensor:
        return self.embedding(ids) * self.scale


class Positions(nn.Module):
    """A buffer of sinusoids that goes into the state dict, as [position, 1, d_model]."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("pos_embedding", sines(LONGEST, WIDTH)[:, None])

    def forward(self, x: Tensor) -> Tensor:
        return x + self.pos_embedding[: x.size(1), 0]


class WholeTransformer(nn.Module):
    """nn.Transformer with two embeddings, an output layer with a bias and a buffer of sinusoids."""

    def __init__(
        self, norm_first: bool = False, activation: str = "relu", bias: bool = True, scaled: bool = True
    ) -> None:
        super().__init__()
        with warnings.catch_warnings():  # torch says which of its fast paths it will not take
            warnings.simplefilter("ignore")
            self.transformer = nn.Transformer(
                WIDTH, HEADS, LAYERS, LAYERS, INNER, 0.1, activation, norm_first=norm_first, bias=bias, batch_first=True
            )
        self.generator = nn.Linear(WIDTH, PIECES)
        self.src_tok_emb = Embedding(PIECES, scaled)
        self.tgt_tok_emb = Embedding(PIECES, scaled)
        self.positional_encoding = Positions()

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        hidden = self.transformer(
            self.positional_encoding(self.src_tok_emb(source)),
            self.positional_encoding(self.tgt_tok_emb(target)),
            tgt_mask=causal(target.size(1)),
            src_key_padding_mask=source == PAD,
            memory_key_padding_mask=source == PAD,
        )
        return self.generator(hidden)


class TwoStacks(nn.Module):
    """Two stacks of their own without norms after them, one matrix for everything, learned positions."""

    def __init__(self, norm_first: bool = False, activation: str = "gelu", learned: bool = True) -> None:
        super().__init__()
        options: dict[str, Any] = {"activation": activation, "norm_first": norm_first, "batch_first": True}
        one, other = (
            kind(WIDTH, HEADS, INNER, 0.1, **options)
            for kind in (nn.TransformerEncoderLayer, nn.TransformerDecoderLayer)
        )
        self.enc = nn.TransformerEncoder(one, LAYERS, enable_nested_tensor=False)
        self.dec = nn.TransformerDecoder(other, LAYERS + 1)
        self.embed = nn.Embedding(PIECES, WIDTH)
        if learned:
            self.src_pos = nn.Embedding(LONGEST, WIDTH)
            self.tgt_pos = nn.Embedding(LONGEST + 5, WIDTH)

    def embedded(self, ids: Tensor, table: str) -> Tensor:
        positions = torch.arange(ids.size(1))
        return self.embed(ids) + (getattr(self, table)(positions) if hasattr(self, table) else 0.0)

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        memory = self.enc(self.embedded(source, "src_pos"), src_key_padding_mask=source == PAD)
        hidden = self.dec(
            self.embedded(target, "tgt_pos"),
            memory,
            tgt_mask=causal(target.size(1)),
            memory_key_padding_mask=source == PAD,
        )
        return hidden @ self.embed.weight.T


def causal(length: int) -> Tensor:
    """True: may not be looked at."""
    return torch.ones(length, length, dtype=torch.bool).triu(1)


def forward(module: nn.Module, source: Tensor, target: Tensor) -> tuple[Tensor, dict[str, Tensor]]:
    """Logits [target, vocabulary] and the weights [head, query, key] of every attention, by the module's name."""
    weights: dict[str, Tensor] = {}

    def watched(name: str, attention: nn.MultiheadAttention) -> None:
        own = nn.MultiheadAttention.forward

        def wrapped(*args: Any, **options: Any) -> tuple[Tensor, Tensor | None]:
            out, weights[name] = own(
                attention, *args, **{**options, "need_weights": True, "average_attn_weights": False}
            )
            return out, None

        attention.forward = wrapped  # type: ignore[method-assign]

    for name, part in module.named_modules():
        if isinstance(part, nn.MultiheadAttention):
            watched(name, part)
    module.eval()
    logits = module(source[None], target[None])[0]  # with gradients, or torch's fast path would skip the attention
    return logits.detach(), {name: weight[0].detach() for name, weight in weights.items()}


def made(module: nn.Module, seed: int = 0) -> nn.Module:
    """With every parameter random, norms and biases too."""
    return randomised(module, seed)


def saved(module: nn.Module, folder: Path, prefix: str = "", **extra: Tensor) -> Path:
    """The checkpoint `model.pt` and the SentencePiece model `spm.model` in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    state = {f"{prefix}{name}": tensor for name, tensor in module.state_dict().items()} | extra
    torch.save(state, folder / "model.pt")
    (folder / "spm.model").write_bytes(tiny_tokenizer().model)
    return folder / "model.pt"


def guessed(checkpoint: Path, **told: Any) -> Mapping:
    """What is guessed from names and shapes, with what the person says."""
    spm = checkpoint.parent / "spm.model"
    return replace(guess(read_checkpoint(checkpoint), spm).mapping, heads=HEADS, **told)


def changed(folder: Path, to: Path, **tensors: Tensor | None) -> Mapping:
    """The guessed mapping of a copy of the checkpoint with other tensors, None: without it."""
    state = torch.load(folder / "model.pt", weights_only=True)
    state = {name: tensor for name, tensor in {**state, **tensors}.items() if tensor is not None}
    torch.save(state, to / "model.pt")
    (to / "spm.model").write_bytes(tiny_tokenizer().model)
    return replace(guessed(folder / "model.pt"), checkpoint=to / "model.pt", source_model=to / "spm.model")
