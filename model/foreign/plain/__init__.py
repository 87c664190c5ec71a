"""Converts checkpoints of torch.nn.Transformer, with what a person says about them, to our own Transformer."""
