"""From a folder in Hugging Face's layout to a translator that is ready. Nothing is fetched or run."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import torch

from model.errors import QT_TRANSLATE_NOOP, MissingExtra, Sentence, UserError
from model.files import read_json
from model.foreign.families import family_of
from model.foreign.huggingface.anatomy import differences
from model.foreign.huggingface.checks import check_folder, check_size
from model.foreign.huggingface.network import HuggingFaceNetwork
from model.foreign.huggingface.package import EXTRA, PACKAGES, has_protobuf, import_transformers, missing_package, quiet
from model.foreign.huggingface.reader import HuggingFaceReader
from model.foreign.huggingface.special import max_positions, special_pieces
from model.foreign.huggingface.vocabulary import HuggingFaceVocabulary, has_two_vocabularies
from model.network.config import SpecialIds
from model.translator import GPU_FULL, About, Translator
from model.values.decoding import DecodingSettings
from model.values.languages import languages_of

_TOKENIZER = Sentence(QT_TRANSLATE_NOOP("Model", "tokenizer"))
Loaded = TypeVar("Loaded")
_LOCAL: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
_NO_FLOAT16 = ("t5", "mt5", "umt5", "longt5", "switch_transformers")  # their hidden states overflow in float16


def load_huggingface(folder: Path, device: torch.device) -> Translator:
    """The encoder-decoder in `folder` on `device`, in half precision where it is stored so and the device is a GPU.

    Raises `MissingExtra` without `transformers`, and `UserError`, one sentence, for everything that cannot be loaded
    completely: damaged and missing files, models without an encoder or a decoder, quantised weights, foreign code.
    """
    values, numbers = check_folder(folder)
    transformers = import_transformers()
    with quiet():
        config = _try(folder, "config.json", lambda: transformers.AutoConfig.from_pretrained(folder, **_LOCAL))
        kinds = transformers.AutoModelForSeq2SeqLM
        if type(config) not in kinds._model_mapping:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "{folder} holds a '{model_type}' model, which has no encoder and decoder for text; "
                    "choose a translation model.",
                ),
                folder=folder,
                model_type=config.model_type,
            )

        def empty() -> Any:
            with torch.device("meta"):
                return kinds.from_config(config, trust_remote_code=False, attn_implementation="eager")

        described = _try(folder, "config.json", empty)
        check_size(folder, described, numbers)
        del described
        _check_tokenizer(transformers, folder)
        tokenizer = _try(folder, _TOKENIZER, lambda: transformers.AutoTokenizer.from_pretrained(folder, **_LOCAL))
        dtype = _dtype(folder, str(config.model_type), device)
        model, told = _try(
            folder,
            Sentence(QT_TRANSLATE_NOOP("Model", "weights")),
            lambda: kinds.from_pretrained(
                folder,
                config=config,
                dtype=dtype,
                attn_implementation="eager",
                weights_only=True,
                ignore_mismatched_sizes=True,  # reported by `_check_loaded`
                output_loading_info=True,
                **_LOCAL,
            ),
        )
        _check_loaded(folder, model, told)
        family = _family(values, tokenizer)
        try:
            return _translator(folder.name, family, model, tokenizer, device)
        except (UserError, torch.OutOfMemoryError):
            raise
        except Exception as error:  # this family fails where all others work
            reason = _shortened(" ".join(str(error).split()) or type(error).__name__)
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "{folder} cannot be opened: {family} fails at its first piece in this version of "
                    "transformers ({reason}); choose another model.",
                ),
                folder=folder,
                family=family,
                reason=reason,
            ) from error


def _translator(name: str, family: str, model: Any, tokenizer: Any, device: torch.device) -> Translator:
    """On `device`, or on the CPU if a GPU has too little memory. A first piece is run, so that errors come up here."""
    special = special_pieces(name, model, tokenizer)
    positions = max_positions(model.config, tokenizer)
    source, target = _vocabularies(model, tokenizer, frozenset(special.languages.ids.values()))
    reader = HuggingFaceReader(
        source,
        target,
        special.languages,
        special.pad,
        special.start,
        special.first,
        positions,
        languages_of(name) or ("", ""),
    )
    target.encode("a")
    reader.source("a", DecodingSettings())
    start = reader.start(DecodingSettings())
    ids = SpecialIds(special.pad, special.end, -1, special.pad, start, special.end)

    def examined(place: torch.device, dtype: torch.dtype | None = None) -> HuggingFaceNetwork:
        return HuggingFaceNetwork(model.to(place, dtype), family, ids, positions, special.banned)

    full = False
    try:
        network = examined(device)
    except torch.OutOfMemoryError:
        if device.type == "cpu":
            raise
        full = True
        network = examined(torch.device("cpu"), torch.float32)  # CPUs are slow in half precision
    first = reader.first(special.languages.target)
    found = differences(
        model,
        network.anatomy,
        start,
        target.piece(start),
        target.piece(first[0]) if first else "",
        special.languages.kind == "pieces",
    )
    translator = Translator(reader, network, About(name, family, found), network.device)
    translator.notice = GPU_FULL if full else ""
    return translator


def _vocabularies(
    model: Any, tokenizer: Any, languages: frozenset[int]
) -> tuple[HuggingFaceVocabulary, HuggingFaceVocabulary]:
    """The source's and the target's, as large as their matrices; one object where the model has one vocabulary."""
    rows = [int(get().weight.shape[0]) for get in (model.get_input_embeddings, model.get_output_embeddings)]
    if has_two_vocabularies(tokenizer):
        return (
            HuggingFaceVocabulary(tokenizer, rows[0], languages, "source"),
            HuggingFaceVocabulary(tokenizer, rows[1], languages, "target"),
        )
    source = HuggingFaceVocabulary(tokenizer, rows[0], languages)
    return source, source if rows[0] == rows[1] else HuggingFaceVocabulary(tokenizer, rows[1], languages)


def _family(values: dict[str, Any], tokenizer: Any) -> str:
    """The name that a person knows; one architecture may have two, which only their tokenizers tell apart."""
    name = family_of(values).name
    kind = type(tokenizer).__name__
    if values.get("model_type") == "m2m_100":
        return "M2M100" if kind.startswith("M2M100") else "NLLB" if kind.startswith("Nllb") else name
    return "mBART-50" if kind.startswith("MBart50") else name


def _try(folder: Path, part: Sentence | str, load: Callable[[], Loaded]) -> Loaded:
    """What `load` returns; any error in code that is not ours becomes a `UserError`."""
    try:
        return load()
    except UserError:
        raise
    except torch.OutOfMemoryError:
        raise
    except MemoryError as error:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{folder} does not fit into memory; close other programs or choose a smaller model."
            ),
            folder=folder,
        ) from error
    except BaseException as error:
        # The tokenizers are written in Rust; a panic in them is a BaseException but not an Exception.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        unread = part is _TOKENIZER and not (folder / "tokenizer.json").is_file() and any(folder.glob("*.model"))
        package = missing_package(error) or ("protobuf" if unread and not has_protobuf() else "")
        if package in PACKAGES:
            raise MissingExtra(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "The {part} of {folder} needs the package {package}, which is not installed; get it with pip "
                    'install "translucent[families]" or with the button in the library.',
                ),
                part=part,
                folder=folder,
                package=package,
                extra=EXTRA,
            ) from error
        if package:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "The {part} of {folder} needs the package {package}, which is not installed; get it with "
                    "pip install {package} and open the model again.",
                ),
                part=part,
                folder=folder,
                package=package,
            ) from error
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{folder} cannot be opened: transformers cannot read its {part} ({reason}); get the "
                "model anew or a newer version of it.",
            ),
            folder=folder,
            part=part,
            reason=_shortened(" ".join(str(error).split()) or type(error).__name__),
        ) from error


def _shortened(reason: str) -> str:
    """The beginning of what another program says, not cut inside a word."""
    return textwrap.shorten(reason, 160, placeholder=" …")


def _check_tokenizer(transformers: Any, folder: Path) -> None:
    """Refuse a tokenizer that is code of its own; with a tokenizer.json the package reads it without that code."""
    path = folder / "tokenizer_config.json"
    told = read_json(path) if path.is_file() else {}
    kind = told.get("tokenizer_class")
    if (folder / "tokenizer.json").is_file() or not isinstance(kind, str) or hasattr(transformers, kind):
        return
    if hasattr(transformers, kind.removesuffix("Fast")):
        return
    raise UserError(
        QT_TRANSLATE_NOOP(
            "Model",
            "{folder} has a tokenizer that is code of its own ({kind}), and this program never runs code of a model; "
            "choose a model whose tokenizer comes with transformers.",
        ),
        folder=folder,
        kind=kind[:60],
    )


def _dtype(folder: Path, model_type: str, device: torch.device) -> torch.dtype:
    """The number format to compute in: float32, but on a GPU half precision for a model that is stored so."""
    from model.bundle.tensor_file import open_tensors

    if device.type != "cuda":
        return torch.float32  # CPUs are slow in half precision
    with open_tensors(folder) as file:
        stored = {file.dtype(name) for name in file.names if file.dtype(name).is_floating_point}
    if torch.float32 in stored or not stored <= {torch.float16, torch.bfloat16}:
        return torch.float32
    dtype = stored.pop() if len(stored) == 1 else torch.float32
    if dtype == torch.float16 and model_type in _NO_FLOAT16:
        dtype = torch.bfloat16
    if dtype == torch.bfloat16 and not torch.cuda.is_bf16_supported():
        return torch.float32
    return dtype


def _check_loaded(folder: Path, model: Any, told: dict[str, Any]) -> None:
    """Refuse a model with missing weights: they would stay random, which makes another model."""
    learned = {name for name, _ in model.named_parameters(remove_duplicate=False)}
    missing = sorted(name for name in map(str, told.get("missing_keys") or ()) if name in learned)
    wrong = [str(key[0] if isinstance(key, tuple) else key) for key in told.get("mismatched_keys") or ()]
    if missing or wrong:
        first = (missing + wrong)[0]
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{folder} does not fit together: {missing} of its weights are missing or of another "
                "shape than config.json means, first '{first}'; get the model anew.",
            ),
            folder=folder,
            missing=len(missing) + len(wrong),
            first=first,
        )
    for name, parameter in model.named_parameters():
        # A part at a time: the check of a whole embedding would take as much memory again.
        if not all(bool(torch.isfinite(part).all()) for part in parameter.detach().flatten().split(1 << 22)):
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "{folder} is damaged: its tensor '{name}' holds numbers that are not finite."
                ),
                folder=folder,
                name=name,
            )
