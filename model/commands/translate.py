"""`main.py translate TEXT...`: translations on standard output, or JSON, traces and figures."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from model.errors import UserError
from model.library.loading import load_translator
from model.translator import Translator
from model.values.decoding import DecodingSettings
from model.values.description import ModelDescription
from model.values.languages import AS_TYPED
from model.values.steps import SourceEncoded, TranslationFinished
from model.values.trace import Trace
from model.values.trace_builder import TraceBuilder
from model.values.trace_file import save_trace


def settings_from(args: argparse.Namespace) -> DecodingSettings:
    """Decoding settings from the command line; `--beam` alone means beam search."""
    method = args.method or ("beam" if args.beam else "greedy")
    chosen: dict[str, Any] = {"method": method, "prefix": args.prefix or ""}
    chosen |= {"source_language": args.source_language or "", "target_language": args.target_language or ""}
    if args.beam:
        chosen["beam"] = args.beam
    if args.length_penalty is not None:
        chosen["length_penalty"] = args.length_penalty
    return DecodingSettings(**chosen)


def read_texts(words: list[str]) -> list[str]:
    """Each argument is a sentence; without arguments, each line of standard input."""
    if words:
        return words
    if sys.stdin.isatty():
        raise UserError("There is nothing to translate; give a sentence, or pipe text in with one sentence a line.")
    try:
        return [line.rstrip("\r\n") for line in sys.stdin]
    except UnicodeDecodeError as error:
        raise UserError("The text on standard input is not UTF-8; convert it first.") from error


def translate_one(translator: Translator, text: str, settings: DecodingSettings) -> tuple[TranslationFinished, Trace]:
    """The complete translation of one sentence, and the trace of its best hypothesis."""
    builder: TraceBuilder | None = None
    for event in translator.translate([text], settings):
        if isinstance(event, SourceEncoded):
            builder = TraceBuilder(event)
        elif isinstance(event, TranslationFinished):
            assert builder is not None  # SourceEncoded is always the first event
            return event, builder.of(event.hypotheses[0][0])
        else:
            assert builder is not None
            builder.add(event.sentences[0])
    raise AssertionError("a translator ends with TranslationFinished")


def numbered(path: Path, index: int, count: int) -> Path:
    """One file name for each of several sentences: name-1.svg, name-2.svg, ..."""
    return path if count == 1 else path.with_name(f"{path.stem}-{index + 1}{path.suffix}")


def as_json(finished: TranslationFinished, trace: Trace, settings: DecodingSettings) -> dict[str, Any]:
    best, *_ = finished.hypotheses[0]
    return {
        "source": trace.source_text,
        "translation": best.text,
        "score": best.score,
        "normalised_score": best.normalised,
        "cut_off": best.cut_off,
        "source_pieces": trace.source_pieces,
        "unknown_source": sorted(trace.unknown_source),
        "predicted_pieces": trace.predicted_pieces,
        "logprob": [float(value) for value in trace.logprob],
        "hypotheses": [
            {"translation": one.text, "score": one.score, "normalised_score": one.normalised}
            for one in finished.hypotheses[0]
        ],
        "search": [[branch.to_dict() for branch in branches] for branches in trace.search],
        "model": trace.setup.model,
        "fingerprint": trace.setup.fingerprint,
        "decoding": asdict(settings) | {"described": settings.describe()},
    }


def blank_as_json(text: str, of: ModelDescription, settings: DecodingSettings) -> dict[str, Any]:
    """The result for a blank line, with the same keys as any other."""
    found: dict[str, Any] = {"source": text, "translation": "", "score": 0.0, "normalised_score": 0.0, "cut_off": False}
    found |= {
        key: [] for key in ("source_pieces", "unknown_source", "predicted_pieces", "logprob", "hypotheses", "search")
    }
    return found | {
        "model": of.name,
        "fingerprint": of.fingerprint,
        "decoding": asdict(settings) | {"described": settings.describe()},
    }


def tell_language(translator: Translator, settings: DecodingSettings, texts: list[str]) -> None:
    """If no target language was chosen, say on standard error which of its languages the model will use."""
    description = translator.description
    codes = description.target_languages
    if len(codes) < 2 or settings.target_language or all(text.startswith(">>") for text in texts):
        return
    default = description.default_languages[1] or codes[0]
    count = sum(code != AS_TYPED for code in codes)  # for T5, one choice is not a language
    some = ", ".join(codes[:12]) + (", …" if len(codes) > 12 else "")
    print(
        f"'{description.name}' knows {count} target languages and now takes '{default}'; choose with "
        f"--target-language from {some}.",
        file=sys.stderr,
    )


def run(args: argparse.Namespace, save_figure: Callable[[Trace, Path], None]) -> int:
    """Translate; `save_figure` draws a trace. It is passed in, as this module may not import the GUI."""
    settings = settings_from(args)
    texts = read_texts(args.text)
    if not texts:
        raise UserError("There is nothing to translate; type a sentence.")
    translator = load_translator(args.model, args.device)
    tell_language(translator, settings, [text for text in texts if text.strip()])
    for i, text in enumerate(texts):
        # A blank input line gives a blank output line, so that line numbers match; a blank argument is an error.
        if not args.text and not translator.reader.source(text, settings):
            blank = blank_as_json(text, translator.description, settings)
            print(json.dumps(blank, ensure_ascii=False) if args.json else "", flush=True)
            continue
        finished, trace = translate_one(translator, text, settings)
        if args.json:
            print(json.dumps(as_json(finished, trace, settings), ensure_ascii=False), flush=True)
        else:
            print(trace.target_text, flush=True)
        if finished.hypotheses[0][0].cut_off:
            print(f"Sentence {i + 1} was cut off at the greatest length before its end.", file=sys.stderr)
        if args.trace:
            save_trace(trace, numbered(args.trace, i, len(texts)))
        if args.figure:
            save_figure(trace, numbered(args.figure, i, len(texts)))
    if translator.description.notice:
        print(translator.description.notice, file=sys.stderr)
    return 0
