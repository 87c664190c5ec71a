"""Attention as lines between two columns of pieces."""
