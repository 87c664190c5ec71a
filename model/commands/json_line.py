"""One value as one line of JSON, as commands print it."""

from __future__ import annotations

import json
import math
from typing import Any


def json_line(value: Any) -> str:
    """Valid JSON always: a number that is none, or infinite, is null; a path or another value becomes its text."""
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, default=str)
    except ValueError:
        return json.dumps(_finite(value), ensure_ascii=False, allow_nan=False, default=str)


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _finite(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(one) for one in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
