"""A model as a folder: config.json, model.safetensors, SentencePiece models, card.md, metrics.json.

No pickle: opening a bundle from an untrusted source can never run code. It is loaded completely or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from model.bundle.mapped_tokenizer import MappedTokenizer, read_mapping
from model.bundle.tensor_file import open_tensors
from model.bundle.tokenizer import Tokenizer, Vocabulary
from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError, sentence_from_json, sentences_as_json
from model.files import read_json, write_bytes, write_json, write_text
from model.network.architectures import DEFAULT, architecture, name_of
from model.network.building import make_network
from model.network.config import NetworkConfig
from model.network.network import TrainableNetwork
from model.values.sites import CROSS, Site

FORMAT = "translucent-model/1"


@dataclass
class Bundle:
    """A loaded model with everything that belongs to it."""

    name: str
    source_language: str
    target_language: str
    model: TrainableNetwork
    source_tokenizer: Vocabulary
    target_tokenizer: Vocabulary  # the same object as the source's where the vocabulary is joint
    card: str = ""
    metrics: dict[str, Any] = field(default_factory=dict)
    alignment_head: tuple[int, int] | None = None  # layer and head of cross-attention that was trained to align words
    target_languages: tuple[str, ...] = ()  # codes, if a source piece >>code<< selects the target language
    family: str = ""  # of a model that was converted; "" for our own networks
    differences: tuple[Sentence, ...] = ()  # how this family differs from the paper, one sentence each


def weights(model: TrainableNetwork) -> dict[str, Tensor]:
    """Every weight once: tied ones appear under their first name only."""
    return {name: parameter.detach() for name, parameter in model.named_parameters()}


class _Uninitialised(TorchFunctionMode):
    """Skips torch's random initialisation: on the meta device it does nothing but import torch's compiler (seconds)."""

    def __torch_function__(
        self, function: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        kwargs = kwargs or {}
        if getattr(function, "__module__", "") == "torch.nn.init":
            return args[0] if args else kwargs["tensor"]
        return function(*args, **kwargs)


def empty_model(config: NetworkConfig) -> TrainableNetwork:
    """The architecture without memory for its weights; `fill_model` adds them."""
    with torch.device("meta"), _Uninitialised():
        return make_network(config)


def fill_model(
    model: TrainableNetwork, get: Callable[[str], Tensor], where: str, dtype: torch.dtype | None = torch.float32
) -> None:
    """Set every weight of an empty model to `get(name)`, without a copy: mapped files stay mapped.

    Tensors of another number format are converted to `dtype` one at a time, so that memory hardly exceeds the model's
    size; None keeps every format.

    Raises `UserError`, beginning with `where`, for a wrong shape, for numbers that are not floating-point, and for NaN
    or infinity.
    """
    for name, parameter in list(model.named_parameters()):
        tensor = get(name)
        if tensor.shape != parameter.shape:
            found, meant = tuple(tensor.shape), tuple(parameter.shape)
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "{where}: the tensor '{name}' has the shape {shape}, but config.json means {expected}."
                ),
                where=where,
                name=name,
                shape=found,
                expected=meant,
            )
        if not tensor.is_floating_point():
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{where} is damaged: its tensor '{name}' holds no floating-point numbers."),
                where=where,
                name=name,
            )
        if not _is_finite(tensor):
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "{where} is damaged: its tensor '{name}' holds numbers that are not finite."
                ),
                where=where,
                name=name,
            )
        path, _, last = name.rpartition(".")
        setattr(model.get_submodule(path), last, nn.Parameter(tensor if dtype is None else tensor.to(dtype)))
    model.complete()


def _is_finite(tensor: Tensor) -> bool:
    """Whether every number is finite. torch.isfinite on a whole matrix would copy it, and with it a mapped file."""
    # A sum takes no memory and is finite only if all numbers are. A sum of finite numbers may overflow, so only then
    # check every number, part by part.
    return bool(torch.isfinite(tensor.sum())) or all(
        bool(torch.isfinite(part).all()) for part in tensor.reshape(-1).split(1 << 20)
    )


def save_bundle(bundle: Bundle, folder: Path, dtype: torch.dtype = torch.float32) -> None:
    """Write the bundle's files, the weights in `dtype`; config.json comes last: without it, a folder is no bundle."""
    joint = bundle.source_tokenizer is bundle.target_tokenizer
    source_file, target_file = ("joint.model", "joint.model") if joint else ("source.model", "target.model")
    write_bytes(folder / source_file, bundle.source_tokenizer.model)
    if not joint:
        write_bytes(folder / target_file, bundle.target_tokenizer.model)
    mappings = {}
    for side, vocabulary in (("source", bundle.source_tokenizer), ("target", bundle.target_tokenizer)):
        if vocabulary.mapping is not None:
            mappings[f"{side}_mapping"] = "joint_vocab.json" if joint else f"{side}_vocab.json"
            write_json(folder / mappings[f"{side}_mapping"], vocabulary.mapping)
    tensors = {name: tensor.to("cpu", dtype).contiguous() for name, tensor in weights(bundle.model).items()}
    write_bytes(folder / "model.safetensors", save(tensors, {"format": FORMAT}))
    write_text(folder / "card.md", bundle.card)
    write_json(folder / "metrics.json", bundle.metrics)
    config: dict[str, Any] = {
        "format": FORMAT,
        "name": bundle.name,
        "source_language": bundle.source_language,
        "target_language": bundle.target_language,
        "source_tokenizer": source_file,
        "target_tokenizer": target_file,
        "network": name_of(bundle.model.config),
        "architecture": bundle.model.config.to_dict(),
    }
    config |= mappings
    if bundle.alignment_head is not None:
        config["alignment_head"] = list(bundle.alignment_head)
    if bundle.target_languages:
        config["target_languages"] = list(bundle.target_languages)
    if bundle.family:
        config["family"] = bundle.family
    if bundle.differences:
        config |= sentences_as_json({"differences": bundle.differences})
    write_json(folder / "config.json", config)


