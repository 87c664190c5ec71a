"""Other people's encoder-decoders, played by `transformers`: the same sites, points, steps and traces as our own.

    loading        a folder on this computer -> a translator
    checks         what of a folder is refused before any of it is loaded
    package        importing `transformers`, quietly, where it is installed
    special        special pieces and lengths, from its configurations
    vocabulary     pieces with their characters, from whatever tokenizer the family has
    languages      which languages there are to choose from, and where a choice goes
    reader         text -> what the encoder reads; what every translation begins with
    network        the numbers: starting, one step, a forced pass, and which of them can be looked at
    interface      attention through our named points
    anatomy        norms, positions, scales: what a family does otherwise than the paper

`transformers` is an optional extra and slow to import: nothing here imports it before a model is loaded.
"""

from model.foreign.huggingface.loading import load_huggingface

__all__ = ["load_huggingface"]
