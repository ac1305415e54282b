"""`python -m facilitate` is `facilitate`."""

from facilitate.cli import main

main()
