"""A model of `transformers` as a `Network`: the same sites, the same named points, the same steps as our own.

Where the family uses the package's attention interface, its attention is our function (`interface`). Other families
only return their weights, which can be shown but not changed. Hooks pass residual sums and norms of the decoder through
points, so that its layers can be read like ours.
"""

from __future__ import annotations

import importlib
import inspect
import json
from collections.abc import Sequence
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.foreign.huggingface.anatomy import Anatomy, d_ff_of, decoder_layers, look, width_of
from model.foreign.huggingface.interface import Call, OwnAttention, at_work, sites_by_order, watched
from model.network.config import SpecialIds
from model.network.network import Equation, Network, Readout
from model.network.points import Recorder, point, probing
from model.values.description import NetworkSizes
from model.values.needs import Need
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, Site

_ENCODER_SELF = Sentence(QT_TRANSLATE_NOOP("Model", "encoder self-attention"))
_DECODER_SELF = Sentence(QT_TRANSLATE_NOOP("Model", "decoder self-attention"))
_CROSS = Sentence(QT_TRANSLATE_NOOP("Model", "cross-attention"))
# By how much weights from two ways of computing them may differ.
ROUNDING = {torch.float32: 1e-3, torch.float16: 2e-2, torch.bfloat16: 8e-2}
_PROJECTIONS = ("out_proj", "o", "o_proj", "out")  # what families call W_O
# Configuration keys that do not affect what is computed; `identity` leaves them out.
_NAMELESS = ("_name_or_path", "transformers_version", "dtype", "torch_dtype", "architectures")


class HuggingFaceState:
    """The encoder's output, and keys and values of the decoder so far."""

    def __init__(self, encoded: Any, hidden: Tensor, real: Tensor, cache: Any) -> None:
        self.encoded = encoded  # the class of the encoder's output; models with experts need their own
        self.hidden = hidden  # [row, source, d_model]
        self.real = real  # [row, source]
        self.cache = cache

    def reorder(self, rows: Sequence[int]) -> None:
        chosen = torch.tensor(rows, device=self.real.device)
        self.hidden, self.real = self.hidden[chosen], self.real[chosen]
        self.cache.reorder_cache(chosen)


