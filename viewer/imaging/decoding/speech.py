"""What codecs say on the error stream of a decoder's process: kept from everyone, yet listened to.

Some codecs tell of damage nowhere else. What they say may quote the file, so it is searched for
fixed words and never passed on.
"""

import os
import sys
import tempfile

_ERROR_STREAM = 2
_MOST = 1 << 16

_listening = False


def listen() -> None:
    """Let the error stream of this process end in a file without a name."""
    global _listening
    if sys.platform == "linux":
        kept = os.memfd_create("speech")
        os.dup2(kept, _ERROR_STREAM)
        os.close(kept)
    else:
        with tempfile.TemporaryFile() as file:
            os.dup2(file.fileno(), _ERROR_STREAM)
    _listening = True


def forget() -> None:
    """Forget what was said; nothing happens in a process that does not listen."""
    if _listening:
        os.ftruncate(_ERROR_STREAM, 0)
        os.lseek(_ERROR_STREAM, 0, os.SEEK_SET)


def was_said(words: bytes) -> bool:
    """Whether it was said since `forget`; never in a process that does not listen."""
    if not _listening:
        return False
    os.lseek(_ERROR_STREAM, 0, os.SEEK_SET)
    return words in os.read(_ERROR_STREAM, _MOST)
