"""Our own model folders ("bundles"): weights by name, tokenizers, and the whole bundle."""
