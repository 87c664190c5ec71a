"""Devices are probed, and a device that is not there is said so."""

from __future__ import annotations

import pytest
import torch

from model.device import choose_device, describe_device, describe_hardware, fast_dtype
from model.errors import UserError


def test_auto_always_finds_a_device():
    device = choose_device("auto")
    assert torch.ones(2, device=device).sum() == 2
    assert describe_device(device)
    assert describe_hardware(device)


@pytest.mark.parametrize("name", ["nonsense", "cuda:99", "", "hpu", "meta"])
def test_a_device_that_is_not_there_is_refused(name):
    with pytest.raises(UserError, match="auto"):
        choose_device(name)


def test_the_probe_answers_with_a_format_that_works():
    dtype = fast_dtype("cpu")
    assert dtype in (torch.float32, torch.bfloat16)
    assert (torch.ones(4, 4, dtype=dtype) @ torch.ones(4, 4, dtype=dtype) == 4).all()
