"""The models of this computer: to look at, to use, to bring in, to take away."""
