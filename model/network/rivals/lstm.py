"""An encoder-decoder of LSTMs, with attention or without: what the paper's introduction argues against.

Without attention (Sutskever, Vinyals and Le 2014, arXiv 1409.3215) the encoder's last state is all that the decoder
knows of the source. With it (Luong, Pham and Manning 2015, arXiv 1508.04025, "general" scores, no input feeding) every
state of the decoder looks at all states of the encoder once, by one head, after it has read its input piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from model.errors import QT_TRANSLATE_NOOP, UserError
from model.network.config import NetworkConfig
from model.network.linear import Linear
from model.network.network import TrainableNetwork
from model.network.points import point
from model.values.description import NetworkSizes
from model.values.needs import Need
from model.values.sites import CROSS, Site

Attention = Literal["general", "none"]
HEAD = "decoder.0.cross"  # the one place of attention


@dataclass(frozen=True)
class LstmConfig(NetworkConfig):
    """`d_model` is the width of embeddings, of the encoder's two directions together, and of the decoder's state."""

    layers: int = 2  # of the encoder and of the decoder
    attention: Attention = "general"

    presets: ClassVar[dict[str, dict[str, Any]]] = {
        "base": {"d_model": 512},
        "small": {"d_model": 256},
        "classroom": {"d_model": 128, "layers": 1},
        "tiny": {"d_model": 32, "layers": 2, "dropout": 0.0},
    }

    def __post_init__(self) -> None:
        super().__post_init__()
        self._check_whole("layers")
        if self.d_model % 2:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "d_model {d_model} is odd, but the two directions of the encoder share it; make it even."
                ),
                d_model=self.d_model,
            )
        self._check_choices({"attention": Attention})


class LstmState:
    """What decoding carries from step to step: the source's states, and (h, c) [row, d_model] of each decoder layer."""

    def __init__(self, memory: Tensor, real: Tensor, layers: list[tuple[Tensor, Tensor]]) -> None:
        self.memory = memory  # [row, source, d_model]
        self.real = real  # [row, source], False = padding
        self.layers = layers

    def reorder(self, rows: Sequence[int]) -> None:
        chosen = torch.tensor(rows, device=self.real.device)
        self.memory, self.real = self.memory[chosen], self.real[chosen]
        self.layers = [(h[chosen], c[chosen]) for h, c in self.layers]


class Lstm(TrainableNetwork):
    """A stack of bidirectional LSTMs, a stack of LSTMs that starts from their last states, and one head between."""

    family = "LSTM"
    config: LstmConfig

    def __init__(self, config: LstmConfig) -> None:
        super().__init__(config)
        width, looks = config.d_model, config.attention != "none"
        self.encoder = nn.ModuleList(
            nn.LSTM(width, width // 2, batch_first=True, bidirectional=True) for _ in range(config.layers)
        )
        self.decoder = nn.ModuleList(nn.LSTM(width, width, batch_first=True) for _ in range(config.layers))
        self.query = Linear(width, width, bias=False) if looks else None
        self.combine = Linear(2 * width, width, bias=False) if looks else None
        self.sites = (Site(HEAD, CROSS, 0, 1),) if looks else ()
        self.offers = frozenset({Need.GRADIENTS, Need.ATTENTION} if looks else {Need.GRADIENTS})
        self.sizes = NetworkSizes(config.layers, config.layers, int(looks), width, 0, "")
        self.draw_embeddings()
        self._draw_states()

    def _draw_states(self) -> None:
        """Orthogonal recurrent matrices, and forget gates that start open: bias 1 in one of torch's two biases."""
        for name, parameter in self.named_parameters():
            if "weight_hh" in name:
                for gate in parameter.data.chunk(4):
                    nn.init.orthogonal_(gate)
            elif "bias_ih" in name:
                nn.init.zeros_(parameter)
                nn.init.ones_(parameter.data.chunk(4)[1])
            elif "bias_hh" in name:
                nn.init.zeros_(parameter)

    def summary(self) -> str:
        config = self.config
        looks = "one head of attention" if self.sites else "no attention"
        return f"An LSTM encoder-decoder with {config.layers} layers on each side, {looks}, d_model {config.d_model}"

    # ---- the two stacks; torch's LSTM kernels have no half precision on a CPU, so they run outside autocast ----

    def start(self, source: Tensor, real: Tensor) -> LstmState:
        x = point("encoder.embedding", self.source_embedding(source))
        lengths = real.sum(dim=1).cpu()
        states = []
        with torch.autocast(x.device.type, enabled=False):
            for i, layer in enumerate(self.encoder):
                packed = pack_padded_sequence(self.dropout(x), lengths, batch_first=True, enforce_sorted=False)
                out, (h, c) = layer(packed)
                x, _ = pad_packed_sequence(out, batch_first=True, total_length=source.size(1))
                x = point(f"encoder.{i}.out", x)
                states.append((torch.cat([*h], dim=-1), torch.cat([*c], dim=-1)))  # both directions: [batch, d_model]
        return LstmState(point("encoder.out", x), real, states)

    def _decode(self, target: Tensor, state: LstmState) -> Tensor:
        """Hidden vectors [batch, target, d_model] of the next positions; `state` advances past them."""
        x = point("decoder.embedding", self.target_embedding(target))
        with torch.autocast(x.device.type, enabled=False):
            for i, layer in enumerate(self.decoder):
                h, c = state.layers[i]
                x, (h, c) = layer(self.dropout(x), (h[None].contiguous(), c[None].contiguous()))
                x = point(f"decoder.{i}.out", x)
                state.layers[i] = (h[0], c[0])
            return point("decoder.out", self.dropout(self._look(x, state)))

    def _look(self, x: Tensor, state: LstmState) -> Tensor:
        """tanh(W [context; state]), where context is the mean of the source's states, weighted by state W source."""
        if self.query is None or self.combine is None:
            return x
        keys = state.memory[:, None]  # [batch, head, source, d_model]
        scores = point(f"{HEAD}.scores", self.query(x)[:, None] @ keys.transpose(-2, -1))
        allowed = point(f"{HEAD}.allowed", state.real[:, None, None])
        masked = scores.masked_fill(~allowed, torch.finfo(scores.dtype).min)
        weights = point(f"{HEAD}.weights", masked.softmax(dim=-1).masked_fill(~allowed, 0.0))
        context = point(f"{HEAD}.heads", weights @ keys)[:, 0]  # [batch, target, d_model]
        return point(f"{HEAD}.out", self.combine(torch.cat([context, x], dim=-1)).tanh())

    def step(self, newest: Tensor, state: LstmState) -> Tensor:
        return self.logits(self._decode(newest[:, None], state)[:, 0])

    def hidden(self, source: Tensor, real: Tensor, target_in: Tensor) -> Tensor:
        return self._decode(target_in, self.start(source, real))
