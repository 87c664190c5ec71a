"""The steps before the first evaluation after which the probe sentences' attention is kept: heads form early.

Each takes some 20 to 50 ms and 43 kB with the classroom recipe, a tenth of an update (measured).

0, before the first update, then 1, 2, 3, 5, 7 times the powers of ten: as many again for every tenfold.
"""

from __future__ import annotations

_ROUND = (1, 2, 3, 5, 7)


def is_early_moment(step: int, evaluate_steps: int) -> bool:
    """Whether to keep the attention after `step`; from the first evaluation on, evaluations do."""
    if step == 0:
        return True
    if step >= evaluate_steps:
        return False
    while step % 10 == 0:
        step //= 10
    return step in _ROUND
