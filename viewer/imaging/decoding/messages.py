"""What goes through the pipe between the program and a decoder: objects and large buffers.

The pickles hold no buffers (PEP 574): those follow one by one, so that a picture is never
copied into a pickle and out of it.
"""

import pickle
from multiprocessing.connection import Connection
from typing import Any


def send(pipe: "Connection[Any, Any]", message: object) -> None:
    """Send any object; arrays and `pickle.PickleBuffer` travel beside its pickle.

    Raises
    ------
    OSError
        If nobody is left at the other end.
    """
    buffers: list[pickle.PickleBuffer] = []
    pickled = pickle.dumps(message, protocol=5, buffer_callback=buffers.append)
    pipe.send_bytes(len(buffers).to_bytes(4, "little") + pickled)
    for buffer in buffers:
        pipe.send_bytes(buffer.raw())


def receive(pipe: "Connection[Any, Any]") -> Any:
    """Wait for an object; arrays in it are read-only.

    Raises
    ------
    EOFError, OSError
        If nobody is left at the other end.
    """
    head = pipe.recv_bytes()
    buffers = [pipe.recv_bytes() for _ in range(int.from_bytes(head[:4], "little"))]
    return pickle.loads(memoryview(head)[4:], buffers=buffers)
