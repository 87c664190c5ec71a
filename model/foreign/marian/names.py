"""Names of our Transformer's weights in a Marian model of `transformers`."""

from __future__ import annotations

import re

_ATTENTION = {"query": "q_proj", "key": "k_proj", "value": "v_proj", "out": "out_proj"}
_BLOCKS = {
    "self_attention": "self_attn",
    "cross_attention": "encoder_attn",
    "self_residual.norm": "self_attn_layer_norm",
    "cross_residual.norm": "encoder_attn_layer_norm",
    "feed_forward.inner": "fc1",
    "feed_forward.outer": "fc2",
    "feed_forward_residual.norm": "final_layer_norm",
}
_LAYER = re.compile(r"(encoder|decoder)\.(\d+)\.(.+)\.(weight|bias)")
_STACK_NORM = re.compile(r"(encoder|decoder)_norm\.(weight|bias)")

SHARED = "model.shared.weight"
SOURCE, TARGET = "model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight"
OUTPUT, OUTPUT_BIAS = "lm_head.weight", "final_logits_bias"
SOURCE_POSITIONS, TARGET_POSITIONS = "model.encoder.embed_positions.weight", "model.decoder.embed_positions.weight"
STACK_NORMS = (
    *("model.encoder.layer_norm.weight", "model.encoder.layer_norm.bias"),
    *("model.decoder.layer_norm.weight", "model.decoder.layer_norm.bias"),
)


def marian_name(name: str) -> str | None:
    """Marian's name for a weight inside the stacks; None for embeddings, the output layer and positions."""
    if match := _STACK_NORM.fullmatch(name):
        return f"model.{match[1]}.layer_norm.{match[2]}"
    match = _LAYER.fullmatch(name)
    if match is None:
        return None
    stack, layer, block, part = match.groups()
    head, _, tail = block.rpartition(".")
    told = f"{_BLOCKS[head]}.{_ATTENTION[tail]}" if head in ("self_attention", "cross_attention") else _BLOCKS[block]
    return f"model.{stack}.layers.{layer}.{told}.{part}"
