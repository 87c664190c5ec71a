"""The program set up to ask a hub on the loopback, with a library of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import huggingface_hub
import pytest
from huggingface_hub import constants

from tests.model.fake_hub import FakeHub, serving


@contextmanager
def hub_for_tests(root: Path, patch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    """A fake hub as the only one that exists; models go to `root`; nobody is logged in."""
    for name in ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "HF_HUB_OFFLINE", "HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        patch.delenv(name, raising=False)
    patch.setattr(constants, "HF_TOKEN_PATH", str(root / "token"))
    patch.setattr(constants, "HF_HUB_OFFLINE", False)
    patch.setattr("model.library.hub.downloading.FIRST_WAIT", 0.01)
    patch.setenv("TRANSLUCENT_MODELS", str(root))
    huggingface_hub.close_session()  # it may have been made with a proxy
    with serving() as hub:
        patch.setenv("HF_ENDPOINT", hub.url)
        yield hub
        huggingface_hub.close_session()
