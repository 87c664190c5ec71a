"""Special pieces and maximum length of a model of `transformers`. The generation configuration is read first, because
the makers decode with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from model.errors import QT_TRANSLATE_NOOP, UserError
from model.foreign.huggingface.languages import Languages, find_languages

USUAL_LENGTH = 512  # positions of a model with relative positions whose training length is not given


@dataclass(frozen=True)
class SpecialPieces:
    """Ids. `start` None: the decoder starts from the target language's piece, as mBART's does."""

    start: int | None
    first: int | None  # what every translation begins with, whatever the model would choose
    end: int
    pad: int
    banned: tuple[int, ...]
    languages: Languages


def special_pieces(name: str, model: Any, tokenizer: Any) -> SpecialPieces:
    """Raises `UserError` for ids that the vocabulary lacks, and for a model without an end piece."""
    size = int(model.get_output_embeddings().weight.shape[0])
    generation = getattr(model, "generation_config", None)
    places = (generation, model.config, getattr(model.config, "decoder", None))

    def given(key: str) -> int | None:
        for place in places:
            value = getattr(place, key, None)
            value = value[0] if isinstance(value, list) and value else value
            if isinstance(value, int) and not isinstance(value, bool):
                if not 0 <= value < size:
                    raise UserError(
                        QT_TRANSLATE_NOOP(
                            "Model",
                            "{name} does not fit together: its {key} is {value}, but it has {size} pieces; get the "
                            "model anew.",
                        ),
                        name=name,
                        key=key,
                        value=value,
                        size=size,
                    )
                return value
        return None

    start, first, end, pad = (
        given(key) for key in ("decoder_start_token_id", "forced_bos_token_id", "eos_token_id", "pad_token_id")
    )
    end = end if end is not None else tokenizer.eos_token_id
    if end is None:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{name} does not say which piece ends a translation; get the original model's files."
            ),
            name=name,
        )
    end = int(end)
    pad = pad if pad is not None else tokenizer.pad_token_id
    pad = end if pad is None else int(pad)
    languages = find_languages(tokenizer, model.config, first, start, size)
    names = frozenset(languages.ids.values())
    if start is None and not names:
        start = given("bos_token_id")
        start = start if start is not None else pad
    if languages.kind == "pieces" and (start is None or start in names):
        start = None
    banned = getattr(generation, "bad_words_ids", None) or getattr(model.config, "bad_words_ids", None) or []
    banned = [ids[0] for ids in banned if len(ids) == 1]
    candidates = [pad, *banned, *(getattr(generation, "suppress_tokens", None) or ())]
    banned_ids = tuple(dict.fromkeys(id for id in candidates if 0 <= id < size and id != end))
    return SpecialPieces(start, first, end, pad, banned_ids, languages)


def max_positions(config: Any, tokenizer: Any) -> int:
    """How many pieces source and target may have.

    A model with relative positions has no fixed limit. Then it is the training length in its configuration or its
    tokenizer, or else 512, the length of T5: longer texts may be translated badly.
    """
    names = ("max_position_embeddings", "max_encoder_position_embeddings", "max_decoder_position_embeddings")
    for place in (config, getattr(config, "encoder", None), getattr(config, "decoder", None)):
        found = [value for name in names if isinstance(value := getattr(place, name, None), int) and value > 0]
        if found:
            return min(found)
    length = getattr(config, "n_positions", None) or getattr(tokenizer, "model_max_length", None)
    return length if isinstance(length, int) and 0 < length <= 1 << 17 else USUAL_LENGTH
