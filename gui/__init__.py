"""Everything on the screen. Imports the model's value types (`model.trace`, `model.steps`); only `gui.jobs` runs a model."""
