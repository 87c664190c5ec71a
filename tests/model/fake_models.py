"""Files of models that are told from their names and configuration only; none of them can be loaded."""

from __future__ import annotations

import json
import random
from pathlib import Path


def marian_files(size: int = 5000, seed: int = 1) -> dict[str, bytes]:
    """The files of an OPUS-MT repository, its weights of `size` bytes."""
    config = {"model_type": "marian", "is_encoder_decoder": True, "architectures": ["MarianMTModel"]}
    return {
        "config.json": json.dumps(config).encode(),
        "model.safetensors": whole_weights(size, seed),
        "source.spm": b"source pieces",
        "target.spm": b"target pieces",
        "vocab.json": b'{"</s>": 0}',
        "README.md": b"---\nlanguage:\n- en\n- fi\nlicense: apache-2.0\n---\n\n# A model\n",
    }


def whole_weights(size: int, seed: int = 1) -> bytes:
    """A whole file of safetensors of `size` bytes with one tensor of random numbers."""
    count = max(size - 128, 0)
    header = json.dumps({"x": {"dtype": "U8", "shape": [count], "data_offsets": [0, count]}}).encode().ljust(120)
    return len(header).to_bytes(8, "little") + header + random.Random(seed).randbytes(count)


def write_files(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder
