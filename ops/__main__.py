"""`python -m ops`, which `./store` runs."""

from ops.cli import main

main()
