"""The cart of a user or a guest."""
