"""From a text to its translation, one piece at a time."""
