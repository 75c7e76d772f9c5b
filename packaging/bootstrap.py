"""Set Hilum up and use it, with nothing but Python: `python3 packaging/bootstrap.py run`.

The Makefile calls this; on Windows call it yourself: `py packaging/bootstrap.py run`.
"""

import sys

# The syntax of this file must suit the oldest Python, or none could say this.
if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    sys.exit(
        "Hilum needs Python 3.11, 3.12 or 3.13, and this is " + sys.version.split()[0] + ".\n"
        "Call it with one of those, for example: python3.13 " + " ".join(sys.argv)
    )

if __name__ == "__main__":
    from tasks import main

    sys.exit(main(sys.argv[1:]))
