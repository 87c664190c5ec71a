"""Teacher forcing of a translation that a person types."""
