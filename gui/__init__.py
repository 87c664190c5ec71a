"""Everything on the screen. Imports the model's value types (`model.trace`, `model.steps`); `gui.jobs` runs a model."""
