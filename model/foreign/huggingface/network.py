"""The numbers of a model of `transformers`: encoding, one decoder step with a cache, and one forced pass.

The attention that is recorded is what the model's own eager path returns. Attention of padding, which that path
computes and nobody looks at, is set to 0 as in our own model.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.values.trace import Bools, Floats

_ENCODER = Sentence(QT_TRANSLATE_NOOP("Model", "encoder self-attention"))
_DECODER = Sentence(QT_TRANSLATE_NOOP("Model", "decoder self-attention"))
_CROSS = Sentence(QT_TRANSLATE_NOOP("Model", "cross-attention"))


@dataclass(frozen=True, eq=False)
class Pass:
    """One teacher-forced pass over one sentence."""

    logits: Tensor  # [target, vocabulary], as the model gives them
    logprobs: Tensor  # [target, vocabulary], float32
    encoder_self: Floats | None = None  # [layer, head, source, source]
    decoder_self: Floats | None = None  # [layer, head, target, target]
    cross: Floats | None = None  # [layer, head, target, source]
    states: tuple[Tensor, ...] = ()  # [target, d_model]: what each decoder layer gets, then the decoder's output


class Network:
    """An encoder-decoder of `transformers` in evaluation mode, of which one thread at a time may use one."""

    def __init__(self, model: Any, family: str, pad_id: int) -> None:
        self.model = model
        self.family = family
        self.pad_id = pad_id
        self.encoder = model.get_encoder()
        # What earlier versions of the package called past_key_values, later ones call cache.
        names = inspect.signature(model.forward).parameters
        self._cache_name = "cache" if "cache" in names else "past_key_values"
        # The class of what the encoder gives; models with experts also look for what they know of them.
        self._encoded: Any = None

    @property
    def device(self) -> torch.device:
        device: torch.device = next(self.model.parameters()).device
        return device

    @property
    def dtype(self) -> torch.dtype:
        dtype: torch.dtype = next(self.model.parameters()).dtype
        return dtype

    def new_cache(self) -> Any:
        """Keys and values of both kinds of decoder attention, empty."""
        caches = importlib.import_module("transformers.cache_utils")
        return caches.EncoderDecoderCache(caches.DynamicCache(), caches.DynamicCache())

    def encode(self, sources: Sequence[Sequence[int]], record: bool) -> tuple[Tensor, Tensor, Tensor | None]:
        """Hidden states [batch, source, d_model], what is real [batch, source], weights [layer, batch, head, q, k]."""
        longest = max(len(source) for source in sources)
        rows = [[*source, *[self.pad_id] * (longest - len(source))] for source in sources]
        lengths = torch.tensor([len(source) for source in sources])
        real = (torch.arange(longest)[None] < lengths[:, None]).to(self.device)
        output = self.encoder(
            input_ids=torch.tensor(rows, device=self.device),
            attention_mask=real.long(),
            output_attentions=record,
            return_dict=True,
        )
        self._encoded = type(output)
        if not record:
            return output.last_hidden_state, real, None
        weights = self._stacked(
            output.attentions,
            (len(rows), longest, longest),
            _ENCODER,
        )
        both = real[:, None, :, None] & real[:, None, None, :]
        return output.last_hidden_state, real, weights * both

    def step(self, hidden: Tensor, real: Tensor, newest: Tensor, cache: Any, record: bool) -> tuple[Any, Any]:
        """One decoder step of every row, `newest` [row, 1]: the model's output, and the cache it has left."""
        assert self._encoded is not None, "encode comes first"
        output = self.model(
            encoder_outputs=self._encoded(last_hidden_state=hidden),
            attention_mask=real.long(),
            decoder_input_ids=newest,
            use_cache=True,
            output_attentions=record,
            return_dict=True,
            **{self._cache_name: cache},
        )
        left = getattr(output, self._cache_name, None)
        return output, cache if left is None else left

    def forced(
        self,
        source: Sequence[int],
        target_in: Sequence[int],
        source_length: int,
        record: bool = False,
        states: bool = False,
    ) -> Pass:
        """One parallel pass over a whole target, whose `target_in` begins with the start piece.

        The source is padded to `source_length`.
        """
        real = torch.arange(source_length, device=self.device)[None] < len(source)
        row = [*source, *[self.pad_id] * (source_length - len(source))]
        with torch.inference_mode():
            output = self.model(
                input_ids=torch.tensor([row], device=self.device),
                attention_mask=real.long(),
                decoder_input_ids=torch.tensor([list(target_in)], device=self.device),
                use_cache=False,
                output_attentions=record,
                output_hidden_states=states,
                return_dict=True,
            )
            logits = output.logits[0]
            logprobs = logits.float().log_softmax(dim=-1)
            hidden = tuple(state[0] for state in output.decoder_hidden_states) if states else ()
            if not record:
                return Pass(logits, logprobs, states=hidden)
            target = len(target_in)
            encoder = self._stacked(
                output.encoder_attentions,
                (1, len(row), len(row)),
                _ENCODER,
            )
            own = self._stacked(
                output.decoder_attentions,
                (1, target, target),
                _DECODER,
            )
            cross = self._stacked(output.cross_attentions, (1, target, len(row)), _CROSS)
            both = real[:, None, :, None] & real[:, None, None, :]
            causal = torch.ones(target, target, dtype=torch.bool, device=self.device).tril()
            return Pass(
                logits,
                logprobs,
                numpy_of((encoder * both)[:, 0]),
                numpy_of((own * causal)[:, 0]),
                numpy_of((cross * real[:, None, None, :])[:, 0]),
                hidden,
            )

    def stepped(self, output: Any, real: Tensor, keys: int) -> tuple[Floats, Floats]:
        """The new rows of a recorded step: [layer, head, row, key] and [layer, head, row, source]."""
        rows, source = real.shape
        own = self._stacked(output.decoder_attentions, (rows, 1, keys), _DECODER)
        cross = self._stacked(output.cross_attentions, (rows, 1, source), _CROSS)
        cross = cross * real[:, None, None, :]
        return numpy_of(own[:, :, :, 0].transpose(1, 2)), numpy_of(cross[:, :, :, 0].transpose(1, 2))

    def _stacked(self, attentions: Any, shape: tuple[int, int, int], what: Sentence) -> Tensor:
        """[layer, batch, head, query, key] in float32; `UserError` for attention that is no such table."""
        layers = list(attentions or ())
        whole = [isinstance(w, Tensor) and w.ndim == 4 and (w.shape[0], *w.shape[2:]) == shape for w in layers]
        if not layers or not all(whole):
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "{family} gives no whole table of its {what}, so its heads cannot be shown; choose "
                    "a model whose attention is not local or sparse.",
                ),
                family=self.family,
                what=what,
            )
        weights = torch.stack(layers)
        if weights.dtype == torch.float32:
            return weights
        # In half precision a row sums to 1 only roughly.
        weights = weights.float()
        return weights / weights.sum(dim=-1, keepdim=True).clamp_min(1e-9)


def numpy_of(tensor: Tensor) -> Floats:
    """float32, contiguous, off any GPU."""
    array: Floats = np.ascontiguousarray(tensor.float().cpu().numpy())
    return array


def bools_of(tensor: Tensor) -> Bools:
    array: Bools = tensor.bool().cpu().numpy()
    return array
