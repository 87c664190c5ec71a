"""How much each key really adds: lengths of weighted, transformed values (Kobayashi et al. 2020, arXiv 2004.10102)."""

from __future__ import annotations

import numpy as np

from model.inside.arrays import array_of
from model.inside.attention import equation_of
from model.inside.subject import Subject
from model.values.questions.norms import NormsNumbers, NormsQuestion
from model.values.trace import Trace, no_longer_writable


def norms_numbers(subject: Subject, question: NormsQuestion, trace: Trace) -> NormsNumbers:
    """All layers and heads of one kind, recorded in one pass.

    With f_h(k) = (x_k W_h^V + b_h^V) W_h^O, a head's norm is |w f| = w |f|. The sum over heads is never computed as
    vectors, which would take [query, key, d_model] numbers: |sum_h w_h f_h|^2 = sum_gh w_g w_h <f_g, f_h>.
    """
    sites = [site for site in subject.network.sites if site.group == question.group]
    names = [f"{site.name}.{part}" for site in sites for part in ("values", "weights")]
    recorder = subject.record(trace, *names)
    heads, summed = [], []
    for site in sites:
        values = array_of(recorder[f"{site.name}.values"][0]).astype(np.float64)  # [head, key, d_v]
        weights = array_of(recorder[f"{site.name}.weights"][0]).astype(np.float64)  # [head, query, key]
        out = array_of(equation_of(subject, site).out_weight).astype(np.float64)  # [d_model, head * d_v]
        count, _, d_v = values.shape
        projections = out.T.reshape(count, d_v, -1)  # [head, d_v, d_model]
        transformed = values @ projections  # [head, key, d_model]
        by_key = transformed.transpose(1, 0, 2)  # [key, head, d_model]
        products = by_key @ by_key.transpose(0, 2, 1)  # [key, head, head]
        lengths = np.sqrt(np.diagonal(products, axis1=1, axis2=2)).T  # [head, key]
        heads.append(weights * lengths[:, None, :])
        looks = weights.transpose(2, 1, 0)  # [key, query, head]
        squares = ((looks @ products) * looks).sum(axis=-1).T  # [query, key]
        summed.append(np.sqrt(np.maximum(squares, 0.0)))
    return NormsNumbers(
        group=question.group,
        heads=no_longer_writable(np.stack(heads).astype(np.float32)),
        summed=no_longer_writable(np.stack(summed).astype(np.float32)),
    )
