"""Families of translation models, recognised by their config.json, and how this program runs each. Without torch."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from typing import Any, Literal

from model.errors import QT_TRANSLATE_NOOP, Sentence

Loads = Literal["native", "transformers", "no"]
BUNDLE_FORMAT = "translucent-model/"  # how `format` in the config.json of our own bundles begins

UNKNOWN = "unknown"  # the name of a family that config.json does not tell
_NAMES = {
    "marian": "OPUS-MT (Marian)",
    "m2m_100": "M2M100/NLLB",
    "nllb-moe": "NLLB-MoE",
    "mbart": "mBART",
    "bart": "BART",
    "plbart": "PLBART",
    "t5": "T5",
    "mt5": "mT5",
    "umt5": "umT5",
    "longt5": "LongT5",
    "switch_transformers": "Switch Transformers",
    "t5gemma": "T5Gemma",
    "fsmt": "FSMT",
    "pegasus": "Pegasus",
    "pegasus_x": "Pegasus-X",
    "bigbird_pegasus": "BigBird-Pegasus",
    "blenderbot": "Blenderbot",
    "blenderbot-small": "Blenderbot small",
    "prophetnet": "ProphetNet",
    "led": "LED",
    "mvp": "MVP",
    "encoder-decoder": "Encoder and decoder put together",
}
# Encoder-decoders whose source is not text, or for which transformers has no text-to-text model.
_NO_TEXT = ("whisper", "speech", "vision", "seamless", "wav2vec", "trocr", "donut", "musicgen", "bark", "pix2struct")


@dataclass(frozen=True)
class Family:
    """The kind of a model: `name` as a person knows it, how it is run, and a sentence where it cannot be."""

    name: str
    loads: Loads
    problem: Sentence | str = ""


def has_transformers() -> bool:
    """Whether the optional extra that runs other families is installed; nothing of it is imported."""
    return importlib.util.find_spec("transformers") is not None


def family_of(config: dict[str, Any]) -> Family:
    """The family that a config.json describes, ours or in Hugging Face's layout."""
    if str(config.get("format", "")).startswith(BUNDLE_FORMAT):
        family = config.get("family")
        return Family(family if isinstance(family, str) and family else "Translucent", "native")
    kind = config.get("model_type")
    if not isinstance(kind, str) or not kind:
        return Family(
            UNKNOWN,
            "no",
            Sentence(
                QT_TRANSLATE_NOOP(
                    "Model", "Its config.json does not say what kind of model it is, so it cannot be loaded."
                )
            ),
        )
    kind = "".join(letter for letter in kind if letter.isprintable())[:40]  # foreign text, shown in sentences
    name = _NAMES.get(kind, kind)
    if kind == "marian":
        return Family(name, "native")
    if kind in _NAMES or (config.get("is_encoder_decoder") is True and not kind.startswith(_NO_TEXT)):
        if isinstance(config.get("auto_map"), dict) and kind not in _NAMES:
            return Family(
                name,
                "no",
                Sentence(
                    QT_TRANSLATE_NOOP(
                        "Model", "A '{kind}' model runs with code of its own, which this program never executes."
                    ),
                    kind=kind,
                ),
            )
        return Family(name, "transformers")
    return Family(
        name,
        "no",
        Sentence(
            QT_TRANSLATE_NOOP(
                "Model",
                "A '{kind}' model has no encoder and decoder for text, so it cannot be shown translating here; "
                "choose a translation model.",
            ),
            kind=kind,
        ),
    )
