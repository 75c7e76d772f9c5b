"""Native decoders work in child processes, where a file that breaks one costs only itself.

Codecs are written in C, and what they read comes from outside. A crash, a hang or an allocation
without end in one of them must cost that file and nothing else, so none runs in the program itself.

Why a process and a pipe of our own, and no pool of a library: whoever asks is a thread that waits
for the answer anyway (the window's decode lane, the batch's decoders), so it can hold a worker and
wait at its pipe by itself. `concurrent.futures` and loky break the whole pool when a process dies.
pebble's ProcessPool does not, yet it puts a scheduling thread that looks round every tenth of a
second and one pipe, shared under a lock by all workers, between the two, where every radiograph
would have to pass; what remains to be written here is less than what it takes to configure that.

Processes are spawned and never forked, since Qt and ONNX Runtime have threads running. They ignore
what asks a whole group of processes to end: the program may still need their answers, and ends
them when it does. Pixels come back through the pipe: shared memory was measured to be no faster
over all, and may be missing or tiny in a container.

A worker's memory is limited by the kernel on Linux, and its computing on macOS as well. Windows
and macOS have no limit of memory that a process can set for itself; there the sizes that a file
announces are checked before it is decoded, and the limit on the clock's time holds.
"""

from viewer.imaging.decoding.at_work import AtWork
from viewer.imaging.decoding.workers import Conversation, conversation, decode, start_early

__all__ = ["AtWork", "Conversation", "conversation", "decode", "start_early"]
