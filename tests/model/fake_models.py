"""Files of models that are told from their names and configuration only; none of them can be loaded."""

from __future__ import annotations

import json
import random
from pathlib import Path


def marian_files(size: int = 5000, seed: int = 1) -> dict[str, bytes]:
    """The files of an OPUS-MT repository, its weights `size` random bytes."""
    config = {"model_type": "marian", "is_encoder_decoder": True, "architectures": ["MarianMTModel"]}
    return {
        "config.json": json.dumps(config).encode(),
        "model.safetensors": random.Random(seed).randbytes(size),
        "source.spm": b"source pieces",
        "target.spm": b"target pieces",
        "vocab.json": b'{"</s>": 0}',
        "README.md": b"---\nlanguage:\n- en\n- fi\nlicense: apache-2.0\n---\n\n# A model\n",
    }


def write_files(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder
