"""From a recipe's [data] to encoded pairs: reading, cleaning, vocabulary, encoding; each result is cached."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import platformdirs

from model.bundle.tokenizer import Tokenizer
from model.data.cleaned_corpus import clean_corpus
from model.data.cleaning_report import CleaningReport
from model.data.corpus import read_all
from model.data.corpus_source import CorpusSource
from model.data.encoded import EncodedPairs, encode_pairs
from model.data.grammar import VERSION, Part, generate
from model.data.pairs import Pair
from model.data.spool import spooled
from model.data.textstore import TextPairs, hold_out, store_pairs
from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.files import write_bytes
from model.training.recipe import DataRecipe, Recipe
from model.training.run_folder import RunFolder

_PARTS = {
    "training": Sentence(QT_TRANSLATE_NOOP("Model", "training")),
    "validation": Sentence(QT_TRANSLATE_NOOP("Model", "validation")),
}
Progress = Callable[[str, float], None]  # the current task, and the share of it that is done

GRAMMAR_TEST = 1000  # test pairs of the built-in grammar
AUTO_VOCABULARY = 8000  # pieces, for vocab_size 0, if the text gives so many


def cache_folder() -> Path:
    """The cache of encoded corpora, keyed by their content; it may be emptied at any time and is then filled again."""
    named = os.environ.get("TRANSLUCENT_CACHE")
    return Path(named) if named else Path(platformdirs.user_cache_path("Translucent", appauthor=False)) / "corpora"


@dataclass(frozen=True)
class TrainingData:
    """All data of a training."""

    train: EncodedPairs
    valid: EncodedPairs
    valid_pairs: list[Pair]  # all of the validation set, as text
    test_pairs: list[Pair]  # empty if the recipe names none
    source_tokenizer: Tokenizer
    target_tokenizer: Tokenizer
    report: CleaningReport | None  # None for the built-in corpus, which needs no cleaning
    content: dict[str, str]  # hashes of the "training" and "validation" pairs
    notices: list[Sentence]  # sentences for the user about the data


def prepare_data(
    recipe: Recipe,
    folder: Path,
    max_positions: int,
    cache: Path,
    progress: Progress = lambda doing, share: None,
    begun_with: Mapping[str, str] | None = None,
) -> TrainingData:
    """Read, clean and encode the recipe's data; the SentencePiece models are saved in the run's `folder`.

    Raises `UserError` for files that cannot be used, an empty side, a vocabulary size that the text does not allow, or
    pairs whose `content` differs from `begun_with`, the content when the run began.
    """
    data = recipe.data
    report = None
    notices: list[Sentence] = []

    def files(part: str) -> CorpusSource:
        copies = RunFolder(folder).streamed
        return spooled(corpus_source(data, part), copies, part, lambda: progress("reading", 0.0))

    if data.builtin:
        train_texts, valid_texts, test_pairs = _grammar(data, cache, progress)
    else:
        source = files("train")
        train_texts, report = clean_corpus(source, recipe.cleaning, cache, progress)
        if left_out := report.left_out(RunFolder(folder).cleaning):
            notices.append(left_out)
        notices += report.remarks
        if data.valid:
            progress("reading the validation pairs", 0.0)
            valid = read_all(files("valid"), notices.append)
            valid_texts = store_pairs(valid, _content(valid), cache)
            if not begun_with and (known := set(valid).intersection(train_texts)):
                both = sum(pair in known for pair in valid)
                notices.append(
                    Sentence(
                        QT_TRANSLATE_NOOP(
                            "Model",
                            "{both} of the {count} validation pairs are training pairs, too, so the scores "
                            "flatter the model; take them out of {train}.",
                        ),
                        both=f"{both:,}",
                        count=f"{len(valid):,}",
                        train=data.train,
                    )
                )
        else:
            whole = len(train_texts)
            train_texts, valid_texts = hold_out(train_texts, data.valid_pairs, 0)
            alike = whole - len(train_texts) - len(valid_texts)
            if alike and not begun_with:
                notices.append(
                    Sentence(
                        QT_TRANSLATE_NOOP(
                            "Model",
                            "{count} pairs are not trained on, because their source sentences are those of "
                            "pairs held out for validation.",
                        ),
                        count=f"{alike:,}",
                    )
                )
        test_pairs = read_all(files("test"), notices.append) if data.test else []
    content = {"training": train_texts.content, "validation": valid_texts.content}
    _check_same(content, begun_with or {}, data, folder)
    tokenizers = _tokenizers(data, train_texts, folder, progress)
    train = encode_pairs(train_texts, *tokenizers, data.max_pieces, cache, progress)
    valid_encoded = encode_pairs(valid_texts, *tokenizers, max_positions, cache, progress)
    for name, pairs in (("training", train), ("validation", valid_encoded)):
        if not len(pairs):
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "No {part} pair is short enough to be used; raise [data] max_pieces or check the files."
                ),
                part=_PARTS[name],
            )
    if valid_encoded.too_long:
        notices.append(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "{count} of the validation pairs have no room in {max_positions} positions, so no "
                    "loss is measured on them.",
                ),
                count=f"{valid_encoded.too_long:,}",
                max_positions=f"{max_positions:,}",
            )
        )
    return TrainingData(train, valid_encoded, list(valid_texts), test_pairs, *tokenizers, report, content, notices)


def _check_same(content: Mapping[str, str], begun_with: Mapping[str, str], data: DataRecipe, folder: Path) -> None:
    """Raise `UserError` if the pairs differ from those with which the run in `folder` began."""
    where = {"training": data.train, "validation": data.valid or data.train}
    way = (
        Sentence(QT_TRANSLATE_NOOP("Model", "resume it with the version of this program that began it"))
        if data.builtin
        else Sentence(
            QT_TRANSLATE_NOOP(
                "Model", "put the original file back, or resume it with the version of this program that began it"
            )
        )
    )
    for part, found in content.items():
        if begun_with.get(part, found) != found:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "The {part} pairs ({where}) are not those that the run in {folder} was begun "
                    "with; {way}, or start another run.",
                ),
                part=_PARTS[part],
                where=data.builtin or where[part],
                folder=folder,
                way=way,
            )


def _content(pairs: list[Pair]) -> str:
    """A hash of these pairs."""
    return hashlib.sha256(json.dumps(pairs).encode()).hexdigest()


def corpus_source(data: DataRecipe, part: str) -> CorpusSource:
    """The files of the training ("train"), "valid" or "test" pairs."""
    target = getattr(data, f"{part}_target")
    files = Path(getattr(data, part)), Path(target) if target else None
    if part == "train":
        return CorpusSource(*files, data.format, data.source_column, data.target_column)
    source = CorpusSource(*files, getattr(data, f"{part}_format") or data.format)
    training = corpus_source(data, "train")
    # A column's number says nothing about a file with names, nor a name about one with numbers.
    alike = (source.kind() == "tsv") == (training.kind() == "tsv")

    def column(key: str) -> str:
        return getattr(data, f"{part}_{key}") or (getattr(data, key) if alike else "")

    return replace(source, source_column=column("source_column"), target_column=column("target_column"))


def _grammar(data: DataRecipe, cache: Path, progress: Progress) -> tuple[TextPairs, TextPairs, list[Pair]]:
    def pairs(part: Part, count: int) -> Iterator[Pair]:
        for number, pair in enumerate(generate(data.builtin, count, part=part)):
            if number % 10_000 == 0:
                progress("generating sentences", number / count)
            yield pair.source, pair.target

    def stored(part: Part, count: int) -> TextPairs:
        return store_pairs(pairs(part, count), f"grammar {VERSION} {data.builtin} {part} {count}", cache)

    test = list(pairs("test", GRAMMAR_TEST))
    return stored("train", data.builtin_pairs), stored("valid", data.valid_pairs), test


def _tokenizers(data: DataRecipe, texts: TextPairs, folder: Path, progress: Progress) -> tuple[Tokenizer, Tokenizer]:
    """The SentencePiece models in the run folder, learnt from the training text at the first start."""

    def sides(*wanted: int) -> Iterator[str]:
        for pair in texts.sample(max(1, data.vocab_sentences // len(wanted)), 0):
            for side in wanted:
                yield pair[side]

    def learnt(name: str, *wanted: int) -> Tokenizer:
        path = folder / f"{name}.model"
        if not path.exists():
            progress("learning the vocabulary", 0.0)
            size, exactly = data.vocab_size or AUTO_VOCABULARY, data.vocab_size > 0 and not data.builtin
            write_bytes(path, Tokenizer.train(sides(*wanted), size, data.vocab_kind, exactly=exactly).model)
        return Tokenizer.load(path)

    if data.joint_vocab:
        joint = learnt("joint", 0, 1)
        return joint, joint
    return learnt("source", 0), learnt("target", 1)
