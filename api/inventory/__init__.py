"""Stock and its entries."""
