"""Cross-entropy with label smoothing (paper, section 5.4), straight from hidden vectors; and R-Drop.

The output layer and its softmax over thousands of pieces are about half of a small model's training step. Doing them in
chunks of rows, with the gradient computed in the same pass, never keeps the full logits and is faster than the plain
way (measured); value and gradient are the same.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

CHUNK_ROWS = 512


def smoothed_cross_entropy(logits: Tensor, target: Tensor, smoothing: float) -> tuple[Tensor, Tensor]:
    """Summed smoothed loss and summed plain negative log-likelihood of `logits` [row, vocabulary].

    Smoothing spreads `smoothing` evenly over the whole vocabulary, the right piece included (torch's convention;
    toolkits differ, so compare models by the plain loss).
    """
    logprob = logits.float().log_softmax(dim=-1)
    nll = -logprob.gather(1, target[:, None]).sum()
    uniform = -logprob.mean(dim=-1).sum()
    return (1.0 - smoothing) * nll + smoothing * uniform, nll


def symmetric_divergence(logits: Tensor, other: Tensor) -> Tensor:
    """KL(p || q) + KL(q || p), summed over the rows of two sets of logits [row, vocabulary]."""
    p, q = logits.float().log_softmax(dim=-1), other.float().log_softmax(dim=-1)
    return ((p.exp() - q.exp()) * (p - q)).sum()


class _FusedLoss(torch.autograd.Function):
    """The loss of rows that went through the model once, or twice: `hidden` is then [2 * row, d_model]."""

    @staticmethod
    def forward(
        ctx: Any, hidden: Tensor, weight: Tensor, target: Tensor, smoothing: float, r_drop: float, dtype: torch.dtype
    ) -> tuple[Tensor, Tensor]:
        passes = hidden.size(0) // max(target.size(0), 1) or 1
        low_weight = weight.to(dtype)
        # [pass, row, d_model]; both passes of a row are in one chunk.
        twice = hidden.view(passes, target.size(0), hidden.size(1))
        hidden_grad = torch.empty_like(twice)
        weight_grad = torch.zeros_like(weight)
        total = torch.zeros((), device=hidden.device)
        total_nll = torch.zeros((), device=hidden.device)
        size = CHUNK_ROWS // passes
        for start in range(0, target.size(0), size):
            rows = slice(start, start + size)
            # A plain matrix product: for a batched one torch would copy the whole weight at every chunk.
            low_hidden = twice[:, rows].flatten(0, 1).to(dtype)
            logits = (low_hidden @ low_weight.t()).float()
            divergence = _divergence(logits, r_drop / 4) if passes == 2 and r_drop else None
            loss, nll, slope = _smoothed(logits, target[rows].repeat(passes)[:, None], smoothing)
            total += loss / passes
            total_nll += nll / passes
            if passes > 1:
                slope /= passes
            if divergence is not None:
                total += divergence[0]
                slope += divergence[1]
            low_slope = slope.to(dtype)
            hidden_grad[:, rows] = (low_slope @ low_weight).view(passes, -1, hidden.size(1)).to(hidden.dtype)
            weight_grad += (low_slope.t() @ low_hidden).to(weight.dtype)
        ctx.save_for_backward(hidden_grad.view_as(hidden), weight_grad)
        ctx.mark_non_differentiable(total_nll)
        return total, total_nll

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor | None, ...]:
        hidden_grad, weight_grad = ctx.saved_tensors
        return hidden_grad * grads[0].to(hidden_grad.dtype), weight_grad * grads[0], None, None, None, None


def _smoothed(logits: Tensor, gold: Tensor, smoothing: float) -> tuple[Tensor, Tensor, Tensor]:
    """Smoothed loss, plain NLL and d loss / d logits, which overwrites `logits` [row, vocabulary].

    In place and with one exponential per number: for a small model the time goes into passes over the logits.
    """
    vocabulary = logits.size(-1)
    logits -= logits.amax(dim=-1, keepdim=True)
    gold_logits, summed = logits.gather(-1, gold), logits.sum()
    slope = logits.exp_()
    normaliser = slope.sum(dim=-1, keepdim=True)
    log_normaliser = normaliser.log()
    nll = (log_normaliser - gold_logits).sum()
    loss = (1.0 - smoothing) * nll + smoothing * (log_normaliser.sum() - summed / vocabulary)
    # softmax - smoothed target
    slope.div_(normaliser).sub_(smoothing / vocabulary)
    slope.scatter_add_(-1, gold, torch.full_like(gold, smoothing - 1.0, dtype=slope.dtype))
    return loss, nll, slope


def _divergence(logits: Tensor, weight: float) -> tuple[Tensor, Tensor]:
    """`weight` times the symmetric divergence of two passes, logits [2 * row, vocabulary], and its gradient."""
    logprob = logits.view(2, -1, logits.size(-1)).log_softmax(dim=-1)
    p = logprob.exp()
    ratio = logprob - logprob.flip(0)  # log p - log q seen from each pass
    kl = (p * ratio).sum(dim=-1, keepdim=True)  # KL(p || q) and KL(q || p)
    slope = p * (ratio - kl) + p - p.flip(0)
    return weight * kl.sum(), weight * slope.view_as(logits)


def fused_cross_entropy(
    hidden: Tensor,
    weight: Tensor,
    target: Tensor,
    smoothing: float,
    dtype: torch.dtype = torch.float32,
    r_drop: float = 0.0,
) -> tuple[Tensor, Tensor]:
    """`smoothed_cross_entropy(hidden @ weight.T, target)` without keeping the logits.

    `hidden` [row, d_model], `weight` [vocabulary, d_model], `target` [row]; matrix products in `dtype`, sums in
    float32. The gradient flows to `hidden` and `weight` from the first result; the second is for the log only.

    With `hidden` [2 * row, d_model], the rows' first pass and then their second with other dropout, the loss is
    R-Drop's: the mean of both cross-entropies plus r_drop / 4 times the symmetric divergence between them (Liang et al.
    2021, whose loss is twice this one, so `r_drop` equals their alpha).
    """
    loss, nll = _FusedLoss.apply(hidden, weight, target, smoothing, r_drop, dtype)  # type: ignore[no-untyped-call]
    return loss, nll
