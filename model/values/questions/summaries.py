"""Attention rollout: how much of each input piece would be left after all layers, if weights were all that mattered.

Abnar & Zuidema 2020, Quantifying Attention Flow in Transformers (arXiv 2005.00928), for the stacks of an
encoder-decoder. NumPy only, computed in float64.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, SiteGroup
from model.values.trace import Floats, Trace

Doubles = NDArray[np.float64]


def mixed_with_residual(weights: Floats) -> Doubles:
    """[layer, head, piece, piece] -> [layer, piece, piece]: 0.5 * mean over heads + 0.5 * identity.

    The residual connection passes each piece on unchanged, and counts as much as attention does. A fully masked
    row stays 0.
    """
    mean = weights.mean(axis=1, dtype=np.float64)
    there = weights.any(axis=(0, 1, 3))  # [piece], False for padding, whose rows are fully masked
    mixed: Doubles = 0.5 * mean + 0.5 * np.diag(there.astype(np.float64))
    return mixed


def rollout_self(weights: Floats) -> Doubles:
    """[layer, head, piece, piece] -> [piece, piece]: A_L ... A_2 A_1 with A = `mixed_with_residual`."""
    mixed = mixed_with_residual(weights)
    rolled: Doubles = mixed[0]
    for layer in mixed[1:]:
        rolled = layer @ rolled
    return rolled


def rollout_cross(encoder_self: Floats, decoder_self: Floats, cross: Floats) -> Doubles:
    """Shares of the source pieces in each row of the decoder: [target, source].

    Each decoder layer mixes twice: S <- A_l S in its masked self-attention, then S <- 0.5 S + 0.5 B_l R in its
    cross-attention, where B_l is the mean of the cross heads and R the encoder's rollout; S begins as 0. After L layers
    a row of S sums to 1 - 2^-L: the rest is still with the decoder's own input pieces. Dividing by that makes rows
    sum to 1.
    """
    encoder = rollout_self(encoder_self)
    own = mixed_with_residual(decoder_self)
    looks = cross.mean(axis=1, dtype=np.float64)
    shares: Doubles = np.zeros(cross.shape[2:], dtype=np.float64)
    for layer in range(len(cross)):
        shares = 0.5 * (own[layer] @ shares) + 0.5 * (looks[layer] @ encoder)
    scaled: Doubles = shares / (1.0 - 0.5 ** len(cross))
    return scaled


def rollout(trace: Trace, group: SiteGroup) -> Floats:
    """[query, key] of one kind; rows sum to 1, masked cells are exactly 0."""
    if group == CROSS:
        rolled = rollout_cross(trace.weights(ENCODER_SELF), trace.weights(DECODER_SELF), trace.weights(CROSS))
    else:
        rolled = rollout_self(trace.weights(group))
    shown: Floats = rolled.astype(np.float32)
    return shown


def row_shares(values: Floats) -> Floats:
    """[..., query, key] of numbers from 0 -> each row divided by its sum; a row of zeros stays so."""
    sums = values.sum(axis=-1, keepdims=True)
    shares: Floats = np.divide(values, sums, out=np.zeros_like(values), where=sums > 0)
    return shares
