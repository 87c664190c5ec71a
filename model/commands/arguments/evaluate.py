"""The arguments of `main.py evaluate`."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace

from model.commands.arguments.command import Command
from model.commands.arguments.common import add_languages, check_search, count, file, model, sentence
from model.errors import STANDARD_INPUT
from model.values.tokenizers import TOKENIZERS

FORMATS = ("auto", "tsv", "jsonl", "tmx", "lines")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--model", type=model, required=True, metavar="NAME|DIR", help="a shipped model or a folder")
    parser.add_argument(
        "--data", required=True, type=file, metavar="FILE", help="sources and references; - is standard input"
    )
    parser.add_argument("--target", type=file, metavar="FILE", help="the references, if they have a file of their own")
    parser.add_argument(
        "--format", choices=FORMATS, default="auto", metavar="NAME", help=f"{', '.join(FORMATS)} (auto: by the name)"
    )
    parser.add_argument(
        "--source-column", type=sentence, default="", metavar="N|KEY|CODE", help="a number for TSV (1), a key for jsonl"
    )
    parser.add_argument(
        "--target-column", type=sentence, default="", metavar="N|KEY|CODE", help="the same, or a language for TMX (2)"
    )
    parser.add_argument("--beam", type=count, metavar="N", help="beam search with N hypotheses (greedy)")
    parser.add_argument("--length-penalty", type=float, metavar="A", help="GNMT's alpha for beam search (0.6)")
    parser.add_argument(
        "--lowercase", action="store_true", help="scores that do not see capitals, as some papers have them"
    )
    parser.add_argument(
        "--tokenize", choices=TOKENIZERS, default="auto", metavar="NAME", help="sacreBLEU's tokenizer, for BLEU (auto)"
    )
    add_languages(parser)
    parser.add_argument("--sentences", action="store_true", help="every translation with its own scores, too")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or mps (auto)")
    parser.add_argument("--json", action="store_true", help="one JSON object a line on standard output")


def check(args: Namespace) -> None:
    check_search(args, beam_search=args.beam is not None, add="--beam N")
    if args.target is not None and (args.source_column or args.target_column):
        raise ArgumentTypeError("columns belong to a single file; leave them out, or leave --target out")
    if args.target == args.data == STANDARD_INPUT:
        raise ArgumentTypeError("standard input cannot be both files; give one of them by its name")


def run(args: Namespace) -> int:
    from model.commands import evaluate

    return evaluate.run(args)


COMMAND = Command("measure a model on sentence pairs with sacreBLEU", run, add_arguments, check)
