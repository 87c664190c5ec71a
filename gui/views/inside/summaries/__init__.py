"""Many heads as one map, each with its rule."""
