"""The ground: local servers, migrations and the command line."""
