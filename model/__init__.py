"""Everything about the Transformer: configuration, layers, decoding, training, files. Imports no Qt, ever."""
