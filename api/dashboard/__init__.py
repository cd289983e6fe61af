"""The dashboard: how the shop does, in one call."""
