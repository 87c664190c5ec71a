"""The models on this computer, and where more come from."""
