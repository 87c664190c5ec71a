"""Identifies what a model computes by its weights, architecture and vocabularies, whatever its name is."""

from __future__ import annotations

import hashlib

import torch

from model.decoding.text_decoding import Reader
from model.network.network import Network


def fingerprint(reader: Reader, network: Network) -> str:
    """32 hexadecimal digits; equal for the same weights in half precision or float32, on any device."""
    digest = hashlib.blake2b(digest_size=16)
    for text in (network.identity(), reader.identity()):
        digest.update(f"{len(text)}\0{text}\0".encode("utf-8", "surrogatepass"))
    for name, parameter in network.named_parameters():
        digest.update(f"{name}\0{tuple(parameter.shape)}\0".encode())
        weights = parameter.detach().to("cpu", torch.float32).contiguous()  # one at a time, to save memory
        digest.update(weights.view(-1).view(torch.uint8).numpy().data)
    return digest.hexdigest()
