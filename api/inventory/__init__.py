"""Stock and its movements."""
