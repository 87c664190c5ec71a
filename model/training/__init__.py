"""From a recipe to a trained bundle, and what a run leaves behind."""
