"""The encoder-decoder Transformer of "Attention Is All You Need", to be read beside section 3 of the paper."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import cast

import torch
from torch import Tensor, nn

from model.network.attention import MultiHeadAttention
from model.network.config import ModelConfig
from model.network.layers import DecoderLayer, EncoderLayer, LayerCache
from model.network.network import Equation, Readout, TrainableNetwork
from model.network.points import point
from model.network.positions import sinusoids
from model.values.description import NetworkSizes, transformer_sites
from model.values.masks import causal_mask, padding_mask, self_padding_mask
from model.values.needs import ALL_NEEDS
from model.values.sites import CROSS, ENCODER_SELF, Site


class DecoderState:
    """All that decoding carries from one step to the next, for a batch of hypotheses."""

    def __init__(self, layers: list[LayerCache], source_real: Tensor) -> None:
        self.layers = layers
        self.source_real = source_real  # [batch, source], False = padding
        self._padded: bool | None = None
        self._sentences = list(range(len(source_real)))  # the sentence that each row belongs to

    @property
    def length(self) -> int:
        """How many target positions have been decoded."""
        return self.layers[0].past.length

    @property
    def padded(self) -> bool:
        """Whether any source has padding; looked up once, because on a GPU the look-up has to wait for the device."""
        if self._padded is None:
            self._padded = not bool(self.source_real.all())
        return self._padded

    def reorder(self, rows: Sequence[int]) -> None:
        """Row i becomes a copy of the old row `rows[i]`."""
        sentences = [self._sentences[row] for row in rows]
        same = sentences == self._sentences  # true in most beam steps: rows of one sentence share their source
        chosen = torch.tensor(rows, device=self.source_real.device)
        for layer in self.layers:
            layer.reorder(chosen, same)
        if not same:
            self.source_real, self._sentences = self.source_real[chosen], sentences


class Transformer(TrainableNetwork):
    """Encoder and decoder stacks of N identical layers over tied embeddings (figure 1)."""

    config: ModelConfig
    offers = ALL_NEEDS

    def __init__(self, config: ModelConfig) -> None:
        super().__init__(config)
        self.encoder = nn.ModuleList(EncoderLayer(config, i) for i in range(config.encoder_layers))
        self.decoder = nn.ModuleList(DecoderLayer(config, i) for i in range(config.decoder_layers))
        # Post-norm layers end in a norm already; pre-norm stacks need one more, or their sum grows with depth.
        last = config.final_norm
        self.encoder_norm = nn.LayerNorm(config.d_model, eps=config.layer_norm_eps) if last else nn.Identity()
        self.decoder_norm = nn.LayerNorm(config.d_model, eps=config.layer_norm_eps) if last else nn.Identity()
        self.scale = math.sqrt(config.d_model) if config.scale_embedding else 1.0
        self.sites = transformer_sites(config.encoder_layers, config.decoder_layers, config.heads)
        self.sizes = NetworkSizes(
            config.encoder_layers, config.decoder_layers, config.heads, config.d_model, config.d_ff, config.norm
        )
        self.source_positions: Tensor  # [max_positions, d_model]
        self.target_positions: Tensor
        if config.positions == "learned":
            self.source_positions = nn.Parameter(torch.empty(config.max_positions, config.d_model))
            self.target_positions = nn.Parameter(torch.empty(config.max_positions, config.d_model))
        else:
            self.lay_out_sinusoids()
        self.reset_parameters()

    def lay_out_sinusoids(self) -> None:
        """One table for both sides; its numbers follow from the configuration, so no file stores them."""
        shape = self.config.max_positions, self.config.d_model
        empty = torch.get_default_device().type == "meta"  # the meta device holds no numbers
        table = torch.empty(shape) if empty else sinusoids(*shape, self.config.positions)
        self.register_buffer("source_positions", table, persistent=False)
        self.register_buffer("target_positions", table, persistent=False)

    def reset_parameters(self) -> None:
        """Glorot for matrices and N(0, 1/d_model) for embeddings, so that scaled embeddings have unit variance."""
        for module in self.modules():
            if isinstance(module, nn.Linear):
                if module is not self.output:
                    nn.init.xavier_uniform_(module.weight)
                if module.bias is not None:
                    nn.init.zeros_(module.bias)
        self.draw_embeddings()
        if self.config.positions == "learned":
            for table in (self.source_positions, self.target_positions):
                nn.init.normal_(table, std=self.config.d_model**-0.5)

    def summary(self) -> str:
        config = self.config
        return (
            f"A Transformer with {config.encoder_layers} encoder and {config.decoder_layers} decoder layers, "
            f"{config.heads} heads, d_model {config.d_model}, d_ff {config.d_ff}, {config.norm}-norm"
        )

    def complete(self) -> None:
        super().complete()
        if self.config.positions != "learned":
            self.lay_out_sinusoids()

    def residual_outputs(self) -> Iterator[nn.Parameter]:
        for name, parameter in self.named_parameters():
            if name.endswith((".out.weight", ".outer.weight")):
                yield parameter

    def _embed(self, ids: Tensor, embedding: nn.Embedding, table: Tensor, start: int, name: str) -> Tensor:
        """Scaled embeddings plus positions `start`, `start + 1`, ...: [batch, position, d_model] (3.4, 3.5)."""
        scaled = point(f"{name}.embedding", embedding(ids) * self.scale)
        positions = point(f"{name}.positions", table[start : start + ids.size(1)].to(scaled.dtype))
        summed: Tensor = self.dropout(scaled + positions)
        return point(f"{name}.input", summed)

    def encode(self, source: Tensor, real: Tensor) -> Tensor:
        """The memory [batch, source, d_model] of ids [batch, source]; `real` [batch, source] is False for padding."""
        allowed = self_padding_mask(real)[:, None]  # [batch, 1, source, source]
        x = self._embed(source, self.source_embedding, self.source_positions, 0, "encoder")
        for layer in self.encoder:
            x = layer(x, allowed)
        return point("encoder.out", self.encoder_norm(x))

    def decoder_state(self, memory: Tensor, source_real: Tensor) -> DecoderState:
        """The state before the first target position; the source's keys and values are computed here, once."""
        return DecoderState([cast(DecoderLayer, layer).cache(memory) for layer in self.decoder], source_real)

    def start(self, source: Tensor, real: Tensor) -> DecoderState:
        return self.decoder_state(self.encode(source, real), real)

    def step(self, newest: Tensor, state: DecoderState) -> Tensor:
        return self.logits(self.decode(newest[:, None], state)[:, 0])

    def hidden(self, source: Tensor, real: Tensor, target_in: Tensor) -> Tensor:
        return self.decode(target_in, self.start(source, real))

    def decode(self, target: Tensor, state: DecoderState) -> Tensor:
        """Hidden vectors [batch, target, d_model] of the next positions, given everything `state` remembers.

        `target` holds the input ids [batch, target] of one or more new positions; `state` grows by them. Many at once
        is teacher forcing, one at a time is decoding: the causal mask makes the two equal.
        """
        past = state.length
        x = self._embed(target, self.target_embedding, self.target_positions, past, "decoder")
        # Target padding comes only after the end, so the causal mask already hides it from every real piece.
        causal: Tensor | None = None
        padding: Tensor | None = padding_mask(state.source_real)[:, None]
        if target.size(1) > 1:
            positions = torch.arange(past + target.size(1), device=target.device)
            causal = causal_mask(positions[past:], positions)  # [query, key]
        elif not state.padded:
            # Decoding step by step, where masks that hide nothing would take a good part of the time.
            padding = None
        for layer, cache in zip(self.decoder, state.layers, strict=True):
            x = layer(x, cache, causal, padding)
        return point("decoder.out", self.decoder_norm(x))

    def attention(self, site: Site) -> MultiHeadAttention:
        """The sub-layer of a site."""
        layer = (self.encoder if site.group == ENCODER_SELF else self.decoder)[site.layer]
        found = layer.cross_attention if site.group == CROSS else layer.self_attention
        assert isinstance(found, MultiHeadAttention)
        return found

    def equation(self, site: Site) -> Equation:
        out = self.attention(site).out
        return Equation(1.0 / math.sqrt(self.config.d_head), out.weight, out.bias)

    def readout(self) -> Readout:
        """In a post-norm model every layer ends in a norm of its own, so the last norm is the last layer's."""
        last = cast(DecoderLayer, self.decoder[-1])
        pre, last_norm = self.config.norm == "pre", last.feed_forward_residual.norm

        def norm(x: Tensor) -> Tensor:
            result: Tensor = self.decoder_norm(x if pre else last_norm(x))
            return result

        layers = range(len(self.decoder) - 1)
        sums = ("decoder.input", *(f"decoder.{layer}.ff.sum" for layer in layers))
        states = sums if pre else ("decoder.input", *(f"decoder.{layer}.ff.norm" for layer in layers))
        return Readout(states, sums, norm, "decoder" if pre else "last layer")
