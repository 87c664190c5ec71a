"""Pieces and the characters they cover, over many scripts and for both kinds of SentencePiece model."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.bundle.tokenizer import END, PAD, START, UNKNOWN, Tokenizer
from model.errors import UserError
from model.values.pieces import WORD_MARK
from tests.model.tiny import SENTENCES, tiny_tokenizer

Kind = Literal["unigram", "bpe"]
KINDS = st.sampled_from(["unigram", "bpe"])
KNOWN = sorted(set("".join(SENTENCES)) - {" "})

# Spaces, control and joining characters, letters that normalise into several, and text that looks like special pieces.
ODD = [
    " ", "  ", "\t", "\n", "\u3000", "\x00", "\u200d", "\u2581",
    "ﬁ", "㍿", "ﷺ", "½", "e\u0301", "🙂", "👩\u200d👧", "<s>", "<unk>",
]  # fmt: skip

known_words = st.text(st.sampled_from(KNOWN), min_size=1, max_size=8)
known_texts = st.lists(known_words, max_size=6).map(" ".join)
any_texts = st.one_of(
    st.text(max_size=30),
    st.lists(
        st.one_of(
            known_words,
            st.sampled_from(ODD),
        ),
        max_size=10,
    ).map("".join),
)


def composed(text: str) -> str:
    """What SentencePiece makes of letters it knows: NFKC, and one space where there were several."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


@settings(deadline=None, max_examples=250)
@given(kind=KINDS, text=any_texts)
def test_spans_lie_in_order_within_the_text_and_without_overlap(kind: Kind, text: str) -> None:
    tokenizer = tiny_tokenizer(kind)
    pieces = tokenizer.encode(text)
    reached = 0
    for piece in pieces:
        assert reached <= piece.start <= piece.end <= len(text)
        reached = piece.end
        assert piece.known == (piece.id != UNKNOWN)
        assert piece.known == (tokenizer.piece(piece.id) == piece.piece)
        assert 0 <= piece.id < tokenizer.size
    assert tokenizer.ids(text) == [piece.id for piece in pieces]


@settings(deadline=None, max_examples=150)
@given(kind=KINDS, text=any_texts)
def test_every_character_that_shows_is_covered_by_a_piece(kind: Kind, text: str) -> None:
    pieces = tiny_tokenizer(kind).encode(text)
    covered = {position for piece in pieces for position in range(piece.start, piece.end)}
    for position, character in enumerate(text):
        shows = not character.isspace() and unicodedata.category(character)[0] in "LNPS" and character != WORD_MARK
        assert not shows or position in covered, (character, pieces)


@settings(deadline=None, max_examples=200)
@given(kind=KINDS, text=known_texts)
def test_a_piece_of_known_characters_is_the_text_it_covers(kind: Kind, text: str) -> None:
    normal = composed(text)
    pieces = tiny_tokenizer(kind).encode(normal)
    assert all(piece.known for piece in pieces) or any(character not in KNOWN for character in normal.replace(" ", ""))
    assert "".join(normal[piece.start : piece.end] for piece in pieces) == normal
    for piece in pieces:
        text_of = normal[piece.start : piece.end]
        assert piece.piece.removeprefix(WORD_MARK) == text_of.removeprefix(" ")
        assert piece.piece.startswith(WORD_MARK) == (text_of.startswith(" ") or piece.start == 0 == pieces.index(piece))


@settings(deadline=None, max_examples=150)
@given(kind=KINDS, text=known_texts, spaces=st.sampled_from(["", " ", "  ", "\u3000"]))
def test_decode_gives_back_the_normalised_text(kind: Kind, text: str, spaces: str) -> None:
    normal = composed(text)
    if any(character not in KNOWN for character in normal.replace(" ", "")):
        return  # two known letters that compose into one nobody has seen
    tokenizer = tiny_tokenizer(kind)
    assert tokenizer.decode(tokenizer.ids(spaces + text.replace(" ", "  ") + spaces)) == normal


