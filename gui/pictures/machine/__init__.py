"""Figure 1 and the numbers behind each of its boxes."""
