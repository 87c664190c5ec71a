"""`main.py evaluate --model NAME|DIR --data FILE`: sacreBLEU and chrF with signatures, loss per piece."""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from dataclasses import asdict

from model.commands.translate import tell_language
from model.data.corpus import CorpusSource, Pair, read_all
from model.decoding.evaluate import ForcedLoss, forced_losses, measure, sentence_scores, translate_many
from model.library.loading import load_translator
from model.network.linear import pack_for_decoding
from model.values.decoding import DecodingSettings


def run(args: argparse.Namespace) -> int:
    """Translate the sources and measure against the references; with --sentences, one line for each pair first."""
    settings = DecodingSettings(
        method="beam" if args.beam else "greedy",
        beam=args.beam or 4,
        length_penalty=0.6 if args.length_penalty is None else args.length_penalty,
        source_language=args.source_language or "",
        target_language=args.target_language or "",
    )
    pairs = read_all(CorpusSource(args.data))
    translator = load_translator(args.model, args.device)
    # The loss of the references is told of models that are networks of our own.
    bundle = translator.about.bundle
    description = translator.description
    tell_language(translator, settings, [source for source, _ in pairs])
    if description.notice:
        print(description.notice, file=sys.stderr)
    pack_for_decoding(translator.network)
    begin = time.perf_counter()
    found: dict[int, str] = {}
    for index, translation in translate_many(
        translator.reader, translator.network, [source for source, _ in pairs], settings
    ):
        found[index] = translation
        if len(found) % 200 == 0:
            print(f"{len(found):,} of {len(pairs):,} translated", file=sys.stderr, flush=True)
    translations = [found[i] for i in range(len(pairs))]
    quality = measure(translations, [reference for _, reference in pairs], args.lowercase)
    losses = forced_losses(bundle, pairs, settings) if bundle else [None] * len(pairs)
    seconds = time.perf_counter() - begin
    if args.sentences:
        for pair, translation, loss in zip(pairs, translations, losses, strict=True):
            print(_sentence(pair, translation, loss, args.json))
    counted = [loss for loss in losses if loss is not None]
    nll = sum(loss.nll for loss in counted) / sum(loss.pieces for loss in counted) if counted else None
    perplexity = None if nll is None else math.exp(min(nll, 700.0))
    exact = sum(t == reference for t, (_, reference) in zip(translations, pairs, strict=True)) / len(pairs)
    which = bundle.metrics.get("weights", "") if bundle else ""
    if args.json:
        result = {"model": description.name, "weights": which, "pairs": len(pairs)}
        result |= {"decoding": settings.describe(), **asdict(quality), "exact": exact}
        result |= {"nll": nll, "perplexity": perplexity, "loss_pairs": len(counted)}
        print(json.dumps({**result, "seconds": seconds}))
        return 0
    weights = f" ({which})" if which else ""
    print(f"{description.name}{weights}: {len(pairs):,} pairs, {settings.describe()}, {seconds:.0f} s")
    print(f"BLEU  {quality.bleu:.2f}  {quality.bleu_signature}")
    print(f"chrF2 {quality.chrf:.2f}  {quality.chrf_signature}")
    print(f"Exactly right {exact:.1%}")
    if nll is not None:
        left_out = len(pairs) - len(counted)
        print(
            f"Loss  {nll:.4f} nats per piece, perplexity {perplexity:.3f}"
            + (f" ({left_out:,} pairs without room in the model left out)" if left_out else "")
        )
    return 0


def _sentence(pair: Pair, translation: str, loss: ForcedLoss | None, as_json: bool) -> str:
    bleu, chrf = sentence_scores(translation, pair[1])
    nll = None if loss is None else loss.nll / loss.pieces
    if as_json:
        texts = {"source": pair[0], "reference": pair[1], "translation": translation}
        return json.dumps({**texts, "bleu": bleu, "chrf": chrf, "nll": nll}, ensure_ascii=False)
    return (
        f"{pair[0]}\n  reference    {pair[1]}\n  translation  {translation}\n"
        f"  BLEU {bleu:.1f}  chrF2 {chrf:.1f}" + ("" if nll is None else f"  loss {nll:.3f} nats per piece") + "\n"
    )
