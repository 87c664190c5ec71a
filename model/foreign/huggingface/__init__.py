"""Other people's encoder-decoders, played by `transformers`: the same steps and traces as our own.

    loading        a folder on this computer -> a translator
    checks         what of a folder is refused before any of it is loaded
    package        importing `transformers`, quietly, where it is installed
    vocabulary     pieces with their characters, from whatever tokenizer the family has
    languages      which languages there are to choose from, and where a choice goes
    reader         text -> what the encoder reads; what every translation begins with
    network        the numbers: encoding, one step, a forced pass
    stepper        decoding one step at a time
    capture        queries, keys, values and scores, out of the middle of attention
    anatomy        norms, positions, scales: what a family does otherwise than the paper
    answers        what can be asked about a translation
    translator     all of it together

`transformers` is an optional extra and slow to import: nothing here imports it before a model is loaded.
"""

from model.foreign.huggingface.loading import load_huggingface
from model.foreign.huggingface.translator import HuggingFaceTranslator

__all__ = ["HuggingFaceTranslator", "load_huggingface"]
