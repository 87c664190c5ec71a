"""What can be asked about a translation of a model of `transformers`: all that a forced pass tells honestly.

The views of every vector's way through the layers, of norms and of attribution are made for our own Transformer's
points, which other families do not have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from model.decoding.probe import CANDIDATES, DECODING
from model.errors import QT_TRANSLATE_NOOP, UserError
from model.foreign.huggingface.network import Pass
from model.inside.arrays import array_of
from model.values.masks import causal_mask
from model.values.questions import Question, Told
from model.values.questions.attention import AttentionNumbers, AttentionQuestion
from model.values.questions.lens import LensNumbers, LensQuestion
from model.values.questions.reference import ReferenceNumbers, ReferenceQuestion
from model.values.questions.survey import SurveyQuestion
from model.values.trace import Span, Trace, no_longer_writable

if TYPE_CHECKING:
    from model.foreign.huggingface.translator import HuggingFaceTranslator

_PROJECTIONS = ("out_proj", "o", "o_proj", "out")  # what families call W_O


def answer(translator: HuggingFaceTranslator, question: Question, trace: Trace | None) -> Iterator[Told]:
    """Yield any number of `Progress`, then the answer. Raises `UserError` for what cannot be answered."""
    if isinstance(question, SurveyQuestion):
        from model.inside.survey import survey

        yield from survey(translator, question, None)
        return
    known: dict[type[Question], Callable[..., Any]] = {
        ReferenceQuestion: reference_numbers,
        LensQuestion: lens_numbers,
        AttentionQuestion: attention_numbers,
    }
    if type(question) not in known or trace is None:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{family} is played by transformers, where this view cannot follow every vector; open "
                "one of this program's own models or an OPUS-MT model to see it.",
            ),
            family=translator.family,
        )
    yield known[type(question)](translator, question, trace)


def reference_numbers(translator: HuggingFaceTranslator, question: ReferenceQuestion, trace: Trace) -> ReferenceNumbers:
    """The forced pass over `question.text` as a translation of the trace's source. `UserError` for a text too long."""
    vocabulary, room = translator.vocabulary, translator.max_positions
    own = question.text == trace.target_text
    pieces, spans, unknown = _own_pieces(translator, trace) if own else _pieces(translator, question.text, trace)
    if len(pieces) > room:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "The reference has {pieces} pieces, but this model has room for {room}; shorten it."
            ),
            pieces=len(pieces) - 1,
            room=room - 1,
        )
    forced = replace(
        trace,
        input_pieces=(trace.input_pieces[0], *pieces[:-1]),
        predicted_pieces=pieces,
        target_text=question.text,
        target_spans=spans,
    )
    told = translator.second_pass(forced, record=True)
    assert told.encoder_self is not None and told.decoder_self is not None and told.cross is not None
    logprobs = told.logprobs  # [target, vocabulary]
    ids = torch.tensor([vocabulary.id(piece) for piece in pieces], device=logprobs.device)
    given = logprobs.gather(1, ids[:, None])
    best = logprobs.topk(min(max(question.best, CANDIDATES), logprobs.size(-1)), dim=-1)
    names = tuple(tuple(vocabulary.pieces(row)) for row in best.indices.tolist())
    positions = torch.arange(len(pieces)).numpy()
    forced = replace(
        forced,
        encoder_self=no_longer_writable(told.encoder_self),
        decoder_self=no_longer_writable(told.decoder_self),
        cross=no_longer_writable(told.cross),
        decoder_allowed=causal_mask(positions, positions),
        logprob=array_of(given[:, 0]),
        candidate_ids=no_longer_writable(best.indices.cpu().numpy()),
        candidate_logprob=array_of(best.values),
        candidate_pieces=names,
        decoding=DECODING,
    )
    forced.check()
    return ReferenceNumbers(
        trace=forced,
        nll=array_of(-given[:, 0]),
        rank=no_longer_writable(((logprobs > given).sum(dim=-1) + 1).cpu().numpy()),
        best_pieces=tuple(row[: question.best] for row in names),
        best_logprob=array_of(best.values[:, : question.best]),
        unknown=unknown,
        own_pieces=own,
    )


Cut = tuple[tuple[str, ...], tuple[Span, ...], frozenset[int]]


def _pieces(translator: HuggingFaceTranslator, text: str, trace: Trace) -> Cut:
    """Of any text, with the special piece that the trace's own translation began with, and </s>."""
    vocabulary = translator.vocabulary
    found = vocabulary.encode(text)
    if not found:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "There is no reference; type a translation with at least one visible character.")
        )
    first = tuple(piece for piece in trace.predicted_pieces[:1] if translator.reader.is_first(vocabulary.id(piece)))
    spans = (*[(0, 0)] * len(first), *((piece.start, piece.end) for piece in found), (len(text), len(text)))
    unknown = frozenset(i for i, piece in enumerate(found, start=len(first)) if not piece.known)
    end = vocabulary.piece(translator.end_id)
    return (*first, *(vocabulary.piece(piece.id) for piece in found), end), spans, unknown


def _own_pieces(translator: HuggingFaceTranslator, trace: Trace) -> Cut:
    """Of the model's own translation those that it chose, without </s> where it has not come to its end."""
    unknown_id = translator.vocabulary.unknown_id
    missing = "" if unknown_id is None else translator.vocabulary.piece(unknown_id)
    unknown = frozenset(i for i, piece in enumerate(trace.predicted_pieces) if piece == missing)
    return trace.predicted_pieces, trace.target_spans, unknown


