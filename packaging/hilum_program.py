"""Where the bundled program starts."""

from viewer.cli import main

main()
