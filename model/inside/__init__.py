"""The answers to `model.values.questions`, computed with torch: one module each, a generator that can be closed."""
