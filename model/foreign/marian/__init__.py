"""Marian's models, OPUS-MT above all, as our own Transformer, and ours as theirs (issue 5, parts 1 and 5)."""
