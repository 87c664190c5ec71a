"""Encoder-decoders that others made, run by `transformers`: the same sites, points, steps and traces as our own.

    loading        a folder on this computer -> a translator
    describing     what a folder describes, compared with its files before weights are read
    checks         what is refused before anything of a folder is loaded
    package        importing `transformers`, quietly, where it is installed
    special        special pieces and lengths, from the configurations
    vocabulary     pieces with their characters, from whatever tokenizer the family has
    spelling       the tokenizers' ways of marking words and writing bytes, made one
    alignment      which characters a piece covers, where the tokenizer does not say it
    languages      which languages can be chosen, and how a choice reaches the model
    reader         text -> what the encoder reads; what every translation begins with
    network        the numbers: starting, one step, a forced pass, and which of them can be looked at
    interface      attention through our named points
    anatomy        norms, positions, scales: how a family differs from the paper

`transformers` is an optional extra and slow to import: nothing here imports it before a model is loaded.
"""

from model.foreign.huggingface.describing import check_huggingface
from model.foreign.huggingface.loading import load_huggingface

__all__ = ["check_huggingface", "load_huggingface"]