@pytest.mark.parametrize("kind", ["unigram", "bpe"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_training_sentences_survive_a_round_trip(kind: Kind, sentence: str) -> None:
    tokenizer = tiny_tokenizer(kind)
    assert tokenizer.decode(tokenizer.ids(sentence)) == composed(sentence)
    assert all(piece.known for piece in tokenizer.encode(sentence))


@pytest.mark.parametrize("kind", ["unigram", "bpe"])
def test_unknown_characters_are_marked_where_they_stand(kind: Kind) -> None:
    tokenizer = tiny_tokenizer(kind)
    text = "small 🙂 dog"
    unknown = [piece for piece in tokenizer.encode(text) if not piece.known]
    assert [(text[piece.start : piece.end], piece.id) for piece in unknown] == [("🙂", UNKNOWN)]
    assert tokenizer.decode(tokenizer.ids(text)).split() == ["small", "\u2047", "dog"]


@pytest.mark.parametrize("kind", ["unigram", "bpe"])
@pytest.mark.parametrize("text", ["", " ", " \t\n ", "\u3000"])
def test_an_empty_text_has_no_pieces(kind: Kind, text: str) -> None:
    tokenizer = tiny_tokenizer(kind)
    assert tokenizer.encode(text) == [] and tokenizer.ids(text) == []
    assert tokenizer.decode([]) == ""


@pytest.mark.parametrize("kind", ["unigram", "bpe"])
def test_the_special_pieces_have_their_ids_and_never_come_from_text(kind: Kind) -> None:
    tokenizer = tiny_tokenizer(kind)
    assert (PAD, UNKNOWN, START, END) == (0, 1, 2, 3)
    assert tokenizer.pieces([PAD, UNKNOWN, START, END]) == ["<pad>", "<unk>", "<s>", "</s>"]
    assert not {PAD, START, END} & set(tokenizer.ids("<s> dog </s> <pad>"))
    assert tokenizer.decode([START, *tokenizer.ids("old red"), END, PAD, PAD]) == "old red"


def test_a_vocabulary_has_the_size_that_was_asked_for_and_longer_pieces_than_letters() -> None:
    assert tiny_tokenizer("unigram").size == 220
    bpe = tiny_tokenizer("bpe")
    assert bpe.size == 500
    assert max(len(bpe.piece(id)) for id in range(bpe.size)) >= 4


@pytest.mark.parametrize("kind", ["unigram", "bpe"])
def test_the_same_texts_give_the_same_model_and_it_survives_a_file(kind: Kind, tmp_path: Path) -> None:
    size = 500 if kind == "bpe" else 220
    again = Tokenizer.train(iter(SENTENCES * 4), size, kind)
    first = tiny_tokenizer(kind)
    assert again.pieces(range(size)) == first.pieces(range(size))
    (tmp_path / "joint.model").write_bytes(first.model)
    loaded = Tokenizer.load(tmp_path / "joint.model")
    assert loaded.model == first.model
    for sentence in SENTENCES:
        assert loaded.encode(sentence) == first.encode(sentence) == again.encode(sentence)


@pytest.mark.parametrize("kind", ["unigram", "bpe"])
@pytest.mark.parametrize(
    ("texts", "size"), [(SENTENCES, 50_000), ([], 100), (["", " "], 100), (SENTENCES, 3), (SENTENCES, 0)], ids=str
)
def test_a_vocabulary_that_the_texts_cannot_give_is_refused_with_its_size(kind: Kind, texts: Any, size: int) -> None:
    with pytest.raises(UserError, match=rf"vocabulary of {size} pieces"):
        Tokenizer.train(texts, size, kind)


@pytest.mark.parametrize("kind", ["unigram", "bpe"])
@pytest.mark.parametrize("exactly", [True, False])
def test_a_vocabulary_too_small_for_the_characters_is_told_the_smallest(kind: Kind, exactly: bool) -> None:
    texts = [" ".join(chr(code) for code in range(0x4E00, 0x4E00 + 60))]
    with pytest.raises(UserError, match=r"^(?!.*coverage).*10 pieces.*characters .*vocab_size of at least 65\.$"):
        Tokenizer.train(texts, 10, kind, exactly=exactly)
    assert Tokenizer.train(texts, 65, kind, exactly=exactly).size == 65


def test_bytes_that_are_no_model_are_refused_and_the_file_is_named(tmp_path: Path) -> None:
    model = tiny_tokenizer().model
    for content in (b"", b"not a model", model[: len(model) // 2], model[:-1], b"\x00" * 100, model[1:]):
        path = tmp_path / "damaged.model"
        path.write_bytes(content)
        with pytest.raises(UserError, match=r"damaged\.model"):
            Tokenizer.load(path)
    for missing in (tmp_path / "missing.model", tmp_path):
        with pytest.raises(UserError, match=str(missing)):
            Tokenizer.load(missing)


def test_damaged_bytes_never_raise_anything_but_user_error() -> None:
    model = tiny_tokenizer().model
    chance = random.Random(5)
    refused = 0
    for _ in range(150):
        damaged = bytearray(model)
        for _ in range(chance.choice([1, 4, 30])):
            damaged[chance.randrange(6000)] = chance.randrange(256)
        try:
            Tokenizer(bytes(damaged)).encode(SENTENCES[0])
        except UserError:
            refused += 1
    assert refused > 20
