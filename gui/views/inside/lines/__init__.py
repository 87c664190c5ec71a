"""Who looks at whom, as lines."""
