"""`main.py evaluate --model NAME|DIR --data FILE`: sacreBLEU and chrF with their signatures, loss per piece."""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from model.commands.json_line import json_line
from model.commands.translate import tell_language
from model.data.corpus import read_all
from model.data.corpus_source import CorpusSource
from model.data.pairs import Pair
from model.decoding.evaluate import ForcedLoss, forced_losses
from model.decoding.many import Translated
from model.decoding.scores import bleu_can_count, measure, sentence_scores, tokenizer_for
from model.device import describe_device
from model.library.loading import load_translator
from model.translator import Translator
from model.values.decoding import DecodingSettings

TOLD = 5  # pairs whose source cannot be translated that are told one by one


def run(args: argparse.Namespace) -> int:
    """Translate the sources and measure against the references; with --sentences, one line for each pair first."""
    settings = _settings(args)
    source = CorpusSource(
        args.data, args.target, args.format, source_column=args.source_column, target_column=args.target_column
    )
    pairs = read_all(source, lambda remark: print(remark, file=sys.stderr))
    translator = load_translator(args.model, args.device)
    # The loss of the references can only be computed for our own networks, which have a bundle.
    bundle = translator.about.bundle
    tell_language(translator, settings, [source for source, _ in pairs])
    if translator.description.notice:
        print(translator.description.notice, file=sys.stderr)
    references = [reference for _, reference in pairs]
    tokenizer = tokenizer_for(references) if args.tokenize == "auto" else args.tokenize
    if not bleu_can_count(references, tokenizer):
        print(
            f"BLEU needs four words in a row, and the tokenizer {tokenizer} finds so many in hardly any reference; "
            "read chrF, or choose another with --tokenize.",
            file=sys.stderr,
        )
    begin = time.perf_counter()
    found = _translated(translator, [source for source, _ in pairs], settings)
    untranslated = _tell_untranslated(found)
    translations = [one.text for one in found]
    quality = measure(translations, references, tokenizer, args.lowercase)
    losses = forced_losses(bundle, pairs, settings) if bundle else [None] * len(pairs)
    seconds = time.perf_counter() - begin
    if args.sentences:
        for pair, translation, loss in zip(pairs, translations, losses, strict=True):
            print(_sentence(pair, translation, loss, tokenizer, args.json))
    result = {
        "model": translator.description.name,
        "weights": bundle.metrics.get("weights", "") if bundle else "",
        "pairs": len(pairs),
        "untranslated": untranslated,
        "cut_off": sum(one.cut_off for one in found),
        "loops": sum(one.loop is not None for one in found),
        "decoding": settings.describe(),
        **asdict(quality),
        "exact": sum(t == reference for t, (_, reference) in zip(translations, pairs, strict=True)) / len(pairs),
        **_loss(losses),
        "seconds": seconds,
        "device": str(describe_device(translator.device)),
    }
    print(json_line(result) if args.json else _report(result))
    return 0


def _settings(args: argparse.Namespace) -> DecodingSettings:
    return DecodingSettings(
        method="beam" if args.beam else "greedy",
        beam=args.beam or 4,
        length_penalty=0.6 if args.length_penalty is None else args.length_penalty,
        source_language=args.source_language or "",
        target_language=args.target_language or "",
    )


def _translated(translator: Translator, sources: list[str], settings: DecodingSettings) -> list[Translated]:
    """One result for each source, with a line of progress every 200 sentences."""
    found: dict[int, Translated] = {}
    for one in translator.translate_many(sources, settings):
        found[one.index] = one
        if len(found) % 200 == 0:
            print(f"{len(found):,} of {len(sources):,} translated", file=sys.stderr, flush=True)
    return [found[i] for i in range(len(sources))]


def _tell_untranslated(found: list[Translated]) -> int:
    """How many sources could not be translated; the first of them are told on standard error."""
    problems = [one for one in found if one.problem is not None]
    for one in problems[:TOLD]:
        print(f"Pair {one.index + 1:,}: {one.problem}", file=sys.stderr)
    if len(problems) > TOLD:
        print(f"And {len(problems) - TOLD:,} more pairs like these.", file=sys.stderr)
    return len(problems)


def _loss(losses: Sequence[ForcedLoss | None]) -> dict[str, Any]:
    """Mean loss in nats per piece over all pairs that fit into the model, and the number of those pairs."""
    counted = [loss for loss in losses if loss is not None]
    nll = sum(loss.nll for loss in counted) / sum(loss.pieces for loss in counted) if counted else None
    perplexity = None if nll is None else math.exp(min(nll, 700.0))
    return {"nll": nll, "perplexity": perplexity, "loss_pairs": len(counted)}


def _report(result: dict[str, Any]) -> str:
    """The result as text for the terminal."""
    weights = f" ({result['weights']})" if result["weights"] else ""
    how = f"{result['decoding']}, {result['seconds']:.0f} s on {result['device']}"
    lines = [
        f"{result['model']}{weights}: {result['pairs']:,} pairs, {how}",
    ]
    if result["untranslated"]:
        lines.append(
            f"{result['untranslated']:,} of {result['pairs']:,} sources could not be translated and count as empty "
            "translations."
        )
    for key, what in (
        ("cut_off", "were cut off at the greatest length"),
        ("loops", "repeat the same words at their end"),
    ):
        if result[key]:
            lines.append(f"{result[key]:,} of {result['pairs']:,} translations {what}.")
    lines += [
        f"BLEU  {result['bleu']:.2f}  {result['bleu_signature']}",
        f"chrF2 {result['chrf']:.2f}  {result['chrf_signature']}",
        f"Exactly right {result['exact']:.1%}",
    ]
    if result["nll"] is not None:
        left_out = result["pairs"] - result["loss_pairs"]
        room = f" ({left_out:,} pairs without room in the model left out)" if left_out else ""
        lines.append(f"Loss  {result['nll']:.4f} nats per piece, perplexity {result['perplexity']:.3f}{room}")
    return "\n".join(lines)


def _sentence(pair: Pair, translation: str, loss: ForcedLoss | None, tokenizer: str, as_json: bool) -> str:
    bleu, chrf = sentence_scores(translation, pair[1], tokenizer)
    nll = None if loss is None else loss.nll / loss.pieces
    if as_json:
        texts = {"source": pair[0], "reference": pair[1], "translation": translation}
        return json_line({**texts, "bleu": bleu, "chrf": chrf, "nll": nll})
    return (
        f"{pair[0]}\n  reference    {pair[1]}\n  translation  {translation}\n"
        f"  BLEU {bleu:.1f}  chrF2 {chrf:.1f}" + ("" if nll is None else f"  loss {nll:.3f} nats per piece") + "\n"
    )
