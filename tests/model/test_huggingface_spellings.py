"""Tokenizers that mark words in other ways: pieces, words, characters and texts are those of `transformers` itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch

from model.foreign.huggingface import load_huggingface
from model.translator import Translator
from model.values.decoding import DecodingSettings
from model.values.pieces import text_of, word_groups
from model.values.steps import SourceEncoded, TranslationFinished
from tests.model.huggingface_spellings import TOYS
from tests.model.huggingface_toys import make, make_toy, reference
from tests.model.tiny import SENTENCES

pytestmark = pytest.mark.usefixtures("one_thread")
PLAIN = DecodingSettings()
TEXTS = (
    *SENTENCES[:12],
    "two  spaces\u00a0and\u3000more ",
    "아이가 한글을 읽어요",
    "dog 😀👨‍👩‍👧!",
    "größe ☃ é",
    "it's “well-known” & <b>",
)
ALL = [*TOYS, "bart", "m2m_100", "nllb", "t5"]


@pytest.fixture(scope="module", params=ALL)
def toy(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Translator, Any]:
    name: str = request.param
    folder = tmp_path_factory.mktemp("toy")
    if name in TOYS:
        make_toy(TOYS[name], folder)
    else:
        make(name, folder)
    translator = load_huggingface(folder, torch.device("cpu"))
    return name, translator, reference(folder)[1]


def test_texts_are_those_of_transformers(toy: tuple[str, Translator, Any]) -> None:
    """Also of the pieces at the beginning only, where a letter may be incomplete."""
    _, translator, tokenizer = toy
    vocabulary = translator.reader.target
    for text in TEXTS:
        ids = vocabulary.ids(text)
        for length in {0, 1, len(ids) // 2, len(ids) - 1, len(ids)}:
            part = ids[:length]
            decoded = vocabulary.decode(part)
            if vocabulary.unknown_id in part:
                assert "⁇" in decoded
            else:
                assert decoded == tokenizer.decode(part, skip_special_tokens=True)


def test_words_are_those_between_spaces(toy: tuple[str, Translator, Any]) -> None:
    """Pieces of a plain sentence, grouped into words, are the sentence's words, and cover their letters."""
    name, translator, _ = toy
    text = "The old cat sat on my mat."
    settings = DecodingSettings(target_language="as typed") if name == "t5" else PLAIN
    found = [
        piece for piece in translator.reader.source(text, settings) if piece.start < piece.end or piece.piece == "▁"
    ]
    pieces = [piece.piece for piece in found]
    words = [text_of(pieces[group.start : group.stop]).strip() for group in word_groups(pieces)]
    assert [word.lower() for word in words] == ["the", "old", "cat", "sat", "on", "my", "mat", "."]
    covered = [text[found[g.start].start : found[g.stop - 1].end].strip() for g in word_groups(pieces)]
    assert covered == ["The", "old", "cat", "sat", "on", "my", "mat", "."]


@pytest.mark.parametrize("name", ["fsmt", "fsmt more source", "fsmt more target"])
def test_two_vocabularies_name_their_own_pieces(name: str, tmp_path: Path) -> None:
    make_toy(TOYS[name], tmp_path)
    translator = load_huggingface(tmp_path, torch.device("cpu"))
    tokenizer = reference(tmp_path)[1]
    reader = translator.reader
    pieces = reader.source("The old cat sat on the dog.", PLAIN)
    assert [piece.id for piece in pieces] == tokenizer("The old cat sat on the dog.")["input_ids"]
    assert {"old</w>", "dog</w>"} <= {piece.piece for piece in pieces}
    assert [reader.source_id(piece.piece) for piece in pieces] == [piece.id for piece in pieces]
    own = {token: id for id, token in tokenizer.decoder.items()}
    assert reader.target.id("dog</w>") == own["dog</w>"] != reader.source_id("dog</w>")
    events = list(translator.translate(["A small dog"], DecodingSettings(prefix="A small dog", extra_length=3)))
    assert isinstance(events[0], SourceEncoded) and isinstance(events[-1], TranslationFinished)
    best = events[-1].hypotheses[0][0]
    assert best.text.startswith("A small dog") and best.pieces[:3] == ("A</w>", "small</w>", "dog</w>")
    assert best.text == tokenizer.decode(best.ids, skip_special_tokens=True)
    assert [best.text[start:end].strip() for start, end in best.spans[:3]] == ["A", "small", "dog"]


@pytest.mark.parametrize("name", ["wordpiece", "wordpiece in Python"])
def test_a_word_that_the_tokenizer_does_not_tell_has_its_letters(name: str, tmp_path: Path) -> None:
    reader = load_huggingface(make_toy(TOYS[name], tmp_path), torch.device("cpu")).reader
    text = "The \u2603man sat, my mat."
    found = [(piece.piece, text[piece.start : piece.end]) for piece in reader.source(text, PLAIN) if not piece.known]
    assert found == [("\u2581\u2603man", "\u2603man"), ("\u2581my", "my")]
    last = [text[piece.start : piece.end] for piece in reader.source(text, PLAIN)][-5:]
    assert last == ["m", "a", "t", ".", ""]


def test_an_unknown_piece_keeps_the_mark_of_its_word(tmp_path: Path) -> None:
    """M2M100's SentencePiece model makes pieces that its vocab.json lacks."""
    make("m2m_100", tmp_path)
    path = tmp_path / "vocab.json"
    ids = json.loads(path.read_text())
    translator = load_huggingface(tmp_path, torch.device("cpu"))
    text = "The old cat sat on my mat."
    whole = translator.reader.source(text, PLAIN)
    before = [piece.piece for piece in whole]
    lacking = [piece for piece in before if piece.startswith("▁") and len(piece) > 1]
    assert len(lacking) > 3
    path.write_text(json.dumps({f"<lacks {id}>" if piece in lacking else piece: id for piece, id in ids.items()}))
    pieces = load_huggingface(tmp_path, torch.device("cpu")).reader.source(text, PLAIN)
    assert [piece.piece for piece in pieces] == before
    unknown = {piece.piece for piece in whole if not piece.known}  # letters that the toy never saw
    assert {piece.piece for piece in pieces if not piece.known} == {*lacking, *unknown}
    assert word_groups([piece.piece for piece in pieces]) == word_groups(before)
