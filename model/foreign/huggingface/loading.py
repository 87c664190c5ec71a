"""From a folder in Hugging Face's layout to a translator that is ready. Nothing is fetched or run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.foreign.families import family_of
from model.foreign.hub_cache import model_name
from model.foreign.huggingface.anatomy import differences
from model.foreign.huggingface.describing import (
    LOCAL,
    TOKENIZER,
    attempt,
    computed_positions,
    described_model,
    shortened,
)
from model.foreign.huggingface.network import HuggingFaceNetwork
from model.foreign.huggingface.package import quiet
from model.foreign.huggingface.reader import HuggingFaceReader
from model.foreign.huggingface.special import max_positions, special_pieces
from model.foreign.huggingface.vocabulary import HuggingFaceVocabulary, has_two_vocabularies
from model.network.config import SpecialIds
from model.translator import GPU_FULL, About, Translator
from model.values.decoding import DecodingSettings
from model.values.languages import languages_of

_NO_FLOAT16 = ("t5", "mt5", "umt5", "longt5", "switch_transformers")  # their hidden states overflow in float16


def load_huggingface(folder: Path, device: torch.device) -> Translator:
    """The encoder-decoder in `folder` on `device`, in half precision where it is stored so and the device is a GPU.

    Raises `MissingExtra` without `transformers`, and `UserError`, one sentence, for everything that cannot be loaded
    completely: damaged and missing files, models without an encoder or a decoder, quantised weights, foreign code.
    """
    described = described_model(folder)
    transformers, config = described.transformers, described.config
    with quiet():
        tokenizer = attempt(folder, TOKENIZER, lambda: transformers.AutoTokenizer.from_pretrained(folder, **LOCAL))
        dtype = _dtype(folder, str(config.model_type), device)
        model, told = attempt(
            folder,
            Sentence(QT_TRANSLATE_NOOP("Model", "weights")),
            lambda: transformers.AutoModelForSeq2SeqLM.from_pretrained(
                folder,
                config=config,
                dtype=dtype,
                attn_implementation="eager",
                weights_only=True,
                ignore_mismatched_sizes=True,  # reported by `_check_loaded`
                output_loading_info=True,
                **LOCAL,
            ),
        )
        _check_loaded(folder, model, told)
        family = _family(described.values, tokenizer)
        try:
            return _translator(model_name(folder), family, model, tokenizer, device)
        except (UserError, torch.OutOfMemoryError):
            raise
        except Exception as error:  # this family fails where all others work
            reason = shortened(" ".join(str(error).split()) or type(error).__name__)
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
    learned = {name for name, _ in model.named_parameters(remove_duplicate=False)} - computed_positions(model)
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
