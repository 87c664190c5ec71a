"""One head, step by step."""
