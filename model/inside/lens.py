"""The logit lens: every decoder state through the output matrix, as if the layers after it were not there.

After nostalgebraist, "interpreting GPT: the logit lens" (2020), here for an encoder-decoder.
"""

from __future__ import annotations

import torch
from torch import Tensor

from model.inside.arrays import array_of
from model.inside.subject import Subject
from model.network.network import Network, Readout
from model.network.points import Recorder
from model.values.questions.lens import LensNumbers, LensQuestion
from model.values.trace import Trace, no_longer_writable


def lens_numbers(subject: Subject, question: LensQuestion, trace: Trace) -> LensNumbers:
    """All states of all target positions, from one teacher-forced pass."""
    network, vocabulary = subject.network, subject.reader.target
    readout = network.readout()
    assert readout is not None, "the question needs layers that can be read"
    names = readout.sums if question.with_norm else readout.states
    recorder = Recorder(*names)
    final = network.logprobs(subject.logits(trace, recorder))
    chosen = torch.tensor(subject.chosen_ids(trace), device=final.device)[:, None]  # [target, 1]
    logprobs, ranks, entropies, best_logprobs, best_pieces = [], [], [], [], []
    with torch.inference_mode():
        for name in (*names, None):  # None: the model's own output
            said = final if name is None else _read(network, readout, recorder[name][0], question.with_norm)
            of_chosen = said.gather(1, chosen)
            logprobs.append(of_chosen[:, 0])
            ranks.append((said > of_chosen).sum(dim=-1) + 1)
            entropies.append(-torch.special.xlogy(said.exp(), said.exp()).sum(dim=-1))
            best = said.topk(min(question.best, said.size(-1)), dim=-1)
            best_logprobs.append(best.values)
            best_pieces.append(tuple(tuple(vocabulary.pieces(row)) for row in best.indices.tolist()))
    return LensNumbers(
        logprob=array_of(torch.stack(logprobs)),
        rank=no_longer_writable(torch.stack(ranks).cpu().numpy()),
        best_pieces=tuple(best_pieces),
        best_logprob=array_of(torch.stack(best_logprobs)),
        entropy=array_of(torch.stack(entropies)),
        with_norm=question.with_norm,
        last_norm=readout.last_norm if question.with_norm else "none",
    )


def _read(network: Network, readout: Readout, state: Tensor, with_norm: bool) -> Tensor:
    """Log-probabilities [target, vocabulary] of a state [target, d_model], as if the layers after it were not there."""
    return network.logprobs(network.logits(readout.norm(state) if with_norm else state))
