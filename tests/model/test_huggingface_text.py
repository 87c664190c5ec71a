"""The text side of other families: pieces and their characters, languages and where they go, prefixes."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from model.bundle.tokenizer import Piece
from model.commands.translate import tell_language
from model.errors import UserError
from model.foreign.huggingface import load_huggingface
from model.translator import Translator
from model.values.decoding import DecodingSettings
from model.values.steps import Hypothesis, SourceEncoded, SourceSentence, TranslationFinished
from tests.model.huggingface_toys import TOYS, make, reference
from tests.model.tiny import SENTENCES

PLAIN = DecodingSettings(extra_length=6)
pytestmark = pytest.mark.usefixtures("one_thread")

_loaded: dict[str, Translator] = {}


@pytest.fixture
def toy(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Translator:
    """Fresh state of languages for every test, but only one load for each family."""
    name: str = request.param
    if name not in _loaded:
        _loaded[name] = load_huggingface(make(name, tmp_path_factory.mktemp(name)), torch.device("cpu"))
    reader = _loaded[name].reader
    reader.source_language, reader.target_language = reader.offered.source, reader.offered.target
    return _loaded[name]


def of(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("toy", names, indirect=True)


def start_piece(translator: Translator) -> str:
    """The decoder's first input, of the languages that were used last."""
    return translator.reader.target.piece(translator.reader.start(PLAIN))


def told(translator: Translator, text: str, settings: DecodingSettings = PLAIN) -> tuple[SourceSentence, Hypothesis]:
    events = list(translator.translate([text], settings))
    assert isinstance(events[0], SourceEncoded) and isinstance(events[-1], TranslationFinished)
    return events[0].sentences[0], events[-1].hypotheses[0][0]


@of(*TOYS)
def test_pieces_cover_the_text_in_order(toy: Translator) -> None:
    for text in (*SENTENCES, " two  spaces ", "größe ☃ é", "a\tb\nc", "\ud83d half a pair", "ﬁ ½"):
        pieces = toy.reader.target.encode(text)
        reached = 0
        for piece in pieces:
            assert reached <= piece.start <= piece.end <= len(text)
            assert not text[reached : piece.start].strip(), "only spaces are left out"
            assert toy.reader.target.id(toy.reader.target.piece(piece.id)) == piece.id
            reached = piece.end
        assert not text[reached:].strip()


@of(*TOYS)
def test_the_encoder_reads_what_the_tokenizer_says(toy: Translator, tmp_path: Path) -> None:
    name = next(name for name, one in _loaded.items() if one is toy)
    _, tokenizer = reference(make(name, tmp_path))
    for text in SENTENCES:
        plain = DecodingSettings(target_language="as typed" if name == "t5" else "")
        assert [piece.id for piece in toy.reader.source(text, plain)] == tokenizer(text)["input_ids"]


@of(*TOYS)
def test_pieces_lead_back_to_ids(toy: Translator) -> None:
    names = toy.reader.target.pieces(range(toy.reader.target.size))
    assert len(set(names)) == toy.reader.target.size
    assert [toy.reader.target.id(name) for name in names] == list(range(toy.reader.target.size))


@of(*TOYS)
def test_nothing_is_no_text(toy: Translator) -> None:
    for text in ("", "  \n", "\u00a0"):
        with pytest.raises(UserError, match="nothing to translate"):
            told(toy, text)


@of("bart")
def test_bytes_are_shown_as_letters_where_they_are_some(toy: Translator) -> None:
    shown = [piece.piece for piece in toy.reader.target.encode("the dog ö 雨")]
    assert shown[0].startswith("t") and any(piece.startswith("▁") for piece in shown)
    assert "Ġ" not in "".join(shown)
    assert all(len(piece.encode()) < 12 for piece in shown)
    ids = [piece.id for piece in toy.reader.target.encode("the dog ö 雨")]
    assert toy.reader.target.decode(ids) == "the dog ö 雨"


SHAPES = {  # what stands before and behind the text, for English to German
    "mbart": ([], ["</s>", "en_XX"], "de_DE", None),
    "mbart50": (["en_XX"], ["</s>"], "</s>", "de_DE"),
    "m2m_100": (["__en__"], ["</s>"], "</s>", "__de__"),
    "nllb": (["eng_Latn"], ["</s>"], "</s>", "deu_Latn"),
    "nllb-legacy": ([], ["</s>", "eng_Latn"], "</s>", "deu_Latn"),
}
FRENCH = {"mbart": "fr_XX", "mbart50": "fr_XX", "m2m_100": "fr", "nllb": "fra_Latn", "nllb-legacy": "fra_Latn"}


