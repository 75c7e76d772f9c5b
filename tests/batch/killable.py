"""A program that runs one batch after the other, each in a process that may be killed.

python -m tests.batch.killable FOLDER MODEL: for each line on stdin, the path of a worklist, it goes
on with it in a fork of this process, which so needs to start but once. It says `begun PID`, `row`
for each row that is added, and `ended STATUS`.
"""

import os
import sys
from pathlib import Path

import onnxruntime  # noqa: F401, late in the program itself

from viewer.batch import Worklist, run_batch
from viewer.imaging import find_radiographs
from viewer.reading import Provider, Reader


def say(words: str) -> None:
    os.write(1, words.encode() + b"\n")


def run(folder: Path, model: Path, path: Path) -> None:
    os.setsid()
    say(f"begun {os.getpid()}")
    reader = Reader.open(model, Provider.CPU)
    with Worklist.go_on(path) as worklist:
        run_batch(
            find_radiographs([folder]),
            reader,
            reader.operating_point(),
            worklist,
            jobs=2,
            on_row=lambda _row, _progress: say("row"),
        )


def main() -> None:
    folder, model = map(Path, sys.argv[1:])
    for line in sys.stdin:
        process = os.fork()
        if process == 0:
            run(folder, model, Path(line.rstrip("\n")))
            os._exit(0)  # what ONNX Runtime does at an exit is not for a fork
        say(f"ended {os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])}")


if __name__ == "__main__":
    main()
