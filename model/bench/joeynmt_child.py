"""JoeyNMT's side of the comparison: a process that makes updates on request and prints how long they took.

`python -m model.bench.joeynmt_child FOLDER DEVICE WORK`, with JoeyNMT in FOLDER and `Work` as JSON. It prints "ready".
Then, for each line "BEGIN END" (batch numbers, END not included), it prints the seconds that these updates took.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import torch
from torch import Tensor

from model.bench.contestants import CLIP, RATE, SMOOTHING, wait_for
from model.bench.work import FIRST_WORD, Work
from model.bundle.tokenizer import PAD, START
from model.data.batches import Batch
from model.network.config import ModelConfig

THEIR_PAD, THEIR_END = 1, 3  # JoeyNMT swaps our ids of <unk> and <pad>


class _SilentWriter:
    """Replaces TensorBoard's SummaryWriter, which JoeyNMT imports; it would be written to only now and then."""

    def __init__(self, log_dir: str) -> None:
        pass


def use_joeynmt(folder: str) -> None:
    """Make it importable, with stand-ins for its plotting and logging libraries."""
    sys.path.append(folder)  # last, so that it imports our torch and numpy
    for name, members in (
        ("torch.utils.tensorboard", {"SummaryWriter": _SilentWriter}),
        ("joeynmt.plotting", {"plot_heatmap": None}),
    ):
        module = ModuleType(name)
        vars(module).update(members)
        sys.modules[name] = module


def build_manager(config: ModelConfig, device: torch.device, folder: Path) -> Any:
    """JoeyNMT's own TrainManager around its own Transformer of our sizes; float16 on a GPU, its fastest way."""
    symbols = SimpleNamespace(
        unk_token="<unk>", pad_token="<pad>", bos_token="<s>", eos_token="</s>", sep_token=None, lang_tags=[],
        unk_id=0, pad_id=THEIR_PAD, bos_id=START, eos_id=THEIR_END, sep_id=None,
    )  # fmt: skip
    words = [f"w{i}" for i in range(config.target_vocab_size - FIRST_WORD)]
    vocabulary = import_module("joeynmt.vocabulary").Vocabulary(words, symbols)
    stack = {
        "type": "transformer",
        "num_heads": config.heads,
        "embeddings": {"embedding_dim": config.d_model, "scale": True, "dropout": config.dropout},
        "hidden_size": config.d_model,
        "ff_size": config.d_ff,
        "dropout": config.dropout,
        "layer_norm": "post",
    }
    model = import_module("joeynmt.model").build_model(
        {
            "initializer": "xavier_uniform",
            "embed_initializer": "xavier_uniform",
            "tied_embeddings": True,
            "tied_softmax": True,
            "encoder": {**stack, "num_layers": config.encoder_layers},
            "decoder": {**stack, "num_layers": config.decoder_layers},
        },
        src_vocab=vocabulary,
        trg_vocab=vocabulary,
    )
    model.loss_function = ("crossentropy", SMOOTHING)
    training = import_module("joeynmt.config").parse_train_args(
        {
            "loss": "crossentropy",
            "label_smoothing": SMOOTHING,
            "normalization": "tokens",
            "optimizer": "adam",
            "adam_betas": [0.9, 0.98],
            "learning_rate": RATE,
            "scheduling": "warmupinversesquareroot",
            "learning_rate_warmup": 4000,
            "clip_grad_norm": CLIP,
            "batch_size": 4096,  # a required key, but the batches are ours
            "batch_type": "token",
            "batch_multiplier": 1,
        }
    )
    on_gpu = device.type == "cuda"
    return import_module("joeynmt.training").TrainManager(
        rank=0,
        model=model.to(device),
        model_dir=folder,
        device=device,
        n_gpu=1 if on_gpu else 0,
        autocast={"device_type": device.type, "enabled": on_gpu, **({"dtype": torch.float16} if on_gpu else {})},
        train_args=training,
    )


def their_batch(batch: Batch, device: torch.device) -> Any:
    """The same pairs as JoeyNMT's Batch."""

    def renumbered(ids: Tensor) -> Tensor:
        return torch.where(ids == PAD, THEIR_PAD, ids)

    source = renumbered(batch.source)
    start = torch.full((source.size(0), 1), START)
    return import_module("joeynmt.batch").Batch(
        src=source,
        src_length=(batch.source != PAD).sum(1),
        src_prompt_mask=None,
        trg=torch.cat((start, renumbered(batch.target_out)), dim=1),
        trg_prompt_mask=None,
        indices=torch.arange(source.size(0)),
        device=device,
        pad_index=THEIR_PAD,
        eos_index=THEIR_END,
    )


def update(manager: Any, batch: Any) -> None:
    """One iteration of the loop in `TrainManager.train_and_validate`, with JoeyNMT's own parts."""
    manager._train_step(batch)
    manager.clip_grad_fun(parameters=manager.model.parameters())
    if manager.scaler is None:
        manager.optimizer.step()
    else:
        manager.scaler.step(manager.optimizer)
        manager.scaler.update()
    manager.scheduler.step(manager.stats.steps)
    manager.model.zero_grad()
    manager.stats.steps += 1


def main() -> None:
    folder, device_name, work_json = sys.argv[1:]
    device = torch.device(device_name)
    work = Work(**json.loads(work_json))
    use_joeynmt(folder)
    with tempfile.TemporaryDirectory() as temporary:
        manager = build_manager(work.config(), device, Path(temporary))
        batches = work.make()
        print("ready", flush=True)
        for line in sys.stdin:
            first, last = map(int, line.split())
            begin = time.perf_counter()
            for number in range(first, last):
                update(manager, their_batch(batches[number], device))
            wait_for(device)
            print(time.perf_counter() - begin, flush=True)


if __name__ == "__main__":
    main()
