"""Checkpoints of torch.nn.Transformer, with what a person says about them, become our own Transformer."""
