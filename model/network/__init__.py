"""The Transformer of the paper, in torch, to be read beside section 3."""
