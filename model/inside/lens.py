"""The logit lens: every decoder state through the output matrix, as if the layers after it were not there.

After nostalgebraist, "interpreting GPT: the logit lens" (2020), here for an encoder-decoder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor

from model.inside.arrays import array_of
from model.network.layers import DecoderLayer
from model.values.questions.lens import LastNorm, LensNumbers, LensQuestion
from model.values.trace import Trace, no_longer_writable

if TYPE_CHECKING:
    from model.network.points import Recorder
    from model.network.transformer import Transformer
    from model.translator import TransformerTranslator


def lens_numbers(translator: TransformerTranslator, question: LensQuestion, trace: Trace) -> LensNumbers:
    """All states of all target positions, from one teacher-forced pass."""
    final, recorder = translator.second_pass(trace, "decoder.input", "decoder.*.ff.sum", "decoder.*.ff.norm")
    model, tokenizer = translator.bundle.model, translator.bundle.target_tokenizer
    ids = [tokenizer.id(piece) for piece in trace.predicted_pieces]
    chosen = torch.tensor(ids, device=final.device)[:, None]  # [target, 1]
    logprobs, ranks, entropies, best_logprobs, best_pieces = [], [], [], [], []
    with torch.inference_mode():
        for state in [*_states(model, recorder, question.with_norm), None]:  # None: what the model itself says
            told = final if state is None else model.logprobs(state)  # [target, vocabulary]
            of_chosen = told.gather(1, chosen)
            logprobs.append(of_chosen[:, 0])
            ranks.append((told > of_chosen).sum(dim=-1) + 1)
            entropies.append(-torch.special.xlogy(told.exp(), told.exp()).sum(dim=-1))
            best = told.topk(min(question.best, told.size(-1)), dim=-1)
            best_logprobs.append(best.values)
            best_pieces.append(tuple(tuple(tokenizer.pieces(row)) for row in best.indices.tolist()))
    return LensNumbers(
        logprob=array_of(torch.stack(logprobs)),
        rank=no_longer_writable(torch.stack(ranks).cpu().numpy()),
        best_pieces=tuple(best_pieces),
        best_logprob=array_of(torch.stack(best_logprobs)),
        entropy=array_of(torch.stack(entropies)),
        with_norm=question.with_norm,
        last_norm=_last_norm(model) if question.with_norm else "none",
    )


def _last_norm(model: Transformer) -> LastNorm:
    return "decoder" if model.config.norm == "pre" else "last layer"


def _states(model: Transformer, recorder: Recorder, with_norm: bool) -> list[Tensor]:
    """[target, d_model] of every state but the last layer's, ready for the output matrix.

    With the norm, what goes through it is the sum that a post-norm layer gives to its own norm: so the rule that
    makes the last state the model's own is the same for all.
    """
    last = model.decoder[-1]
    assert isinstance(last, DecoderLayer)
    pre = model.config.norm == "pre"
    last_norm = last.feed_forward_residual.norm

    def norm(x: Tensor) -> Tensor:
        result: Tensor = model.decoder_norm(x if pre else last_norm(x))
        return result

    point = "sum" if pre or with_norm else "norm"
    names = ["decoder.input", *(f"decoder.{layer}.ff.{point}" for layer in range(len(model.decoder) - 1))]
    return [norm(recorder[name][0]) if with_norm else recorder[name][0] for name in names]
