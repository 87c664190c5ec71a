"""A model of `transformers` as a translator: the events, traces and scores of `steps.Translator`."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import Any

import numpy as np
import torch

from model.decoding.text_decoding import translate_texts
from model.device import describe_device
from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.foreign.huggingface.anatomy import differences, look, width_of
from model.foreign.huggingface.answers import answer
from model.foreign.huggingface.capture import Captured, capture
from model.foreign.huggingface.languages import Languages, find_languages
from model.foreign.huggingface.network import Network, Pass, numpy_of
from model.foreign.huggingface.package import quiet
from model.foreign.huggingface.reader import HuggingFaceReader
from model.foreign.huggingface.stepper import HuggingFaceStepper
from model.foreign.huggingface.vocabulary import HuggingFaceVocabulary
from model.values.languages import language_name, languages_of
from model.values.questions import Question, Told
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, SiteGroup
from model.values.steps import DecodingSettings, ModelDescription, TranslationEvent
from model.values.trace import Floats, Scores, Trace

SAME = 0.1  # nats that a log-probability may change when it is computed anew by the same model
USUAL_LENGTH = 512  # positions of a model that knows only distances, where nothing says how long its texts were


class HuggingFaceTranslator:
    """Somebody else's encoder-decoder on a device. One thread at a time may use it."""

    def __init__(self, name: str, family: str, model: Any, tokenizer: Any, device: torch.device) -> None:
        """Moves `model` to `device`; when a GPU's memory does not suffice it stays on the CPU, with a notice.

        Raises `UserError` for a model whose attention cannot be recorded whole.
        """
        self.name = name
        self.family = family
        self.notice: Sentence | str = ""
        self._own: weakref.ref[Trace] | None = None  # the last trace that was found to be this model's
        self._captured: tuple[weakref.ref[Trace], Captured] | None = None
        self.model = model.eval()
        self.config = model.config
        self._read_configuration(tokenizer)
        self.network = Network(model, family, self.pad_id)
        with quiet():
            try:
                model.to(device)
                self._probe()
            except torch.OutOfMemoryError:
                if device.type == "cpu":
                    raise
                self._leave_gpu()
                self._probe()

    def _read_configuration(self, tokenizer: Any) -> None:
        """Special ids, languages and vocabulary. What the makers decode with is in the generation configuration."""
        size = int(self.model.get_output_embeddings().weight.shape[0])
        generation = getattr(self.model, "generation_config", None)

        def told(key: str) -> int | None:
            for place in (generation, self.config, getattr(self.config, "decoder", None)):
                value = getattr(place, key, None)
                value = value[0] if isinstance(value, list) and value else value
                if isinstance(value, int) and not isinstance(value, bool):
                    if not 0 <= value < size:
                        raise UserError(
                            QT_TRANSLATE_NOOP(
                                "Model",
                                "{name} does not fit together: its {key} is {value}, but it has {size} "
                                "pieces; get the model anew.",
                            ),
                            name=self.name,
                            key=key,
                            value=value,
                            size=size,
                        )
                    return value
            return None

        start, first = told("decoder_start_token_id"), told("forced_bos_token_id")
        end = told("eos_token_id")
        end = end if end is not None else tokenizer.eos_token_id
        if end is None:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "{name} does not say which piece ends a translation; get the original model's files."
                ),
                name=self.name,
            )
        self.end_id = int(end)
        pad = told("pad_token_id")
        pad = pad if pad is not None else tokenizer.pad_token_id
        self.pad_id = self.end_id if pad is None else int(pad)
        self.languages: Languages = find_languages(tokenizer, self.config, first, start, size)
        names = frozenset(self.languages.ids.values())
        if start is None and not names:
            start = told("bos_token_id")
            start = start if start is not None else self.pad_id
        if self.languages.kind == "pieces" and (start is None or start in names):
            start = None  # the decoder starts from the target language, as mBART's does
        self.vocabulary = HuggingFaceVocabulary(tokenizer, size, names)
        self.max_positions = _max_positions(self.config, tokenizer)
        self.reader = HuggingFaceReader(self.vocabulary, self.languages, self.pad_id, start, first, self.max_positions)
        banned = getattr(generation, "bad_words_ids", None) or getattr(self.config, "bad_words_ids", None) or []
        banned = [ids[0] for ids in banned if len(ids) == 1]
        never = [self.pad_id, *banned, *(getattr(generation, "suppress_tokens", None) or ())]
        self.never = tuple(dict.fromkeys(id for id in never if 0 <= id < size and id != self.end_id))
        self._start_id = self.reader.start(DecodingSettings())

    def _probe(self) -> None:
        """See once that text is read and attention comes whole, step by step and in one pass, and find the norms."""
        self.vocabulary.encode("a")
        self.reader.source("a", DecodingSettings())
        stepper = self.stepper(DecodingSettings())
        with torch.inference_mode():
            stepper.begin([[self.end_id, self.end_id]], True)
            stepper.step([self._start_id], True)
            stepper.reorder([0, 0])
            stepper.step([self.end_id, self.end_id], True)
        tiny = self.network.forced([self.end_id], [self._start_id], 1, record=True)
        assert tiny.encoder_self is not None and tiny.decoder_self is not None
        self._layers = len(tiny.encoder_self), len(tiny.decoder_self)
        self._heads = tiny.decoder_self.shape[1]
        self.anatomy = look(self.network, self._start_id)
        first = self.reader.first(self.languages.target)
        self._differences = differences(
            self.network,
            self.anatomy,
            self._start_id,
            self.vocabulary.piece(self._start_id),
            self.vocabulary.piece(first[0]) if first else "",
            self.languages.kind == "pieces",
        )

    def _leave_gpu(self) -> None:
        self._captured = None
        self.model.to("cpu", torch.float32)  # no processor is fast in half precision
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
        self.notice = Sentence(
            QT_TRANSLATE_NOOP(
                "Model", "The GPU ran out of memory, so the model went on with the CPU; shorter text may fit the GPU."
            )
        )

    @property
    def device(self) -> torch.device:
        return self.network.device

    @property
    def description(self) -> ModelDescription:
        pair = languages_of(self.name) or ("", "")
        source, target = self.reader.source_language, self.reader.target_language
        return ModelDescription(
            name=self.name,
            source_language=language_name(source) if source else pair[0],
            target_language=language_name(target) if target else pair[1],
            encoder_layers=self._layers[0],
            decoder_layers=self._layers[1],
            heads=self._heads,
            d_model=width_of(self.model),
            d_ff=_d_ff(self.config),
            norm=self.anatomy.norm,
            parameters=sum(parameter.numel() for parameter in self.model.parameters()),
            source_vocab_size=int(self.model.get_input_embeddings().weight.shape[0]),
            target_vocab_size=self.vocabulary.size,
            max_positions=self.max_positions,
            device=describe_device(self.device),
            precision=str(self.network.dtype).removeprefix("torch."),
            source_languages=self.languages.sources,
            target_languages=self.languages.targets,
            default_languages=(self.languages.source, self.languages.target),
            family=self.family,
            differences=self._differences,
            notice=self.notice,
        )

    @property
    def start_piece(self) -> str:
        """The first decoder input; of mBART, the target language of the last translation that began."""
        return self.vocabulary.piece(self._start_id)

    def stepper(self, settings: DecodingSettings) -> HuggingFaceStepper:
        start = self.reader.start(settings)
        return HuggingFaceStepper(self.network, start, self.end_id, self.max_positions, self.never)

    def translate(self, texts: Sequence[str], settings: DecodingSettings) -> Generator[TranslationEvent, None, None]:
        """Translate all texts as one padded batch.

        Raises `UserError` for an empty or too long text and for a language that the model lacks. When the GPU's memory
        runs out, everything begins anew on the CPU: a second `SourceEncoded` means that earlier events do not count.
        """
        yield from self._or_on_cpu(lambda: self._translate(texts, settings))

    def _translate(self, texts: Sequence[str], settings: DecodingSettings) -> Iterator[TranslationEvent]:
        stepper = self.stepper(settings)
        self._start_id = stepper.start_id
        yield from translate_texts(self.reader, stepper, texts, settings)

    def _or_on_cpu(self, begin: Callable[[], Iterator[Any]]) -> Iterator[Any]:
        try:
            yield from begin()
        except torch.OutOfMemoryError:
            if self.device.type == "cpu":
                raise
            self._leave_gpu()
            yield from begin()

    def source_ids(self, trace: Trace) -> list[int]:
        """What the encoder read, without padding."""
        pieces = trace.source_pieces[: int(trace.source_allowed.sum())]
        unknown = self.vocabulary.unknown_id or 0
        return [unknown if i in trace.unknown_source else self.vocabulary.id(piece) for i, piece in enumerate(pieces)]

    def target_in_ids(self, trace: Trace) -> list[int]:
        """What the decoder read, the start piece first."""
        return [self.vocabulary.id(piece) for piece in trace.input_pieces]

    def second_pass(self, trace: Trace, record: bool = False, states: bool = False) -> Pass:
        """Teacher forcing of what the trace holds."""
        source, target_in = self.source_ids(trace), self.target_in_ids(trace)
        return self.network.forced(source, target_in, trace.source_length, record, states)

    def captured(self, trace: Trace) -> Captured:
        """Queries, keys, values and scores of all attention; those of the last trace are kept."""
        if self._captured is None or self._captured[0]() is not trace:
            with quiet():
                found = capture(self.network, self.source_ids(trace), self.target_in_ids(trace), trace.source_length)
            self._captured = weakref.ref(trace), found
        return self._captured[1]

    def scores(self, trace: Trace) -> Scores:
        """Before the masks, as this family computes them: T5 does not divide them, and adds positions.

        `UserError` for a family that lets nobody look.
        """
        self._require_own(trace)
        captured = self.captured(trace)

        def stacked(group: SiteGroup) -> Floats:
            return numpy_of(torch.stack([one.scores for one in captured[group]]))

        return Scores(
            trace,
            stacked(ENCODER_SELF),
            stacked(DECODER_SELF),
            stacked(CROSS),
            divided=any(one.scale != 1.0 for found in captured.values() for one in found),
            biased=frozenset(group for group, found in captured.items() if any(one.bias is not None for one in found)),
        )

    def ask(self, question: Question, trace: Trace | None) -> Generator[Told, None, None]:
        """Answer what can be answered for this family; `UserError`, naming it, for the rest."""
        yield from self._or_on_cpu(lambda: self._answer(question, trace))

    def _answer(self, question: Question, trace: Trace | None) -> Iterator[Told]:
        if trace is not None and question.about_trace:
            self._require_own(trace)
        yield from answer(self, question, trace)

    def _require_own(self, trace: Trace) -> None:
        """`UserError` for another model's translation, which a file may hold under this one's name."""
        if self._own is not None and self._own() is trace:
            return
        sizes = [weights.shape[:2] for weights in (trace.encoder_self, trace.decoder_self, trace.cross)]
        heads = self._heads
        own = [sizes[0][:1], *sizes[1:]] == [self._layers[:1], (self._layers[1], heads), (self._layers[1], heads)]
        own = own and max(trace.source_length, trace.target_length) <= self.max_positions
        if own:
            logprobs = self.second_pass(trace).logprobs
            chosen = [self.vocabulary.id(piece) for piece in trace.predicted_pieces]
            again = logprobs[range(len(chosen)), chosen].cpu().numpy()
            own = np.allclose(again, trace.logprob, rtol=0.0, atol=SAME)
        if not own:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "This translation was made by another model, which is also called “{model}”; "
                    "translate the sentence again to see this model's numbers.",
                ),
                model=trace.model,
            )
        self._own = weakref.ref(trace)


def _max_positions(config: Any, tokenizer: Any) -> int:
    """How many pieces source and target may have.

    A model that knows only distances has no limit of its own. Then it is the length that its configuration or its
    tokenizer says it was trained with, and 512 where none says: T5's, beyond which its quality is nobody's promise.
    """
    names = ("max_position_embeddings", "max_encoder_position_embeddings", "max_decoder_position_embeddings")
    for place in (config, getattr(config, "encoder", None), getattr(config, "decoder", None)):
        found = [value for name in names if isinstance(value := getattr(place, name, None), int) and value > 0]
        if found:
            return min(found)
    length = getattr(config, "n_positions", None) or getattr(tokenizer, "model_max_length", None)
    return length if isinstance(length, int) and 0 < length <= 1 << 17 else USUAL_LENGTH


def _d_ff(config: Any) -> int:
    for name in ("d_ff", "encoder_ffn_dim", "decoder_ffn_dim", "intermediate_size"):
        for place in (config, getattr(config, "encoder", None)):
            value = getattr(place, name, None)
            if isinstance(value, int):
                return value
    return 0
