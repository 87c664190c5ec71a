"""Models and files of other programs, recognised by their names: what each is, and how its model comes here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from model.errors import QT_TRANSLATE_NOOP, Sentence
from model.library.contents import Contents

_OPUS = Sentence(
    QT_TRANSLATE_NOOP(
        "Model",
        "the same OPUS-MT models are on the Hugging Face hub in the layout of transformers (Helsinki-NLP/opus-mt-…), "
        "so download one from there",
    )
)
_CONVERTED = Sentence(
    QT_TRANSLATE_NOOP("Model", "choose the model that it was converted from, in the layout of transformers")
)
_CONVERT = Sentence(
    QT_TRANSLATE_NOOP("Model", "get it in the layout of transformers, which has scripts that convert such models")
)
_WEIGHTS = Sentence(
    QT_TRANSLATE_NOOP(
        "Model", "get the same model's config.json and its model.safetensors or pytorch_model.bin and put them there"
    )
)


@dataclass(frozen=True)
class _Program:
    """A program whose models `fits` recognises: it returns the name of a file that shows it, or ""."""

    name: str
    way: Sentence
    fits: Callable[[Contents], str]


def _ctranslate2(found: Contents) -> str:
    pieces = found.first("shared_vocabulary.*", "source_vocabulary.*", "target_vocabulary.*", "vocabulary.*")
    return found.first("model.bin") if pieces else ""


def _argos(found: Contents) -> str:
    return found.first("metadata.json") if "model" in found.folders and found.first("*.model") else ""


def _bergamot(found: Contents) -> str:
    return found.first("*.intgemm*.bin", "*.intgemm*.bin.gz") or (
        found.first("model_info.json") if found.first("*.bin") else ""
    )


def _marian(found: Contents) -> str:
    beside = found.first("decoder.yml", "*.vocab.yml", "*.npz.yml", "vocab.yml", "source.spm", "*.spm")
    return found.first("*.npz") if beside else ""


def _fairseq(found: Contents) -> str:
    return found.first("*.pt") if found.first("dict.*.txt", "dict.txt") else ""


# Translation systems first: their folders may also hold files of a general format.
_PROGRAMS = (
    _Program("Argos Translate", _CONVERTED, _argos),
    _Program("CTranslate2", _CONVERTED, _ctranslate2),
    _Program("Bergamot (Firefox, translateLocally)", _OPUS, _bergamot),
    _Program("Marian", _OPUS, _marian),
    _Program("fairseq", _CONVERT, _fairseq),
    _Program("OpenNMT", _CONVERT, lambda found: found.first("*_step_[0-9]*.pt")),
    _Program("JoeyNMT", _CONVERT, lambda found: found.first("*.ckpt") if found.first("config.yaml") else ""),
    _Program("Sockeye", _CONVERT, lambda found: found.first("params.best", "params.0000*")),
    _Program("llama.cpp (GGUF)", _WEIGHTS, lambda found: found.first("*.gguf", "*.ggml")),
    _Program("ONNX", _WEIGHTS, lambda found: found.first("*.onnx")),
    _Program("TensorFlow", _WEIGHTS, lambda found: found.first("tf_model.h5", "*.ckpt*.index", "saved_model.pb")),
    _Program("TensorFlow Lite", _WEIGHTS, lambda found: found.first("*.tflite")),
    _Program("Keras", _WEIGHTS, lambda found: found.first("*.h5", "*.keras")),
    _Program("Flax", _WEIGHTS, lambda found: found.first("flax_model*.msgpack")),
    _Program("OpenVINO", _WEIGHTS, lambda found: found.first("openvino_*.xml", "openvino_*.bin")),
    _Program("rust-bert", _WEIGHTS, lambda found: found.first("rust_model.ot")),
)

# The first bytes of archives and of single files that people take for a model.
_ARCHIVES = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x28\xb5\x2f\xfd")
_ARCHIVE_ENDINGS = (".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst", ".7z", ".rar", ".argosmodel")
_WEIGHT_ENDINGS = (".safetensors", ".bin", ".pt", ".pth", ".ckpt", ".npz", ".h5", ".onnx", ".msgpack")
_TAR_MARK, _TAR_PLACE = b"ustar", 257


def other_program(found: Contents) -> Sentence | str:
    """A sentence if the folder holds a model of another program, else ""."""
    for program in _PROGRAMS:
        if file := program.fits(found):
            return Sentence(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "{path} holds a model in the format of {program} ({file}), which this program does not read; "
                    "{way}.",
                ),
                path=found.folder,
                program=program.name,
                file=file,
                way=program.way,
            )
    return ""


def archive_in(found: Contents) -> str:
    """The name of an archive in the folder, "" if there is none."""
    return found.first(*(f"*{ending}" for ending in _ARCHIVE_ENDINGS))


def known_file(path: Path) -> Sentence | str:
    """A sentence on an archive, a file of weights or one of another program, "" for any other file."""
    try:
        with path.open("rb") as file:
            head = file.read(_TAR_PLACE + len(_TAR_MARK))
    except OSError:
        head = b""
    name = path.name.lower()
    weights = name.endswith(_WEIGHT_ENDINGS)
    if not weights and (
        head.startswith(_ARCHIVES) or head[_TAR_PLACE:] == _TAR_MARK or name.endswith(_ARCHIVE_ENDINGS)
    ):
        return Sentence(
            QT_TRANSLATE_NOOP("Model", "{path} is an archive; unpack it and choose the folder that comes out of it."),
            path=path,
        )
    if head.startswith(b"GGUF"):
        return Sentence(
            QT_TRANSLATE_NOOP(
                "Model",
                "{path} is a file of llama.cpp (GGUF), which this program does not read; choose the folder of the "
                "original model, in the layout of transformers.",
            ),
            path=path,
        )
    if weights:
        return Sentence(
            QT_TRANSLATE_NOOP(
                "Model",
                "{path} is a file of weights; choose the folder that also holds its config.json, or a "
                "checkpoint.toml that describes a PyTorch checkpoint.",
            ),
            path=path,
        )
    return ""


def single_file(path: Path) -> Sentence:
    """What a file is that was given in place of a model's folder."""
    known = known_file(path)
    if isinstance(known, Sentence):
        return known
    return Sentence(
        QT_TRANSLATE_NOOP(
            "Model",
            "{path} is a file; choose the folder of a model, or a checkpoint.toml that describes a PyTorch checkpoint.",
        ),
        path=path,
    )
