"""A file whose content is known by its hash before anything is decoded."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from viewer.imaging.archive import HERE, read_content, split
from viewer.imaging.decoding import AtWork, Conversation, conversation
from viewer.imaging.decoding.child import MemoryExceededError
from viewer.imaging.model_input import InputSpec
from viewer.imaging.opening import decode_content, open_radiograph
from viewer.imaging.preparing import PreparedRadiograph, prepare
from viewer.imaging.radiograph import Source


@dataclass(frozen=True, slots=True, eq=False)
class HeldContent:
    """The content of one file, until the `with` ends that `held_content` stands in."""

    source: Source
    _place: Conversation
    _content: bytes | None

    def prepared(self, spec: InputSpec) -> PreparedRadiograph:
        """Decode it, and make a network's input of it. Raises as `open_radiograph`."""
        try:
            if self._content is None:
                return self._place.call(_prepare_held, self.source, spec)
            return self._place.call(_prepare, self._content, self.source, spec)
        except MemoryExceededError:
            # As it is opened to be shown: the codec alone has the process's memory for itself.
            return prepare(open_radiograph(self.source.path, enough=spec.size), spec)


@contextmanager
def held_content(path: Path, at_work: AtWork | None = None) -> Iterator[HeldContent]:
    """Read a file, or a member of an archive, once: for its hash, and then for its radiograph.

    A file is read, hashed, decoded and made a network's input in one and the same decoder's
    process, and nothing of its size passes a pipe; the program's own threads wait meanwhile, and
    do not wait for each other. Archives are read in the program, which keeps their directories.

    Raises
    ------
    HilumError
        Whatever is wrong with the file, with a sentence and a hint.
    """
    with conversation(at_work) as place:
        parts = split(path)
        if parts is not None and parts[1] == HERE:
            sha256, content = place.wait_for(_hold, path), None
        else:
            content = read_content(path)
            sha256 = hashlib.sha256(content).hexdigest()
        yield HeldContent(Source(path, sha256), place, content)


_held: bytes | None = None


def _hold(path: Path) -> str:
    global _held
    _held = None  # not to keep two where the last one was not decoded, being known
    _held = read_content(path)
    return hashlib.sha256(_held).hexdigest()


def _prepare_held(source: Source, spec: InputSpec) -> PreparedRadiograph:
    global _held
    content, _held = _held, None
    assert content is not None, "asked without holding"
    return _prepare(content, source, spec)


def _prepare(content: bytes, source: Source, spec: InputSpec) -> PreparedRadiograph:
    return prepare(decode_content(content, source, enough=spec.size), spec)
