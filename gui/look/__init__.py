"""Colours by meaning, light and dark, and the font."""
