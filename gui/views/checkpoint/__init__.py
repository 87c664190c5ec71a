"""The parts of the dialog that makes a model of a plain PyTorch checkpoint."""
