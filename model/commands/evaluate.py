"""`main.py evaluate --model NAME|DIR --data FILE [--beam N] [--json]`: sacreBLEU and chrF with signatures."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import asdict

from model.data import read_pairs
from model.evaluate import measure, translate_all
from model.loading import load_translator
from model.steps import DecodingSettings


def run(args: argparse.Namespace) -> int:
    """Translate the file's first column and measure against its second."""
    pairs = read_pairs(args.data)
    settings = DecodingSettings(method="beam", beam=args.beam) if args.beam else DecodingSettings()
    translator = load_translator(args.model, args.device)
    begin = time.perf_counter()
    found: dict[int, str] = {}
    for index, translation in translate_all(translator.bundle, [source for source, _ in pairs], settings):
        found[index] = translation
        if len(found) % 200 == 0:
            print(f"{len(found):,} of {len(pairs):,} translated", file=sys.stderr, flush=True)
    quality = measure([found[i] for i in range(len(pairs))], [reference for _, reference in pairs])
    seconds = time.perf_counter() - begin
    if args.json:
        result = {"model": translator.bundle.name, "pairs": len(pairs), "decoding": settings.describe()}
        print(json.dumps({**result, **asdict(quality), "seconds": seconds}))
    else:
        print(f"{len(pairs):,} pairs, {settings.describe()}, {seconds:.0f} s")
        print(f"BLEU  {quality.bleu:.2f}  {quality.bleu_signature}")
        print(f"chrF2 {quality.chrf:.2f}  {quality.chrf_signature}")
    return 0