class HuggingFaceNetwork(Network):
    """An encoder-decoder of `transformers` on its device. What can be inspected is found out here, once."""

    def __init__(
        self, model: Any, family: str, special: SpecialIds, max_positions: int, banned_ids: tuple[int, ...]
    ) -> None:
        """Raises `UserError` for a model whose attention is not a full table (local or sparse)."""
        super().__init__()
        self.model = model.eval()
        self.family = family
        self.special, self.max_positions, self.banned_ids = special, max_positions, banned_ids
        # Older versions of the package call the argument past_key_values, newer ones cache.
        names = inspect.signature(model.forward).parameters
        self._cache_name = "cache" if "cache" in names else "past_key_values"
        self._names: dict[int, str] = {}  # id of an attention module -> its site
        self._calls: dict[str, Call] = {}  # by site; empty where the family does not use the interface
        self._scale = 1.0  # of the decoder's output before the output matrix
        self._readout: Readout | None = None
        with torch.inference_mode():
            self.anatomy: Anatomy = look(model, special.start)
            returned = self._probe(output_attentions=True)
            self.sites = self._sites_of(returned)
            self._take_over_attention(returned)
            self._hook_decoder()
            self._find_readout()
            self._try_steps()
        offered = {Need.ATTENTION: True, Need.EQUATION: bool(self._calls), Need.LAYERS: self.readout() is not None}
        self.offers = frozenset(need for need, there in offered.items() if there)
        counts = {group: sum(site.group == group for site in self.sites) for group in (ENCODER_SELF, CROSS)}
        heads = next(site.heads for site in self.sites if site.group == CROSS)
        self.sizes = NetworkSizes(
            counts[ENCODER_SELF], counts[CROSS], heads, width_of(model), d_ff_of(model.config), self.anatomy.norm
        )

    # ---- the protocol ----

    def start(self, source: Tensor, real: Tensor) -> HuggingFaceState:
        returned = self._returns_weights
        with at_work(self._names, real):
            output = self.model.get_encoder()(
                input_ids=source, attention_mask=real.long(), output_attentions=returned, return_dict=True
            )
        if returned:
            self._show(output.attentions, "encoder", "self", real, both=True)
        caches = importlib.import_module("transformers.cache_utils")
        cache = caches.EncoderDecoderCache(caches.DynamicCache(), caches.DynamicCache())
        return HuggingFaceState(type(output), output.last_hidden_state, real, cache)

    def step(self, newest: Tensor, state: HuggingFaceState) -> Tensor:
        returned = self._returns_weights
        with at_work(self._names, state.real):
            output = self.model(
                encoder_outputs=state.encoded(last_hidden_state=state.hidden),
                attention_mask=state.real.long(),
                decoder_input_ids=newest[:, None],
                use_cache=True,
                output_attentions=returned,
                return_dict=True,
                **{self._cache_name: state.cache},
            )
        left = getattr(output, self._cache_name, None)
        state.cache = state.cache if left is None else left
        if returned:
            self._show(output.decoder_attentions, "decoder", "self", state.real)
            self._show(output.cross_attentions, "decoder", "cross", state.real)
        return point("logits", output.logits[:, -1])

    def forced(self, source: Tensor, real: Tensor, target_in: Tensor) -> Tensor:
        returned = self._returns_weights
        output = self._pass(source, real, target_in, output_attentions=returned)
        if returned:
            self._show(output.encoder_attentions, "encoder", "self", real, both=True)
            self._show(output.decoder_attentions, "decoder", "self", real)
            self._show(output.cross_attentions, "decoder", "cross", real)
        return point("logits", output.logits)

    def logits(self, hidden: Tensor) -> Tensor:
        output = self.model.get_output_embeddings()
        scaled = hidden.to(output.weight.dtype) * self._scale
        logits = F.linear(scaled, output.weight, getattr(output, "bias", None))
        bias = getattr(self.model, "final_logits_bias", None)
        return logits if bias is None else logits + bias[0]

    def equation(self, site: Site) -> Equation | None:
        call = self._calls.get(site.name)
        output = None if call is None else _projection(call.module)
        if call is None or not call.plain or output is None:
            return None
        return Equation(call.scale, output.weight, output.bias)

    def readout(self) -> Readout | None:
        return self._readout

    def identity(self) -> str:
        values = {key: value for key, value in self.model.config.to_dict().items() if key not in _NAMELESS}
        return json.dumps([type(self.model).__name__, values], sort_keys=True, default=str)

    # ---- finding out what can be inspected ----

    def _pass(self, source: Tensor, real: Tensor, target_in: Tensor, **wanted: Any) -> Any:
        with at_work(self._names, real):
            return self.model(
                input_ids=source,
                attention_mask=real.long(),
                decoder_input_ids=target_in,
                use_cache=False,
                return_dict=True,
                **wanted,
            )

    def _probe(self, **wanted: Any) -> Any:
        """A small pass, with padding and more than one position."""
        start, end = self.special.start, self.special.end
        source = torch.tensor([[end, start, end], [end, end, self.special.source_pad]], device=self.device)
        real = torch.tensor([[True, True, True], [True, True, False]], device=self.device)
        target = torch.tensor([[start, end, start], [start, start, end]], device=self.device)
        return self._pass(source, real, target, **wanted)

    def _sites_of(self, output: Any) -> tuple[Site, ...]:
        """Sites from the weights that one pass returns; the two stacks may have different numbers of heads."""
        encoder = _whole(output.encoder_attentions, (2, 3, 3), _ENCODER_SELF, self.family)
        own = _whole(output.decoder_attentions, (2, 3, 3), _DECODER_SELF, self.family)
        cross = _whole(output.cross_attentions, (2, 3, 3), _CROSS, self.family)
        return (
            *(Site(f"encoder.{i}.self", ENCODER_SELF, i, weights.size(1)) for i, weights in enumerate(encoder)),
            *(Site(f"decoder.{i}.self", DECODER_SELF, i, weights.size(1)) for i, weights in enumerate(own)),
            *(Site(f"decoder.{i}.cross", CROSS, i, weights.size(1)) for i, weights in enumerate(cross)),
        )

    def _take_over_attention(self, returned: Any) -> None:
        """Keep our function if the family calls it at every site and it gives the weights that were `returned`."""
        own = OwnAttention(self.model)
        if not self._calls_ours(returned):
            own.undo()
            self._names, self._calls = {}, {}
            return
        for name, call in self._calls.items():
            if (output := _projection(call.module)) is not None:
                output.register_forward_hook(lambda _module, _inputs, out, name=name: point(f"{name}.out", out))

    def _calls_ours(self, returned: Any) -> bool:
        try:
            with watched() as calls:
                self._probe()
            self._calls = sites_by_order(calls, self.model.get_encoder())
            self._names = {id(call.module): name for name, call in self._calls.items()}
            if list(self._calls) != [site.name for site in self.sites]:
                return False
            with Recorder("*.weights") as recorder:
                self._probe()
        except Exception:  # a family may fail in any way with a function that it does not expect
            return False
        theirs = (*returned.encoder_attentions, *returned.decoder_attentions, *returned.cross_attentions)
        ours = (recorder[f"{site.name}.weights"] for site in self.sites)
        rounding = ROUNDING.get(self.dtype, 1e-1)
        # Only the first sentence: in the second the last source piece is padding, whose own row means nothing.
        return all(
            one.shape == other.shape and torch.allclose(one[0].float(), other[0].float(), atol=rounding)
            for one, other in zip(ours, theirs, strict=True)
        )

    def _try_steps(self) -> None:
        """Check that each step's attention is a full table, too, and that the cache follows reordered rows."""
        source = torch.full((1, 2), self.special.end, device=self.device)
        first = torch.tensor([self.special.start], device=self.device)
        with Recorder("*.weights") as recorder:
            state = self.start(source, torch.ones_like(source, dtype=torch.bool))
            self.step(first, state)
            state.reorder([0, 0])
            self.step(torch.cat([first, first]), state)
        own = [recorder.seen.get(f"{site.name}.weights") for site in self.sites if site.group == DECODER_SELF]
        cross = [recorder.seen.get(f"{site.name}.weights") for site in self.sites if site.group == CROSS]
        _whole(own, (2, 1, 2), _DECODER_SELF, self.family)
        _whole(cross, (2, 1, 2), _CROSS, self.family)

    def _hook_decoder(self) -> None:
        """Points of the residual stream: `decoder.input`, and of each layer `ff.sum` and, post-norm, `ff.norm`."""
        layers, anatomy = decoder_layers(self.model), self.anatomy
        if not layers:
            return
        layers[0].register_forward_pre_hook(_entering("decoder.input"), with_kwargs=True)
        for i, layer in enumerate(layers):
            part = "norm" if anatomy.last_is_layer else "sum"
            layer.register_forward_hook(_leaving(f"decoder.{i}.ff.{part}"))
        if anatomy.last_is_layer:
            for i, norm in enumerate(anatomy.layer_norms):
                norm.register_forward_pre_hook(_entering(f"decoder.{i}.ff.sum"), with_kwargs=True)

    def _find_readout(self) -> None:
        """The last norm and the output matrix, if together they give the model's own logits."""
        norm, count = self.anatomy.last_norm, len(decoder_layers(self.model))
        if norm is None or not count:
            return
        recorder = Recorder("decoder.*")
        with recorder:
            output = self._probe(output_hidden_states=True)
        last = output.decoder_hidden_states[-1]
        width = last.size(-1)
        # Some families divide the decoder's output by √d_model, each by another setting, so try both.
        scales = [scale for scale in (1.0, width**-0.5) if self._reads(last, output.logits, scale)]
        sums = [f"decoder.{i}.ff.sum" for i in range(count)]
        if not scales or any(name not in recorder.seen for name in ("decoder.input", *sums)):
            return
        if not self._close(norm(recorder[sums[-1]]), last):
            return
        self._scale = scales[0]
        post = self.anatomy.last_is_layer
        states = [f"decoder.{i}.ff.norm" for i in range(count)] if post else sums
        self._readout = Readout(
            ("decoder.input", *states[:-1]), ("decoder.input", *sums[:-1]), norm, "last layer" if post else "decoder"
        )

    def _reads(self, hidden: Tensor, logits: Tensor, scale: float) -> bool:
        self._scale = scale
        return self._close(self.logits(hidden), logits)

    def _close(self, one: Tensor, other: Tensor) -> bool:
        rough = 1e-2 if self.dtype == torch.float32 else 0.5
        return torch.allclose(one.float(), other.float(), rtol=1e-2, atol=rough)

    # ---- families that do not use the interface ----

    @property
    def _returns_weights(self) -> bool:
        """Whether the weights have to be taken from what the model returns."""
        return probing() and not self._calls

    def _show(self, attentions: Any, stack: str, kind: str, real: Tensor, both: bool = False) -> None:
        """Pass returned weights through their points; those of padding become 0, as in our own model."""
        for i, weights in enumerate(attentions or ()):
            shown = weights.float()
            shown = shown / shown.sum(dim=-1, keepdim=True).clamp_min(1e-9)
            if kind == "cross" or both:
                shown = shown * real[:, None, None, :]
            if both:
                shown = shown * real[:, None, :, None]
            point(f"{stack}.{i}.{kind}.weights", shown)


def _whole(attentions: Any, shape: tuple[int, int, int], what: Sentence, family: str) -> list[Tensor]:
    """[batch, head, query, key] of each layer; `UserError` for attention that has another shape."""
    layers = list(attentions or ())
    whole = [isinstance(w, Tensor) and w.ndim == 4 and (w.shape[0], *w.shape[2:]) == shape for w in layers]
    if not layers or not all(whole):
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{family} gives no whole table of its {what}, so its heads cannot be shown; choose a model whose "
                "attention is not local or sparse.",
            ),
            family=family,
            what=what,
        )
    return layers


def _projection(module: Any) -> nn.Linear | None:
    """W_O of an attention module."""
    return next((found for name in _PROJECTIONS if isinstance(found := getattr(module, name, None), nn.Linear)), None)


def _entering(name: str) -> Any:
    """A hook that passes a module's input states through a point."""

    def hook(_module: Any, inputs: tuple[Any, ...], named: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
        if inputs:
            return (point(name, inputs[0]), *inputs[1:]), named
        return inputs, {**named, "hidden_states": point(name, named["hidden_states"])}

    return hook


def _leaving(name: str) -> Any:
    """A hook that passes a module's output states through a point."""

    def hook(_module: Any, _inputs: Any, output: Any) -> Any:
        if isinstance(output, tuple):
            return (point(name, output[0]), *output[1:])
        return point(name, output)

    return hook
