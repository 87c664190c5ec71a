"""Training: from a recipe to a trained bundle, and the files of a run."""
