"""Settings that staff edit."""
