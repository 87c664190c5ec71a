"""What each head measurably does, over a sentence or a file."""
