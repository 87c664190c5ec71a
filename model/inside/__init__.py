"""The answers to `model.questions`, computed with torch: each module answers one, as a generator that can be closed."""
