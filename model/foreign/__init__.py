"""Models that other programs made."""
