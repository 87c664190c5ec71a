"""The paper's figure 1, box by box, with the numbers of the current translation."""
