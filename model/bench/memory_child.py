"""The process that `main.py bench memory` measures: from a file of generated pairs, over an epoch plan, to updates.

`python -m model.bench.memory_child PAIRS FOLDER` prints what it is doing on standard output, and its result at the end.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import torch

from model.bench.peak import RESULT, status_bytes
from model.data.batches import batch_of, epoch_plan, pieces_of
from model.data.cleaning import CleaningRecipe
from model.data.grammar import generate
from model.network.config import PRESETS, ModelConfig
from model.network.transformer import Transformer
from model.training.distributed import Group
from model.training.recipe import DataRecipe, Recipe, TrainingRecipe
from model.training.training_data import prepare_data
from model.training.updater import Updater

# Fewer than the smaller corpus has: the vocabulary is learnt from this many sentences whatever the size of the corpus,
# so that step does the same work both times.
VOCABULARY_SENTENCES = 50_000
BATCH_TOKENS = 4096
UPDATES = 5


def write_pairs(path: Path, count: int, say: Callable[[str], None]) -> None:
    say("generating")
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for pair in generate("en-de", count):
            file.write(f"{pair.source}\t{pair.target}\n")


def main() -> None:
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    said = ""

    def say(doing: str) -> None:
        nonlocal said
        if doing != said:
            print(doing, flush=True)
        said = doing

    corpus = folder / "pairs.tsv"
    write_pairs(corpus, count, say)
    data_recipe = DataRecipe(train=str(corpus), vocab_size=0, vocab_sentences=VOCABULARY_SENTENCES)
    recipe = Recipe("memory", data_recipe, CleaningRecipe(), {"preset": "tiny"}, TrainingRecipe())
    data = prepare_data(recipe, folder, 512, folder / "cache", lambda doing, share: say(doing))

    say("planning an epoch")
    batches = pieces = 0
    for indices in epoch_plan(data.train, BATCH_TOKENS, 1, 0):
        batches += 1
        pieces += pieces_of(data.train, indices)

    say("training")
    sizes = (data.source_tokenizer.size, data.target_tokenizer.size)
    updater = Updater(
        Transformer(ModelConfig(*sizes, **PRESETS["tiny"])).train(), recipe.training, torch.float32, Group()
    )
    for step, indices in enumerate(islice(epoch_plan(data.train, BATCH_TOKENS, 1, 0), UPDATES), start=1):
        updater.update(step, [batch_of(data.train, indices)])
    disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    facts = {"pairs": len(data.train), "batches": batches, "pieces": pieces, "disk": disk}
    print(RESULT + json.dumps({**facts, "resident": status_bytes("self", "VmHWM")}), flush=True)


if __name__ == "__main__":
    main()
