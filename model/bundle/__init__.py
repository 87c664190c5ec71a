"""Model folders of our own: weights by name, tokenizers, the whole bundle."""
