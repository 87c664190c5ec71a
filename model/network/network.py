"""What decoding, the views and a training need from a network, whatever its layers are.

`Network` is the whole protocol: models of `transformers` implement it through an adapter, our Transformer and the
rivals are `TrainableNetwork`s. Every number worth seeing or changing passes a named point (see `points`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

import torch
from torch import Tensor, nn

from model.network.config import NetworkConfig, SpecialIds
from model.network.dropout import Dropout
from model.network.linear import Linear
from model.network.points import point
from model.values.description import NetworkSizes
from model.values.needs import Need
from model.values.questions.lens import LastNorm
from model.values.sites import Site


class State(Protocol):
    """All that decoding carries from one step to the next, for a batch of hypotheses."""

    def reorder(self, rows: Sequence[int]) -> None:
        """Row i becomes a copy of the old row `rows[i]`; the number of rows may change."""
        ...


@dataclass(frozen=True, eq=False)
class Equation:
    """How a site's points become its output: scores = q . k * scale (+ bias), out = heads W_O (+ b)."""

    scale: float
    out_weight: Tensor  # [d_model, head * d_v]
    out_bias: Tensor | None  # [d_model]


@dataclass(frozen=True, eq=False)
class Readout:
    """How to read the decoder's vector after each layer like the last one: the logit lens.

    `states` and `sums` name points [batch, target, d_model]: the decoder's input, then every layer but the last.
    `states` are the outputs of layers, `sums` the inputs of their norms. `norm` is the last norm before the output.
    """

    states: tuple[str, ...]
    sums: tuple[str, ...]
    norm: Callable[[Tensor], Tensor]
    last_norm: LastNorm


class Network(nn.Module):
    """An encoder-decoder in evaluation mode. One thread at a time may use it."""

    sites: tuple[Site, ...] = ()  # the places of attention; may be empty
    offers: frozenset[Need] = frozenset()  # what can be inspected
    special: SpecialIds
    max_positions: int  # pieces that a source or a target may have
    banned_ids: tuple[int, ...] = ()  # never part of a translation, though they keep their share of the probability
    sizes: NetworkSizes

    def start(self, source: Tensor, real: Tensor) -> State:
        """The state before the first target position.

        `source` are ids [batch, source] with padding; `real` [batch, source] is False for padding.
        """
        raise NotImplementedError

    def step(self, newest: Tensor, state: Any) -> Tensor:
        """Read the newest piece of every row, ids [row]; logits [row, vocabulary] of the next one."""
        raise NotImplementedError

    def forced(self, source: Tensor, real: Tensor, target_in: Tensor) -> Tensor:
        """Logits [batch, target, vocabulary] of a whole target at once, shifted right: ids [batch, target]."""
        raise NotImplementedError

    def logits(self, hidden: Tensor) -> Tensor:
        """[..., d_model] -> [..., vocabulary]: one score for each possible next piece, before the softmax."""
        raise NotImplementedError

    def logprobs(self, logits: Tensor) -> Tensor:
        """[..., vocabulary]: log-probabilities, in float32."""
        return logits.float().log_softmax(dim=-1)

    def equation(self, site: Site) -> Equation | None:
        """None where the attention of this site is not computed by equation 1."""
        return None

    def readout(self) -> Readout | None:
        """None where single layers cannot be read."""
        return None

    def identity(self) -> str:
        """Everything besides the weights that decides the numbers, as text; equal for equal architectures."""
        raise NotImplementedError

    @property
    def device(self) -> torch.device:
        """Where the weights are."""
        return next(self.parameters()).device

    @property
    def dtype(self) -> torch.dtype:
        return next(self.parameters()).dtype

    def parameter_count(self) -> int:
        """Trainable numbers; a tied matrix counts once."""
        return sum(parameter.numel() for parameter in self.parameters())


class TrainableNetwork(Network):
    """A network of our own: layers between embeddings and an output matrix, which may be shared (section 3.4).

    A subclass takes a configuration of its own, lays out its layers, and says how it starts, steps and computes the
    hidden vectors of a whole target. Everything else that training, bundles and the window need is here.
    """

    family: ClassVar[str] = "Translucent"  # how sentences on the screen call such a model

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        self.config = config
        self.special = config.special
        self.max_positions = config.max_positions
        self.banned_ids = (config.pad_id, config.start_id)
        self.target_embedding = nn.Embedding(config.target_vocab_size, config.d_model)
        self.source_embedding = (
            self.target_embedding if config.tying == "all" else nn.Embedding(config.source_vocab_size, config.d_model)
        )
        self.output = Linear(config.d_model, config.target_vocab_size, bias=config.output_bias)
        if config.tying != "none":
            self.output.weight = self.target_embedding.weight
        self.dropout = Dropout(config.dropout)

    # ---- what a subclass defines ----

    def hidden(self, source: Tensor, real: Tensor, target_in: Tensor) -> Tensor:
        """Teacher forcing: the decoder's last vectors [batch, target, d_model] for the whole shifted target."""
        raise NotImplementedError

    def summary(self) -> str:
        """Kind and size of the network for a model card: the beginning of a sentence."""
        raise NotImplementedError

    def complete(self) -> None:
        """Call after filling in loaded weights: tie shared matrices again, and compute what no file holds."""
        if self.config.tying != "none":
            self.output.weight = self.target_embedding.weight

    def residual_outputs(self) -> Iterator[nn.Parameter]:
        """The last matrix of every sub-layer inside a residual connection, whose initial values a recipe may scale."""
        return iter(())

    # ---- what follows from it ----

    def forward(self, source: Tensor, target_in: Tensor) -> Tensor:
        """`hidden` of ids, where padding is recognised by its id."""
        return self.hidden(source, source != self.config.source_pad_id, target_in)

    def forced(self, source: Tensor, real: Tensor, target_in: Tensor) -> Tensor:
        return self.logits(self.hidden(source, real, target_in))

    def logits(self, hidden: Tensor) -> Tensor:
        return point("logits", self.output(hidden))

    def logprobs(self, logits: Tensor) -> Tensor:
        logits = logits.float()
        if self.config.mask_pad:
            # Before the softmax: after it, <pad> would already have taken its share.
            logits = logits.index_fill(-1, torch.tensor(self.config.pad_id, device=logits.device), float("-inf"))
        return logits.log_softmax(dim=-1)

    def matrices(self) -> list[Tensor]:
        """The matrices inside the layers, which Muon trains; embeddings and output are Adam's."""
        if not self.config.muon:
            return []
        modules = (module for module in self.modules() if isinstance(module, nn.Linear) and module is not self.output)
        return [module.weight for module in modules]

    def draw_embeddings(self) -> None:
        """N(0, 1/d_model), so that embeddings times sqrt(d_model) have unit variance."""
        # A dict keeps a tied matrix once. Unlike a set, its order does not depend on memory addresses.
        for weight in dict.fromkeys((self.source_embedding.weight, self.target_embedding.weight, self.output.weight)):
            nn.init.normal_(weight, std=self.config.d_model**-0.5)

    def identity(self) -> str:
        return json.dumps([type(self).__name__, self.config.to_dict()], sort_keys=True)
