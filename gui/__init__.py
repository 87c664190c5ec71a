"""Everything on the screen. Imports the model's value types (`model.values`); `gui.jobs` runs a model."""
