"""The dialog that describes a new training."""
