"""Loads Marian's models, mostly OPUS-MT, as our own Transformer, and exports ours as Marian's."""
