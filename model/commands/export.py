"""`main.py export --model NAME|DIR --to DIR`: one of our models as a Marian folder that `transformers` loads."""

from __future__ import annotations

import argparse
from pathlib import Path

from model.foreign.marian.export import export_marian
from model.library.library import find_model
from model.library.loading import open_bundle


def run(args: argparse.Namespace) -> int:
    """Write the folder; weights keep their stored precision."""
    folder = Path(args.to)
    bundle, _ = open_bundle(find_model(args.model), half=True)
    export_marian(bundle, folder)
    print(f"{folder} holds '{bundle.name}' as a Marian model, which MarianMTModel and MarianTokenizer load.")
    return 0
