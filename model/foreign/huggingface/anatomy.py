"""How a family differs from the paper, read from its modules and configuration: sentences for the screen.

The model itself is examined, not the name of its family, so a modified model is described correctly, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import torch
from torch import nn

from model.errors import QT_TRANSLATE_NOOP, Sentence, both

NORM_CLASSES = ("LayerNorm", "RMSNorm")


@dataclass(frozen=True, eq=False)
class Anatomy:
    """`last_norm` is the norm that gives the decoder's output; `last_is_layer`: it belongs to the last layer."""

    norm: Literal["post", "pre"]
    last_norm: nn.Module | None
    last_is_layer: bool
    embedding_norm: bool  # a norm right after embeddings and positions
    layer_norms: tuple[nn.Module, ...]  # of each decoder layer, the norm that it computes last


def is_norm(module: Any) -> bool:
    return isinstance(module, nn.LayerNorm) or any(name in type(module).__name__ for name in NORM_CLASSES)


def look(model: Any, start_id: int) -> Anatomy:
    """Find the norms by the order in which they are computed, in a pass over one piece."""
    decoder = model.get_decoder()
    layers = decoder_layers(model)
    inside = {id(module): index for index, layer in enumerate(layers) for module in layer.modules()}
    calls: list[tuple[str, nn.Module]] = []

    def remember(what: str) -> Any:
        return lambda module, _inputs, _output: calls.append((what, module))

    norms = [module for module in decoder.modules() if is_norm(module)]
    attention = [module for module in decoder.modules() if "Attention" in type(module).__name__]
    hooks = [module.register_forward_hook(remember("norm")) for module in norms]
    hooks += [module.register_forward_hook(remember("attention")) for module in attention]
    try:
        _one_piece(model, start_id)
    finally:
        for hook in hooks:
            hook.remove()
    order = [(what, module) for what, module in calls]
    called = [module for what, module in order if what == "norm"]
    if not called:
        return Anatomy("post", None, False, False, ())
    last = called[-1]
    last_is_layer = id(last) in inside
    by_layer: dict[int, nn.Module] = {}
    for module in called:
        if id(module) in inside:
            by_layer[inside[id(module)]] = module
    first_inside = next((what for what, module in order if id(module) in inside), "norm")
    return Anatomy(
        norm="pre" if first_inside == "norm" else "post",
        last_norm=last,
        last_is_layer=last_is_layer,
        embedding_norm=id(called[0]) not in inside and called[0] is not last,
        layer_norms=tuple(by_layer[index] for index in sorted(by_layer)),
    )


def _one_piece(model: Any, id: int, **wanted: Any) -> Any:
    """The model's output for one source piece and one target piece."""
    ids = torch.tensor([[id]], device=next(model.parameters()).device)
    with torch.inference_mode():
        return model(
            input_ids=ids,
            attention_mask=torch.ones_like(ids),
            decoder_input_ids=ids,
            use_cache=False,
            return_dict=True,
            **wanted,
        )


def decoder_layers(model: Any) -> list[nn.Module]:
    """The layers of the decoder: its longest list of modules."""
    stack = model.get_decoder()
    lists = [list(module) for module in stack.children() if isinstance(module, nn.ModuleList)]
    if not lists:
        lists = [list(module) for module in stack.modules() if isinstance(module, nn.ModuleList)]
    return max(lists, key=len, default=[])


def differences(
    model: Any, anatomy: Anatomy, start_id: int, start: str, first: str, languages: bool
) -> tuple[Sentence, ...]:
    """Sentences, the most important first. `start` and `first` are the pieces that a translation begins with."""
    config = model.config
    found: list[Sentence] = [
        *_scale(model),
        *_positions(model, config),
        *_norms(model, anatomy),
        *_embeddings(model, start_id),
        *_feed_forward(config),
        *_biases(model),
        *_output(model, config),
    ]
    if start != "<s>":
        found.append(
            Sentence(QT_TRANSLATE_NOOP("Model", "The decoder starts from {start} instead of <s>."), start=start)
        )
    if languages:
        found.append(
            Sentence(QT_TRANSLATE_NOOP("Model", "A piece in front of the text or behind it names the language."))
        )
    elif first:
        found.append(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "Model", "The first piece of every translation is {first}, whatever the model would choose."
                ),
                first=first,
            )
        )
    if ignored := _ignored(model):
        found.append(
            Sentence(
                QT_TRANSLATE_NOOP("Model", "Its makers decode with {ignored}, which is not done here."), ignored=ignored
            )
        )
    return tuple(found)


