"""Marian's models, OPUS-MT above all, as our own Transformer, and ours as theirs."""
