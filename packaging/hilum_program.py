"""Where the bundled program starts, and where its decoders' processes do."""

import multiprocessing

# In such a process this never returns; so what it doesn't need is imported after it.
multiprocessing.freeze_support()

from viewer.cli import main  # noqa: E402

main()
