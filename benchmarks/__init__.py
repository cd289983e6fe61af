"""Benchmarks: each measures its own ceiling beside it, in the same run on the same data."""
