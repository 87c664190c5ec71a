"""The contestants of `main.py bench training`: our update, and a plain loop around `torch.nn.Transformer`."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from typing import Protocol

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from model.bundle.tokenizer import PAD
from model.data.batches import Batch
from model.network.config import ModelConfig
from model.network.dropout import seed_dropout
from model.network.positions import sinusoids
from model.network.transformer import Transformer
from model.training.distributed import Group
from model.training.recipe import TrainingRecipe
from model.training.updater import Updater

RATE = 5e-4  # learning rate; it does not affect the time
SMOOTHING = 0.1
CLIP = 1.0


class Contestant(Protocol):
    """A program that trains a model of the same sizes on the same batches."""

    name: str

    def seconds(self, numbers: range) -> float:
        """Total time of one whole update with each of these batches."""


def wait_for(device: torch.device) -> None:
    """Wait until the device has finished all queued work."""
    if device.type == "cuda":
        torch.cuda.synchronize(device)
    elif device.type == "mps":
        torch.mps.synchronize()


class Ours:
    """`Updater`, as a training uses it."""

    name = "ours"

    def __init__(self, config: ModelConfig, batches: Sequence[Batch], device: torch.device, dtype: torch.dtype) -> None:
        recipe = TrainingRecipe(peak_learning_rate=RATE, label_smoothing=SMOOTHING, clip_norm=CLIP)
        seed_dropout(1)
        self._updater = Updater(Transformer(config).to(device).train(), recipe, dtype, Group())
        self._batches = batches
        self._device = device
        self._step = 0

    def seconds(self, numbers: range) -> float:
        begin = time.perf_counter()
        for number in numbers:
            self._step += 1
            self._updater.update(self._step, [self._batches[number]])
        wait_for(self._device)
        return time.perf_counter() - begin


class PlainTransformer(nn.Module):
    """`torch.nn.Transformer` between tied embeddings with sinusoids and an output layer."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.embedding = nn.Embedding(config.target_vocab_size, config.d_model)
        nn.init.normal_(self.embedding.weight, std=config.d_model**-0.5)
        self.dropout = nn.Dropout(config.dropout)
        self.transformer = nn.Transformer(
            config.d_model,
            config.heads,
            config.encoder_layers,
            config.decoder_layers,
            config.d_ff,
            config.dropout,
            batch_first=True,
        )
        self.output = nn.Linear(config.d_model, config.target_vocab_size, bias=False)
        self.output.weight = self.embedding.weight
        self.scale = math.sqrt(config.d_model)
        self.positions: Tensor
        self.register_buffer("positions", sinusoids(config.max_positions, config.d_model, config.positions))

    def embed(self, ids: Tensor) -> Tensor:
        embedded: Tensor = self.dropout(self.embedding(ids) * self.scale + self.positions[: ids.size(1)])
        return embedded

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        """Logits [batch, target, vocabulary]."""
        length = target.size(1)
        causal = torch.ones(length, length, dtype=torch.bool, device=target.device).triu(1)
        padding = source == PAD
        hidden = self.transformer(
            self.embed(source),
            self.embed(target),
            tgt_mask=causal,
            src_key_padding_mask=padding,
            tgt_key_padding_mask=target == PAD,
            memory_key_padding_mask=padding,
            tgt_is_causal=True,
        )
        logits: Tensor = self.output(hidden)
        return logits


class Plain:
    """A training loop around `PlainTransformer`, as in a good tutorial, in float32 or with bfloat16 autocast."""

    def __init__(self, config: ModelConfig, batches: Sequence[Batch], device: torch.device, autocast: bool) -> None:
        self.name = "torch.nn.Transformer" + (", autocast" if autocast else "")
        self._model = PlainTransformer(config).to(device).train()
        self._optimizer = torch.optim.Adam(self._model.parameters(), lr=RATE, betas=(0.9, 0.98), eps=1e-9)
        self._batches = batches
        self._device = device
        self._autocast = autocast

    def seconds(self, numbers: range) -> float:
        begin = time.perf_counter()
        for number in numbers:
            self._update(self._batches[number])
        wait_for(self._device)
        return time.perf_counter() - begin

    def _update(self, batch: Batch) -> float:
        source, target_in, target_out = (
            ids.to(self._device, non_blocking=True) for ids in (batch.source, batch.target_in, batch.target_out)
        )
        self._optimizer.zero_grad()
        with torch.autocast(self._device.type, dtype=torch.bfloat16, enabled=self._autocast):
            logits = self._model(source, target_in)
            loss = F.cross_entropy(
                logits.flatten(0, 1), target_out.flatten(), ignore_index=PAD, label_smoothing=SMOOTHING
            )
        loss.backward()
        nn.utils.clip_grad_norm_(self._model.parameters(), CLIP)
        self._optimizer.step()
        return loss.item()
