"""One head as a chain of numbers: the matrix from raw scores to weights, and the vectors of one cell."""
