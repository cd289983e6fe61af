"""History of other systems, brought in through the import procedures."""
