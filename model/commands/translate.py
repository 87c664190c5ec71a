"""`main.py translate TEXT...`: translations on standard output, or JSON, traces and figures."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from model.commands.input_lines import Line, standard_input, waiting_lines
from model.commands.translation_json import Told, as_json, told_of_many, without_translation
from model.decoding.text_decoding import NOTHING, forced_beginning, source_pieces
from model.errors import Sentence, UserError
from model.library.loading import load_translator
from model.translator import Translator
from model.values.decoding import DecodingSettings
from model.values.endings import Loop, loop_at_end
from model.values.languages import AS_TYPED
from model.values.pieces import text_of
from model.values.steps import DecodingStep, SourceEncoded, TranslationFinished
from model.values.trace import Trace
from model.values.trace_builder import TraceBuilder
from model.values.trace_file import save_trace

FAILED = 1  # exit status if a line could not be translated
MOST_PLAIN, MOST_TOLD = 512, 32  # lines translated together; what the search did with them takes more memory

SaveFigure = Callable[[Trace, Path], None]


@dataclass(frozen=True)
class Answer:
    """What becomes of a line: the text for standard output, what to say on standard error, and what was recorded."""

    shown: str
    cut_off: bool = False
    loop: Loop | None = None
    problem: Sentence | None = None
    trace: Trace | None = None


def settings_from(args: argparse.Namespace) -> DecodingSettings:
    """Decoding settings from the command line; `--beam` alone means beam search."""
    method = args.method or ("beam" if args.beam else "greedy")
    chosen: dict[str, Any] = {"method": method, "prefix": args.prefix or "", "record": False}
    chosen |= {"source_language": args.source_language or "", "target_language": args.target_language or ""}
    for name in ("beam", "length_penalty", "seed", "temperature", "top_k", "top_p"):
        if (value := getattr(args, name)) is not None:
            chosen[name] = value
    return DecodingSettings(**chosen)


def run(args: argparse.Namespace, save_figure: SaveFigure) -> int:
    """Translate; `save_figure` draws a trace. It is passed in, as this module may not import the GUI."""
    settings = settings_from(args)
    translator = load_translator(args.model, args.device)
    _check(translator, settings, args.text)
    recorded = args.trace is not None or args.figure is not None
    most = 1 if recorded else MOST_TOLD if args.json else MOST_PLAIN
    several = len(args.text) != 1
    lines = _arguments(args.text, most) if args.text else _standard_input(most)
    failures = count = 0
    language_told = False
    for together in lines:
        language_told = language_told or tell_language(translator, settings, [line.text for line in together])
        if recorded:
            answers = [_recorded(translator, together[0], settings, args.json)]
        elif args.json:
            answers = _as_json(translator, together, settings)
        else:
            answers = _plain(translator, together, settings)
        for line, answer in zip(together, answers, strict=True):
            count += 1
            failures += _tell(line, answer)
            if answer.trace is not None and args.trace:
                save_trace(answer.trace, numbered(args.trace, line.number, several))
            if answer.trace is not None and args.figure:
                save_figure(answer.trace, numbered(args.figure, line.number, several))
        sys.stdout.flush()
    if failures:
        print(f"{failures:,} of {count:,} lines could not be translated.", file=sys.stderr)
    if translator.description.notice:
        print(translator.description.notice, file=sys.stderr)
    return FAILED if failures else 0


def _check(translator: Translator, settings: DecodingSettings, texts: list[str]) -> None:
    """`UserError` for what concerns all texts, and for a TEXT that cannot be translated, before the first is."""
    reader = translator.reader
    forced_beginning(reader, translator.network, settings)
    reader.source("a", settings)  # raises for a language that the model lacks
    for text in texts:
        if not source_pieces(reader, text, settings):
            raise UserError(NOTHING)


def _arguments(texts: list[str], most: int) -> Iterator[list[Line]]:
    lines = [Line(number, text) for number, text in enumerate(texts, 1)]
    for begin in range(0, len(lines), most):
        yield lines[begin : begin + most]


def _standard_input(most: int) -> Iterator[list[Line]]:
    if sys.stdin is not None and sys.stdin.isatty():
        end = "Ctrl+Z and Enter" if sys.platform == "win32" else "Ctrl+D"
        print(f"Type one sentence a line; {end} ends.", file=sys.stderr)
    lines = 0
    for together in waiting_lines(standard_input(), most):
        lines += len(together)
        yield together
    if not lines:
        raise UserError("There is nothing to translate; give a sentence, or pipe text in with one sentence a line.")


def _tell(line: Line, answer: Answer) -> bool:
    """Print the answer; whether the line could not be translated."""
    print(answer.shown)
    if answer.problem is not None:
        print(f"Line {line.number:,} of standard input: {answer.problem}", file=sys.stderr)
    if answer.loop is not None:
        said = text_of(answer.loop.pieces).strip()
        print(
            f"Sentence {line.number:,} says '{said}' {answer.loop.rounds} times in a row at its end.", file=sys.stderr
        )
    if answer.cut_off:
        print(f"Sentence {line.number:,} was cut off at the greatest length before its end.", file=sys.stderr)
    return answer.problem is not None


def _plain(translator: Translator, lines: list[Line], settings: DecodingSettings) -> list[Answer]:
    answers = {line.number: Answer("", problem=line.problem) for line in lines}
    texts = [line for line in lines if line.problem is None]
    numbers = [line.number - 1 for line in texts]
    for one in translator.translate_many([line.text for line in texts], settings, numbers):
        # A translation is one line, whatever pieces the model has.
        answers[texts[one.index].number] = Answer(one.text.replace("\n", " "), one.cut_off, one.loop, one.problem)
    return [answers[line.number] for line in lines]


def _as_json(translator: Translator, lines: list[Line], settings: DecodingSettings) -> list[Answer]:
    of = translator.description
    answers: dict[int, Answer] = {}
    texts: list[Line] = []
    for line in lines:
        problem = _problem(translator, line, settings)
        if problem is None and source_pieces(translator.reader, line.text, settings):
            texts.append(line)
        else:
            answers[line.number] = Answer(without_translation(line.text, of, settings, problem), problem=problem)
    # When sampling, each text has settings of its own.
    groups = [[line] for line in texts] if settings.method == "sample" else [texts]
    for group in groups:
        own = settings.of_sentence(group[0].number - 1) if group else settings
        for index, told in told_of_many(translator, [line.text for line in group], own).items():
            answers[group[index].number] = _told(told, as_json(told, of, own))
    return [answers[line.number] for line in lines]


def _problem(translator: Translator, line: Line, settings: DecodingSettings) -> Sentence | None:
    if line.problem is not None:
        return line.problem
    try:
        source_pieces(translator.reader, line.text, settings)
    except UserError as error:
        return error.sentence
    return None


def _recorded(translator: Translator, line: Line, settings: DecodingSettings, json: bool) -> Answer:
    """Translate one line with all attention."""
    of, settings = translator.description, settings.of_sentence(line.number - 1)
    problem = _problem(translator, line, settings)
    if problem is not None or not source_pieces(translator.reader, line.text, settings):
        shown = without_translation(line.text, of, settings, problem) if json else ""
        return Answer(shown, problem=problem)
    told, trace = translate_one(translator, line.text, replace(settings, record=True))
    shown = as_json(told, of, settings) if json else trace.target_text.replace("\n", " ")
    return replace(_told(told, shown), trace=trace)


def _told(told: Told, shown: str) -> Answer:
    return Answer(shown, told.best.cut_off, loop_at_end(told.best.pieces))


def translate_one(translator: Translator, text: str, settings: DecodingSettings) -> tuple[Told, Trace]:
    """The complete translation of one text, and the trace of its best hypothesis."""
    told: Told | None = None
    builder: TraceBuilder | None = None
    for event in translator.translate([text], settings):
        if isinstance(event, SourceEncoded):
            told, builder = Told(event.sentences[0]), TraceBuilder(event)
        assert told is not None and builder is not None  # SourceEncoded is always the first event
        if isinstance(event, DecodingStep):
            told.steps.append(event.sentences[0])
            builder.add(event.sentences[0])
        elif isinstance(event, TranslationFinished):
            told.hypotheses = event.hypotheses[0]
            return told, builder.of(told.best)
    raise AssertionError("a translator ends with TranslationFinished")


def numbered(path: Path, number: int, several: bool) -> Path:
    """One file name for each of several sentences, or lines of standard input: name-1.svg, name-2.svg, ..."""
    return path.with_name(f"{path.stem}-{number}{path.suffix}") if several else path


def tell_language(translator: Translator, settings: DecodingSettings, texts: list[str]) -> bool:
    """If no target language was chosen, say on standard error which of its languages the model will use.

    Returns whether nothing is left to say: either it was said, or there is no choice.
    """
    description = translator.description
    codes = description.target_languages
    if len(codes) < 2 or settings.target_language:
        return True
    if not any(text.strip() and not translator.reader.names_language(text) for text in texts):
        return False
    default = description.default_languages[1] or codes[0]
    count = sum(code != AS_TYPED for code in codes)  # for T5, one choice is not a language
    some = ", ".join(codes[:12]) + (", …" if len(codes) > 12 else "")
    print(
        f"'{description.name}' knows {count} target languages and now takes '{default}'; choose with "
        f"--target-language from {some}.",
        file=sys.stderr,
    )
    return True