def lens_numbers(translator: HuggingFaceTranslator, question: LensQuestion, trace: Trace) -> LensNumbers:
    """All states of all target positions: what each layer gets, through the model's own last norm and output."""
    vocabulary, anatomy = translator.vocabulary, translator.anatomy
    told, sums = _with_sums(translator, trace)
    norm = anatomy.last_norm
    unclear = UserError(
        QT_TRANSLATE_NOOP(
            "Model",
            "Where the last norm and the output matrix of {family} stand cannot be told for "
            "certain, so its layers cannot be read with the logit lens.",
        ),
        family=translator.family,
    )
    rough = 1e-2 if translator.network.dtype == torch.float32 else 0.5

    def close(one: Tensor, other: Tensor) -> bool:
        return torch.allclose(one.float(), other.float(), rtol=1e-2, atol=rough)

    with torch.inference_mode():
        # Some divide the decoder's output by √d_model, and each says so in another way.
        width = told.states[-1].size(-1)
        heads = (_head(translator, scale) for scale in (1.0, width**-0.5))
        head = next((one for one in heads if close(one(told.states[-1]), told.logits)), None)
        if norm is None or head is None or not sums or not close(norm(sums[-1]), told.states[-1]):
            raise unclear
        # As in our own models: what goes through the norm is what the last layer gives to it.
        states = [told.states[0], *sums[:-1]] if question.with_norm or anatomy.norm == "pre" else [*told.states[:-1]]
        readable = [norm(state) if question.with_norm else state for state in states]
        spoken = [*(head(state).float().log_softmax(dim=-1) for state in readable), told.logprobs]
    ids = [vocabulary.id(piece) for piece in trace.predicted_pieces]
    chosen = torch.tensor(ids, device=told.logits.device)[:, None]
    of_chosen = [one.gather(1, chosen) for one in spoken]
    best = [one.topk(min(question.best, one.size(-1)), dim=-1) for one in spoken]
    return LensNumbers(
        logprob=array_of(torch.stack([one[:, 0] for one in of_chosen])),
        rank=no_longer_writable(
            torch.stack([(o > c).sum(dim=-1) + 1 for o, c in zip(spoken, of_chosen, strict=True)]).cpu().numpy()
        ),
        best_pieces=tuple(tuple(tuple(vocabulary.pieces(row)) for row in one.indices.tolist()) for one in best),
        best_logprob=array_of(torch.stack([one.values for one in best])),
        entropy=array_of(torch.stack([-torch.special.xlogy(one.exp(), one.exp()).sum(dim=-1) for one in spoken])),
        with_norm=question.with_norm,
        last_norm=("last layer" if anatomy.last_is_layer else "decoder") if question.with_norm else "none",
    )


def _with_sums(translator: HuggingFaceTranslator, trace: Trace) -> tuple[Pass, list[Tensor]]:
    """A forced pass with its states, and of every layer the sum [target, d_model] that its last norm is given.

    In a pre-norm model that is what the layer gives to the next one, and to the norm after the stack.
    """
    anatomy = translator.anatomy
    sums: list[Tensor] = []
    norms = list(anatomy.layer_norms) if anatomy.last_is_layer else [anatomy.last_norm]
    hooks = [
        norm.register_forward_hook(lambda _module, inputs, _output: sums.append(inputs[0][0]))
        for norm in norms
        if isinstance(norm, nn.Module)
    ]
    try:
        told = translator.second_pass(trace, states=True)
    finally:
        for hook in hooks:
            hook.remove()
    if not anatomy.last_is_layer:
        # All but the last state are what the layers give; the last one has been through the norm already.
        sums = [*told.states[1:-1], sums[-1]] if sums else list(told.states[1:])
    return told, sums


def _head(translator: HuggingFaceTranslator, scale: float) -> Callable[[Tensor], Tensor]:
    """From the decoder's output to the logits."""
    output = translator.model.get_output_embeddings()
    bias = getattr(translator.model, "final_logits_bias", None)

    def head(state: Tensor) -> Tensor:
        state = state.to(output.weight.dtype)
        logits = F.linear(state * scale, output.weight, getattr(output, "bias", None))
        return logits if bias is None else logits + bias[0]

    return head


def attention_numbers(translator: HuggingFaceTranslator, question: AttentionQuestion, trace: Trace) -> AttentionNumbers:
    """All heads of one layer. `UserError` where the scores are more than equation 1 and a number for each distance."""
    seen = translator.captured(trace)[question.group][question.layer]
    output = next((m for name in _PROJECTIONS if isinstance(m := getattr(seen.module, name, None), nn.Linear)), None)
    width = seen.heads.size(0) * seen.heads.size(-1)
    if not seen.plain:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{family} does more to these scores than equation 1 says, so they cannot be followed "
                "number by number here.",
            ),
            family=translator.family,
        )
    if output is None or output.in_features != width:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{family} puts its heads together in a way of its own, which cannot be followed number by number here.",
            ),
            family=translator.family,
        )
    bias = cast("Tensor | None", output.bias)
    with torch.inference_mode():
        out = output(seen.heads.transpose(0, 1).flatten(1))
    return AttentionNumbers(
        group=question.group,
        layer=question.layer,
        queries=array_of(seen.queries),
        keys=array_of(seen.keys),
        values=array_of(seen.values),
        scores=array_of(seen.scores),
        weights=array_of(seen.weights),
        heads=array_of(seen.heads),
        out=array_of(out),
        out_weight=array_of(output.weight),
        out_bias=None if bias is None else array_of(bias),
        scale=seen.scale,
        bias=None if seen.bias is None else array_of(seen.bias),
    )