@of(*SHAPES)
def test_languages_stand_where_the_family_wants_them(toy: Translator) -> None:
    name = next(name for name, one in _loaded.items() if one is toy)
    before, behind, start, first = SHAPES[name]
    source, best = told(toy, "A dog")
    assert list(source.pieces[: len(before)]) == before
    assert list(source.pieces[-len(behind) :]) == behind
    assert all(source.spans[i][0] == source.spans[i][1] for i in (-1, *range(len(before))))
    assert start_piece(toy) == start
    assert first in (None, best.pieces[0])
    assert (toy.description.source_language, toy.description.target_language) == ("English", "German")
    french = FRENCH[name]
    source, best = told(
        toy, "A dog", DecodingSettings(source_language=french, target_language=toy.reader.offered.source)
    )
    mark = f"__{french}__" if name == "m2m_100" else french
    assert mark in source.pieces and not set(before) & set(source.pieces)
    english = "__en__" if name == "m2m_100" else toy.reader.offered.source
    assert english == (start_piece(toy) if first is None else best.pieces[0])
    assert not best.text.startswith(english), "the name of a language is no text"
    assert toy.description.source_language == "French"


@of(*SHAPES)
def test_a_language_that_is_not_there_is_refused(toy: Translator) -> None:
    with pytest.raises(UserError, match="no target language “xx_YY”; choose one"):
        told(toy, "A dog", DecodingSettings(target_language="xx_YY"))
    with pytest.raises(UserError, match=r"no source language “de\?”; choose one .*de") as caught:
        told(toy, "A dog", DecodingSettings(source_language="de?"))
    assert len(str(caught.value)) < 250
    told(toy, "A dog")  # and nothing of it stays


@of("bart", "mt5")
def test_a_model_of_one_language_has_no_choice(toy: Translator) -> None:
    assert toy.description.source_languages == toy.description.target_languages == ()
    with pytest.raises(UserError, match="cannot be chosen"):
        told(toy, "A dog", DecodingSettings(target_language="de"))


def covered(pieces: tuple[str, ...], source: SourceSentence) -> str:
    return "".join(source.text[start:end] for start, end in source.spans[: len(pieces)])


@of("t5")
def test_t5_reads_its_task_before_the_text(toy: Translator) -> None:
    assert toy.description.target_languages == ("German", "French", "as typed")

    def read(text: str, target: str = "") -> str:
        source, _ = told(toy, text, DecodingSettings(target_language=target, extra_length=1))
        assert covered(source.pieces, source).replace(" ", "") == text.replace(" ", "")
        return "".join(source.pieces).replace("▁", " ").removesuffix("</s>").strip()

    # The toy's vocabulary lacks some letters of it: they are shown as they are written.
    assert read("A dog") == "translate English to German: A dog"
    assert read("A dog", "French") == "translate English to French: A dog"
    assert read("A dog") == "translate English to French: A dog", "the language that was used last"
    assert read("A dog", "as typed") == "A dog"
    for typed in ("translate English to Romanian: A dog", "summarize: A dog", "Translate to Korean: A dog"):
        assert read(typed, "German") == typed, "what a person has typed is not said twice"


@of("m2m_100", "bart", "t5")
def test_a_prefix_comes_after_the_first_piece(toy: Translator) -> None:
    _, best = told(toy, "A dog", DecodingSettings(prefix="small dog", extra_length=8))
    assert best.text.startswith("small dog")
    whole = [piece.id for piece in toy.reader.target.encode("small")]  # the last word may have other pieces
    assert whole == list(best.ids)[toy.about.family != "T5" :][: len(whole)]


@of(*TOYS)
def test_a_prefix_may_end_anywhere(toy: Translator) -> None:
    language = "as typed" if toy.about.family == "T5" else ""
    for end in (1, 4, 5, 6, 8):
        prefix = "small dog"[:end]
        _, best = told(toy, "A dog", DecodingSettings(prefix=prefix, target_language=language, extra_length=8))
        assert best.text.startswith(prefix.rstrip())


@of("m2m_100", "t5")
def test_an_unknown_piece_keeps_its_letters_and_its_place(toy: Translator) -> None:
    pieces = toy.reader.source(
        "dog ☃ ran", DecodingSettings(target_language="as typed" if toy.about.family == "T5" else "")
    )
    unknown = [piece for piece in pieces if not piece.known]
    assert unknown == [Piece("☃", unknown[0].id, 4, 5, False)]
    assert toy.reader.target.decode([unknown[0].id]).strip() == "⁇"


@of("bart")
def test_a_text_without_room_is_refused(toy: Translator) -> None:
    with pytest.raises(UserError, match="room for"):
        told(toy, "dog " * 80)
    _, best = told(toy, "dog " * 20, DecodingSettings(extra_length=500))
    assert len(best.ids) <= toy.description.max_positions


@of("t5", "m2m_100")
def test_the_command_line_counts_languages_only(toy: Translator, capsys: pytest.CaptureFixture[str]) -> None:
    """What T5 offers as "as typed" beside its languages is none."""
    tell_language(toy, DecodingSettings(), ["A small dog"])
    count = len(toy.reader.offered.targets) - ("as typed" in toy.reader.offered.targets)
    assert f"knows {count} target languages and now takes '{toy.reader.offered.target}'" in capsys.readouterr().err
    tell_language(toy, DecodingSettings(target_language=toy.reader.offered.targets[1]), ["A small dog"])
    assert capsys.readouterr().err == ""
