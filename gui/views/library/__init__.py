"""The models of this computer: to look at, use, add and remove."""
