"""What crosses to the screen, and what can be asked about it. NumPy only, never torch."""
