"""What Ray must find in the environment of all tests: it looks when it is first imported.

Else it would leave a token in the home folder, or let whoever reaches the machine run programs.
"""

import os

from viewer.batch.cluster.connection import QUIET

os.environ.update(QUIET | {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": "0" * 64})
