"""A model as a folder: config.json, model.safetensors, SentencePiece models, card.md, metrics.json.

No pickle: opening a bundle from a stranger can never run code. It is loaded whole or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor

from model.config import ModelConfig
from model.errors import UserError
from model.files import read_json, write_bytes, write_json, write_text
from model.tokenizer import Tokenizer
from model.transformer import Transformer

FORMAT = "translucent-model/1"


@dataclass
class Bundle:
    """A loaded model with everything that belongs to it."""

    name: str
    source_language: str
    target_language: str
    model: Transformer
    source_tokenizer: Tokenizer
    target_tokenizer: Tokenizer  # the same object as the source's where the vocabulary is joint
    card: str = ""
    metrics: dict[str, Any] = field(default_factory=dict)
    alignment_head: tuple[int, int] | None = None  # layer and head of cross-attention that was trained to align words


def weights(model: Transformer) -> dict[str, Tensor]:
    """Every weight once: tied ones appear under their first name only."""
    return {name: parameter.detach() for name, parameter in model.named_parameters()}


def save_bundle(bundle: Bundle, folder: Path, dtype: torch.dtype = torch.float32) -> None:
    """Write the bundle's files, the weights in `dtype`; config.json comes last, so a half-written bundle is none."""
    joint = bundle.source_tokenizer is bundle.target_tokenizer
    source_file, target_file = ("joint.model", "joint.model") if joint else ("source.model", "target.model")
    write_bytes(folder / source_file, bundle.source_tokenizer.model)
    if not joint:
        write_bytes(folder / target_file, bundle.target_tokenizer.model)
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
        "architecture": bundle.model.config.to_dict(),
    }
    if bundle.alignment_head is not None:
        config["alignment_head"] = list(bundle.alignment_head)
    write_json(folder / "config.json", config)


def load_bundle(folder: Path) -> Bundle:
    """The bundle in `folder`, in float32 on the CPU.

    Raises `UserError`, one sentence with the file's name, for a missing file, an unknown format, a damaged or foreign
    tensor file, missing or unexpected tensors and wrong shapes.
    """
    if not (folder / "config.json").is_file():
        raise UserError(f"{folder} is not a model: it holds no config.json; choose the folder of a model.")
    config = read_json(folder / "config.json")
    if config.get("format") != FORMAT:
        raise UserError(
            f"{folder} is of the format {config.get('format')!r}, which this version cannot read; it reads {FORMAT}."
        )
    texts = {}
    for key in ("name", "source_language", "target_language", "source_tokenizer", "target_tokenizer"):
        if not isinstance(config.get(key), str):
            raise UserError(f"{folder / 'config.json'} is damaged: it lacks the text '{key}'; put the original back.")
        texts[key] = config[key]
    if not isinstance(config.get("architecture"), dict):
        raise UserError(f"{folder / 'config.json'} is damaged: it lacks 'architecture'; put the original back.")
    architecture = ModelConfig.from_dict(config["architecture"])
    source_tokenizer = Tokenizer.load(_inside(folder, texts["source_tokenizer"]))
    target_tokenizer = source_tokenizer
    if texts["target_tokenizer"] != texts["source_tokenizer"]:
        target_tokenizer = Tokenizer.load(_inside(folder, texts["target_tokenizer"]))
    sizes = (architecture.source_vocab_size, architecture.target_vocab_size)
    if (source_tokenizer.size, target_tokenizer.size) != sizes:
        raise UserError(
            f"{folder} does not fit together: its vocabularies have {source_tokenizer.size} and "
            f"{target_tokenizer.size} pieces, but config.json says {sizes[0]} and {sizes[1]}."
        )
    card = folder / "card.md"
    return Bundle(
        name=texts["name"],
        source_language=texts["source_language"],
        target_language=texts["target_language"],
        model=_load_model(folder / "model.safetensors", architecture),
        source_tokenizer=source_tokenizer,
        target_tokenizer=target_tokenizer,
        card=card.read_text(encoding="utf-8", errors="replace") if card.is_file() else "",
        metrics=read_json(folder / "metrics.json") if (folder / "metrics.json").is_file() else {},
        alignment_head=_alignment_head(folder / "config.json", config.get("alignment_head"), architecture),
    )


def _alignment_head(path: Path, value: Any, architecture: ModelConfig) -> tuple[int, int] | None:
    """Layer and head, counted from 0; most models have none."""
    if value is None:
        return None
    sizes = (architecture.decoder_layers, architecture.heads)
    whole = isinstance(value, list) and len(value) == 2 and all(type(number) is int for number in value)
    if not whole or not all(0 <= number < size for number, size in zip(value, sizes, strict=True)):
        raise UserError(f"{path} is damaged: its alignment_head is {value!r}, not a layer and a head of the decoder.")
    return value[0], value[1]


def _inside(folder: Path, name: str) -> Path:
    """A file of the bundle itself; a name that leads out of the folder is refused."""
    if Path(name).name != name or name in ("", ".", ".."):
        raise UserError(f"{folder / 'config.json'} names a file outside its folder ({name!r}); it cannot be trusted.")
    return folder / name


def _load_model(path: Path, architecture: ModelConfig) -> Transformer:
    """Check every name and shape against the architecture before any memory is taken for it."""
    with torch.device("meta"):
        wanted = {name: tuple(tensor.shape) for name, tensor in weights(Transformer(architecture)).items()}
    try:
        with safe_open(path, framework="pt") as file:
            found = {name: tuple(file.get_slice(name).get_shape()) for name in file.keys()}  # noqa: SIM118
            _compare(path, wanted, found)
            tensors = {name: file.get_tensor(name) for name in wanted}
    except FileNotFoundError as error:
        raise UserError(f"{path} is missing; the model's weights belong there.") from error
    except (SafetensorError, OSError) as error:
        raise UserError(f"{path} is cut off or not a safetensors file ({error}); put the original back.") from error
    model = Transformer(architecture)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if not tensors[name].is_floating_point():
                raise UserError(f"{path} is damaged: its tensor '{name}' holds no floating-point numbers.")
            parameter.copy_(tensors[name])
            if not torch.isfinite(parameter).all():
                raise UserError(f"{path} is damaged: its tensor '{name}' holds numbers that are not finite.")
    return model.eval()


def _compare(path: Path, wanted: dict[str, tuple[int, ...]], found: dict[str, tuple[int, ...]]) -> None:
    missing = sorted(set(wanted) - set(found))
    unexpected = sorted(set(found) - set(wanted))
    if missing:
        raise UserError(f"{path} lacks {len(missing)} tensors of this architecture, first '{missing[0]}'.")
    if unexpected:
        raise UserError(f"{path} has {len(unexpected)} tensors this architecture lacks, first '{unexpected[0]}'.")
    for name, shape in wanted.items():
        if found[name] != shape:
            raise UserError(f"{path}: the tensor '{name}' has the shape {found[name]}, but config.json means {shape}.")