def load_bundle(folder: Path, dtype: torch.dtype | None = torch.float32, empty: bool = False) -> Bundle:
    """The bundle in `folder`, on the CPU in `dtype`; None keeps the stored number format.

    With `empty` everything is checked but the weights themselves, which are not read: the model has no memory for them.

    Raises `UserError`, one sentence with the file's name, for a missing file, an unknown format, a tensor file that is
    damaged or of another model, missing or unexpected tensors and wrong shapes.
    """
    if not (folder / "config.json").is_file():
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{folder} is not a model: it holds no config.json; choose the folder of a model."
            ),
            folder=folder,
        )
    config = read_json(folder / "config.json")
    if config.get("format") != FORMAT:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{folder} is of the format {found}, which this version cannot read; it reads {format}."
            ),
            folder=folder,
            found=repr(config.get("format")),
            format=FORMAT,
        )
    texts = {}
    for key in ("name", "source_language", "target_language", "source_tokenizer", "target_tokenizer"):
        if not isinstance(config.get(key), str):
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{path} is damaged: it lacks the text '{key}'; put the original back."),
                path=folder / "config.json",
                key=key,
            )
        texts[key] = config[key]
    if not isinstance(config.get("architecture"), dict):
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} is damaged: it lacks 'architecture'; put the original back."),
            path=folder / "config.json",
        )
    network = architecture(config.get("network", DEFAULT))  # older bundles are all Transformers
    sizes_of = network.config_class().from_dict(config["architecture"])
    source_tokenizer = _vocabulary(folder, config, "source", texts, sizes_of)
    target_tokenizer = source_tokenizer
    if any(config.get(f"source_{what}") != config.get(f"target_{what}") for what in ("tokenizer", "mapping")):
        target_tokenizer = _vocabulary(folder, config, "target", texts, sizes_of)
    sizes = (sizes_of.source_vocab_size, sizes_of.target_vocab_size)
    if (source_tokenizer.size, target_tokenizer.size) != sizes:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{folder} does not fit together: its vocabularies have {source} and {target} pieces, but "
                "config.json says {source_size} and {target_size}.",
            ),
            folder=folder,
            source=source_tokenizer.size,
            target=target_tokenizer.size,
            source_size=sizes[0],
            target_size=sizes[1],
        )
    card = folder / "card.md"
    model = _load_model(folder / "model.safetensors", sizes_of, dtype, empty)
    return Bundle(
        name=texts["name"],
        source_language=texts["source_language"],
        target_language=texts["target_language"],
        model=model,
        source_tokenizer=source_tokenizer,
        target_tokenizer=target_tokenizer,
        card=card.read_text(encoding="utf-8", errors="replace") if card.is_file() else "",
        metrics=read_json(folder / "metrics.json") if (folder / "metrics.json").is_file() else {},
        alignment_head=_alignment_head(folder / "config.json", config.get("alignment_head"), model.sites),
        target_languages=_texts(folder / "config.json", config, "target_languages"),
        family=str(config.get("family", "")),
        differences=tuple(_difference(config, one) for one in _texts(folder / "config.json", config, "differences")),
    )


