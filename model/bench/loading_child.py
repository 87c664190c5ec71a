"""The process that `main.py bench loading` measures: it loads one model.

`python -m model.bench.loading_child KIND FOLDER` prints what it is doing, and at the end how long that took. KIND is
"ours" (any folder that this program's own Transformer can express, in float32), "stored" (the same in the stored
precision) or "transformers".
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import torch

from model.bench.peak import RESULT, status_bytes


def main() -> None:
    kind, folder = sys.argv[1], Path(sys.argv[2])
    if kind == "transformers":
        from transformers import MarianMTModel
    else:
        from model.library.loading import open_bundle
    print("loading", flush=True)
    before, begin = status_bytes("self", "RssAnon"), time.perf_counter()
    model: Any
    if kind == "transformers":
        model = MarianMTModel.from_pretrained(folder, dtype=torch.float32, local_files_only=True)
    else:
        model = open_bundle(folder, half=kind == "stored")[0].model
    seconds = time.perf_counter() - begin
    tensors = {parameter.data_ptr(): parameter for parameter in model.parameters()}
    size = sum(tensor.numel() * tensor.element_size() for tensor in tensors.values())
    facts = {"seconds": seconds, "size": size, "before": before, "resident": status_bytes("self", "VmHWM")}
    print(RESULT + json.dumps(facts), flush=True)


if __name__ == "__main__":
    main()