def d_ff_of(config: Any) -> int:
    """0 where the configuration does not say."""
    for name in ("d_ff", "encoder_ffn_dim", "decoder_ffn_dim", "intermediate_size"):
        for place in (config, getattr(config, "encoder", None)):
            value = getattr(place, name, None)
            if isinstance(value, int):
                return value
    return 0


def width_of(model: Any) -> int:
    """d_model."""
    return int(model.get_input_embeddings().weight.shape[1])


def _attentions(model: Any) -> list[Any]:
    return [m for m in model.modules() if "Attention" in type(m).__name__ and _linears(m)]


def _linears(module: Any) -> list[nn.Linear]:
    return [child for child in module.children() if isinstance(child, nn.Linear)]


def _scale(model: Any) -> Iterator[Sentence]:
    scales = {float(m.scaling) for m in _attentions(model) if isinstance(getattr(m, "scaling", None), (int, float))}
    if scales == {1.0}:
        yield Sentence(
            QT_TRANSLATE_NOOP(
                "Model",
                "Scores are q · k, not divided by √d_k: that factor went into how the weights were initialised.",
            )
        )
    cap = getattr(getattr(model.config, "decoder", model.config), "attn_logit_softcapping", None)
    if isinstance(cap, (int, float)) and cap:
        yield Sentence(
            QT_TRANSLATE_NOOP(
                "Model",
                "Scores are bent by a hyperbolic tangent, so that none leaves the range from {least} to {most}.",
            ),
            least=f"{-cap:g}",
            most=f"{cap:g}",
        )
    widths = {linear.out_features for m in _attentions(model) for linear in _linears(m)}
    if len(widths) > 1:
        d_model = width_of(model)
        inner = sorted(widths - {d_model})
        yield Sentence(
            QT_TRANSLATE_NOOP("Model", "All heads together are {width} numbers wide, not d_model = {d_model}."),
            width=inner[0],
            d_model=d_model,
        )


def _positions(model: Any, config: Any) -> Iterator[Sentence]:
    relative = [name for name, module in model.named_modules() if name.endswith("relative_attention_bias")]
    if relative:
        layers = len({name.rsplit(".", 2)[0] for name in relative})
        every = layers > 2
        shared = (
            Sentence(QT_TRANSLATE_NOOP("Model", "every layer has its own"))
            if every
            else Sentence(QT_TRANSLATE_NOOP("Model", "all layers use the first one's"))
        )
        yield (
            Sentence(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "No positions are added to the embeddings: each head adds to its self-attention scores a "
                    "number that it has learned for every distance ({shared}).",
                ),
                shared=shared,
            )
        )
    names = {type(module).__name__: module for module in model.modules() if "Position" in type(module).__name__}
    for name, module in names.items():
        offset = getattr(module, "offset", 0)
        if "Learned" in name:
            shift: Sentence | str = ""
            if offset:
                shift = Sentence(QT_TRANSLATE_NOOP("Model", ", and the first piece is number {offset}"), offset=offset)
            yield Sentence(
                QT_TRANSLATE_NOOP(
                    "Model", "Positions are learned, one vector for each, instead of sines and cosines{shift}."
                ),
                shift=shift,
            )
        elif "Sinusoid" in name:
            shift = Sentence(QT_TRANSLATE_NOOP("Model", ", counted from {offset}"), offset=offset) if offset else ""
            yield Sentence(
                QT_TRANSLATE_NOOP(
                    "Model", "Of each position all sines come first and then all cosines, not in turns{shift}."
                ),
                shift=shift,
            )
    plain = [m for name, m in model.named_modules() if name.endswith("position_embeddings") and type(m) is nn.Embedding]
    if plain:
        yield Sentence(
            QT_TRANSLATE_NOOP("Model", "Positions are learned, one vector for each, instead of sines and cosines.")
        )
    if any("Rotary" in type(module).__name__ for module in model.modules()):
        yield Sentence(
            QT_TRANSLATE_NOOP(
                "Model", "Positions turn queries and keys (rotary embedding) instead of being added to the embeddings."
            )
        )
    if getattr(config, "sliding_window", None):
        yield Sentence(
            QT_TRANSLATE_NOOP("Model", "Some layers look no further than {count} pieces."),
            count=config.sliding_window,
        )


def _norms(model: Any, anatomy: Anatomy) -> Iterator[Sentence]:
    if anatomy.norm == "pre":
        yield Sentence(
            QT_TRANSLATE_NOOP(
                "Model", "LayerNorm comes before each sub-layer (pre-norm), and once more after each stack."
            )
        )
    if anatomy.embedding_norm:
        yield Sentence(
            QT_TRANSLATE_NOOP(
                "Model", "The sum of embedding and position goes through a LayerNorm before the first layer."
            )
        )
    norms = [module for module in model.modules() if is_norm(module)]
    if norms and all(getattr(module, "bias", None) is None for module in norms):
        yield Sentence(
            QT_TRANSLATE_NOOP(
                "Model",
                "LayerNorm takes away no mean and adds no bias: it only divides by the root mean square (RMSNorm).",
            )
        )


def _embeddings(model: Any, start_id: int) -> Iterator[Sentence]:
    scales = {m.embed_scale for m in model.modules() if isinstance(getattr(m, "embed_scale", None), (int, float))}
    first = _one_piece(model, start_id, output_hidden_states=True).decoder_hidden_states[0][0]
    row = model.get_input_embeddings().weight[start_id]
    # Some models have a module with `embed_scale`; others scale in their code, which shows in the first state.
    if scales == {1.0} or torch.equal(first[0], row):
        yield Sentence(QT_TRANSLATE_NOOP("Model", "Embeddings are not multiplied by √d_model."))
    output, embedding = model.get_output_embeddings(), model.get_input_embeddings()
    if output is not None and embedding is not None and output.weight is not embedding.weight:
        yield Sentence(QT_TRANSLATE_NOOP("Model", "The output has a matrix of its own instead of the embeddings'."))


def _feed_forward(config: Any) -> Iterator[Sentence]:
    name = next(
        (v for k in ("activation_function", "dense_act_fn", "hidden_act") if (v := getattr(config, k, None))), None
    )
    if getattr(config, "is_gated_act", False):
        yield Sentence(
            QT_TRANSLATE_NOOP(
                "Model", "The feed-forward layer is gated: one half ({name}) is multiplied by another, linear half."
            ),
            name=name,
        )
    elif isinstance(name, str) and name != "relu":
        shown = {"gelu": "GELU", "gelu_new": "GELU", "swish": "Swish", "silu": "Swish"}.get(name, name)
        yield Sentence(QT_TRANSLATE_NOOP("Model", "The feed-forward layer uses {shown} instead of ReLU."), shown=shown)
    experts = getattr(config, "num_experts", None)
    if isinstance(experts, int) and experts > 1:
        yield Sentence(
            QT_TRANSLATE_NOOP(
                "Model", "Some feed-forward layers are {experts} experts, of which each piece is sent to only a few."
            ),
            experts=experts,
        )


def _biases(model: Any) -> Iterator[Sentence]:
    linears = [linear for m in _attentions(model) for linear in _linears(m)]
    if linears and all(linear.bias is None for linear in linears):
        yield Sentence(QT_TRANSLATE_NOOP("Model", "Linear layers have no biases."))


def _output(model: Any, config: Any) -> Iterator[Sentence]:
    bias = getattr(model, "final_logits_bias", None)
    if isinstance(bias, torch.Tensor) and bool(bias.any()):
        yield Sentence(QT_TRANSLATE_NOOP("Model", "Every piece's logit has a bias of its own."))
    if getattr(config, "scale_decoder_outputs", False):
        yield Sentence(
            QT_TRANSLATE_NOOP("Model", "The decoder's output is divided by √d_model before it meets the output matrix.")
        )


# Decoding settings of a model's makers that our search lacks: the value that means "off", and the words.
_HABITS: dict[str, tuple[float, str]] = {
    "no_repeat_ngram_size": (0, QT_TRANSLATE_NOOP("Model", "no {number} pieces in a row that were there before")),
    "repetition_penalty": (1.0, QT_TRANSLATE_NOOP("Model", "a penalty of {number} on repetitions")),
    "min_length": (0, QT_TRANSLATE_NOOP("Model", "at least {number} pieces")),
}


def _ignored(model: Any) -> Sentence | str | None:
    settings = getattr(model, "generation_config", None)
    values = {key: getattr(settings, key, None) for key in _HABITS}
    told = [
        Sentence(_HABITS[key][1], number=value)
        for key, value in values.items()
        if isinstance(value, (int, float)) and value != _HABITS[key][0]
    ]
    return both(told) if told else None
