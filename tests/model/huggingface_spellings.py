"""Small models whose tokenizers mark words in other ways than SentencePiece: </w>, @@, ##, bytes, two vocabularies."""

from __future__ import annotations

import html
import importlib.util
import json
import re
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import transformers
from tokenizers import Tokenizer as Backend
from tokenizers import decoders, models, normalizers, pre_tokenizers, trainers

from tests.model.huggingface_toys import Toy, _bart_like, _t5_like
from tests.model.tiny import SENTENCES

SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]


class _Moses:
    """What FSMT's tokenizer needs of sacremoses, for where that package is not installed."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def normalize(self, text: str) -> str:
        return text.replace("\u201c", '"').replace("\u201d", '"')

    def tokenize(self, text: str, **_: Any) -> list[str]:
        return [html.escape(token) for token in re.findall(r"\w+|[^\w\s]", text)]

    def detokenize(self, tokens: list[str]) -> str:
        return re.sub(r" ([.,!?])", r"\1", html.unescape(" ".join(tokens)))


def have_moses() -> None:
    """See to it that `import sacremoses` works."""
    if "sacremoses" not in sys.modules and importlib.util.find_spec("sacremoses") is None:
        module = ModuleType("sacremoses")
        module.__spec__ = importlib.util.spec_from_loader("sacremoses", None)
        for name in ("MosesTokenizer", "MosesDetokenizer", "MosesPunctNormalizer"):
            setattr(module, name, _Moses)
        sys.modules["sacremoses"] = module


@cache
def _ended_bpe(size: int) -> tuple[list[str], list[tuple[str, str]]]:
    """Pieces and merges of a BPE whose words end in </w>, as the first ones were."""
    backend = Backend(models.BPE(unk_token="<unk>", end_of_word_suffix="</w>"))
    backend.pre_tokenizer = pre_tokenizers.Whitespace()
    trainer = trainers.BpeTrainer(vocab_size=size, end_of_word_suffix="</w>", show_progress=False)
    backend.train_from_iterator([*SENTENCES] * 3, trainer)
    model = json.loads(backend.to_str())["model"]
    return list(model["vocab"]), [tuple(merge) for merge in model["merges"]]


def _numbered(pieces: list[str], special: list[str]) -> dict[str, int]:
    return {piece: id for id, piece in enumerate([*special, *(piece for piece in pieces if piece not in special)])}


def _fsmt(folder: Path, source: int, target: int) -> Any:
    have_moses()
    folder.mkdir(parents=True, exist_ok=True)
    pieces, merges = _ended_bpe(600)
    files = [folder / name for name in ("vocab-src.json", "vocab-tgt.json", "merges.txt")]
    files[0].write_text(json.dumps(_numbered(pieces[:source], SPECIAL)))
    files[1].write_text(json.dumps(_numbered(pieces[:target][::-1], SPECIAL)))
    files[2].write_text("".join(f"{one} {two}\n" for one, two in merges))
    return transformers.FSMTTokenizer(["en", "de"], *map(str, files))


def _blenderbot_small(folder: Path) -> Any:
    folder.mkdir(parents=True, exist_ok=True)
    pieces, merges = _ended_bpe(600)
    going = [piece.removesuffix("</w>") if piece.endswith("</w>") else f"{piece}@@" for piece in pieces]
    (folder / "vocab.json").write_text(json.dumps(_numbered(going, ["__null__", "__start__", "__end__", "__unk__"])))
    (folder / "merges.txt").write_text("#version: 0.2\n" + "".join(f"{one} {two}\n" for one, two in merges))
    return transformers.BlenderbotSmallTokenizer(str(folder / "vocab.json"), str(folder / "merges.txt"))


def _wordpiece(_: Path) -> Any:
    backend = Backend(models.WordPiece(unk_token="[UNK]"))
    backend.normalizer = normalizers.BertNormalizer(lowercase=True)
    backend.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    backend.decoder = decoders.WordPiece()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    trainer = trainers.WordPieceTrainer(vocab_size=200, special_tokens=special, show_progress=False)
    backend.train_from_iterator(SENTENCES, trainer)
    from tokenizers.processors import BertProcessing

    backend.post_processor = BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    names = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    return transformers.PreTrainedTokenizerFast(tokenizer_object=backend, eos_token="[SEP]", bos_token="[CLS]", **names)


def _wordpiece_in_python(folder: Path) -> Any:
    folder.mkdir(parents=True, exist_ok=True)
    ids = _wordpiece(folder).get_vocab()
    (folder / "prophetnet.tokenizer").write_text("\n".join([*sorted(ids, key=ids.__getitem__), "[X_SEP]"]) + "\n")
    return transformers.ProphetNetTokenizer(str(folder / "prophetnet.tokenizer"))


def _ended_in_rust(_: Path) -> Any:
    """CLIP's way: </w> at the end of words, in a tokenizer in Rust."""
    pieces, merges = _ended_bpe(600)
    vocabulary = _numbered(pieces, SPECIAL)
    backend = Backend(models.BPE(vocabulary, merges, unk_token="<unk>", end_of_word_suffix="</w>"))
    backend.pre_tokenizer = pre_tokenizers.Whitespace()
    backend.decoder = decoders.BPEDecoder()
    names = {"pad_token": "<pad>", "unk_token": "<unk>", "eos_token": "</s>", "bos_token": "<s>"}
    return transformers.PreTrainedTokenizerFast(tokenizer_object=backend, **names)


_BART = _bart_like(pad_token_id=1, bos_token_id=0, eos_token_id=2, decoder_start_token_id=2)
_BERT = _bart_like(pad_token_id=0, bos_token_id=2, eos_token_id=3, decoder_start_token_id=2)
_CHATTING = _bart_like(pad_token_id=0, bos_token_id=1, eos_token_id=2, decoder_start_token_id=1)
TOYS: dict[str, Toy] = {
    "fsmt": (lambda folder: _fsmt(folder, 600, 600), "FSMT", _BART),
    "fsmt more source": (lambda folder: _fsmt(folder, 600, 500), "FSMT", _BART),
    "fsmt more target": (lambda folder: _fsmt(folder, 500, 600), "FSMT", _BART),
    "blenderbot-small": (_blenderbot_small, "BlenderbotSmall", _CHATTING),
    "wordpiece": (_wordpiece, "Bart", _BERT),
    "wordpiece in Python": (_wordpiece_in_python, "Bart", _BERT),
    "end marks": (_ended_in_rust, "Bart", _BART),
    "byt5": (lambda _: transformers.ByT5Tokenizer(extra_ids=5), "T5", _t5_like()),
}
