"""What the set-up says, and how it calls other programs."""

import os
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

Command = Sequence[str | Path]


class TaskFailedError(Exception):
    """A step could not be done; the message is for the person at the terminal."""

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status


def say(text: str) -> None:
    # Flushed, so that it stays in front of what the programs called next write.
    print(text, flush=True)


def heading(text: str) -> None:
    say(f"\n==> {text}")


def call(command: Command, extra: Mapping[str, str] | None = None) -> int:
    """Run a program in the repository's root, on this terminal; its exit status."""
    return subprocess.call(
        [str(part) for part in command], cwd=ROOT, env={**os.environ, **(extra or {})}
    )


def check_call(command: Command, extra: Mapping[str, str] | None = None) -> None:
    """Run a program that must succeed.

    Raises
    ------
    TaskFailedError
        If it ends with another status than 0.
    """
    status = call(command, extra)
    if status:
        shown = shlex.join(Path(part).name if isinstance(part, Path) else part for part in command)
        raise TaskFailedError(f"This failed with status {status}: {shown}")