def _texts(path: Path, config: dict[str, Any], key: str) -> tuple[str, ...]:
    value = config.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} is damaged: its {key} is not a list of texts; put the original back."),
            path=path,
            key=key,
        )
    return tuple(value)


def _difference(config: dict[str, Any], words: str) -> Sentence:
    """One difference as a `Sentence`; an older bundle stores only the plain text."""
    found = sentence_from_json(config, words)
    return found if isinstance(found, Sentence) else Sentence(found)


def _vocabulary(
    folder: Path, config: dict[str, Any], side: str, texts: dict[str, str], architecture: NetworkConfig
) -> Vocabulary:
    """The tokenizer of one side, with its own ids or with those of a separate mapping file."""
    path = _inside(folder, texts[f"{side}_tokenizer"])
    tokenizer = Tokenizer.load(path)
    if f"{side}_mapping" not in config:
        return tokenizer
    mapping = _inside(folder, str(config[f"{side}_mapping"]))
    special = architecture.special
    if side == "source":
        size, unknown = architecture.source_vocab_size, architecture.source_unknown_id
        silent = frozenset({special.source_pad, special.source_end})
    else:
        size, unknown = architecture.target_vocab_size, architecture.unknown_id
        silent = frozenset({special.pad, special.start, special.end})
    pieces = read_mapping(read_json(mapping), size, str(mapping))
    return MappedTokenizer(tokenizer.model, pieces, size, unknown, silent, str(path))


def _alignment_head(path: Path, value: Any, sites: Sequence[Site]) -> tuple[int, int] | None:
    """Layer and head of cross-attention, counted from 0; most models have none."""
    if value is None:
        return None
    there = {(site.layer, head) for site in sites if site.group == CROSS for head in range(site.heads)}
    whole = isinstance(value, list) and len(value) == 2 and all(type(number) is int for number in value)
    if not whole or tuple(value) not in there:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{path} is damaged: its alignment_head is {value}, not a layer and a head of the decoder."
            ),
            path=path,
            value=repr(value),
        )
    return value[0], value[1]


def _inside(folder: Path, name: str) -> Path:
    """The path of a file in the bundle; a name that leads out of the folder is refused."""
    if Path(name).name != name or name in ("", ".", ".."):
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} names a file outside its folder ({name}); it cannot be trusted."),
            path=folder / "config.json",
            name=repr(name),
        )
    return folder / name


def _load_model(path: Path, architecture: NetworkConfig, dtype: torch.dtype | None, empty: bool) -> TrainableNetwork:
    """Check every name and shape against the architecture before allocating memory for the weights."""
    model = empty_model(architecture)
    wanted = {name: tuple(tensor.shape) for name, tensor in weights(model).items()}
    if not path.is_file():
        raise UserError(QT_TRANSLATE_NOOP("Model", "{path} is missing; the model's weights belong there."), path=path)
    with open_tensors(path) as file:
        _compare(path, wanted, {name: file.shape(name) for name in file.names})
        if not empty:
            fill_model(model, file.get, str(path), dtype)
    return model.eval()


def _compare(path: Path, wanted: dict[str, tuple[int, ...]], found: dict[str, tuple[int, ...]]) -> None:
    missing = sorted(set(wanted) - set(found))
    unexpected = sorted(set(found) - set(wanted))
    if missing:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} lacks {missing} tensors of this architecture, first '{first}'."),
            path=path,
            missing=len(missing),
            first=missing[0],
        )
    if unexpected:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} has {unexpected} tensors this architecture lacks, first '{first}'."),
            path=path,
            unexpected=len(unexpected),
            first=unexpected[0],
        )
    for name, shape in wanted.items():
        if found[name] != shape:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "{path}: the tensor '{name}' has the shape {shape}, but config.json means {expected}."
                ),
                path=path,
                name=name,
                shape=found[name],
                expected=shape,
            )
