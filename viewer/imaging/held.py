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
from viewer.imaging.radiograph import Radiograph, Source


@dataclass(frozen=True, slots=True, eq=False)
class HeldContent:
    """The content of one file, until the `with` ends that `held_content` stands in."""

    source: Source
    _place: Conversation
    _content: bytes | None

    def prepared(self, spec: InputSpec, thumbnail_side: int) -> tuple[PreparedRadiograph, bytes]:
        """Decode it, and make a network's input and a thumbnail of it. Raises as `open_radiograph`.

        The thumbnail is a JPEG whose longer side has `thumbnail_side` pixels.
        """
        try:
            if self._content is None:
                return self._place.call(_prepare_held, self.source, spec, thumbnail_side)
            return self._place.call(_prepare, self._content, self.source, spec, thumbnail_side)
        except MemoryExceededError:
            # As it is opened to be shown: the codec alone has the process's memory for itself.
            radiograph = open_radiograph(self.source.path, enough=spec.size)
            return _with_thumbnail(radiograph, spec, thumbnail_side)


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


def _prepare_held(source: Source, spec: InputSpec, side: int) -> tuple[PreparedRadiograph, bytes]:
    global _held
    content, _held = _held, None
    assert content is not None, "asked without holding"
    return _prepare(content, source, spec, side)


def _prepare(
    content: bytes, source: Source, spec: InputSpec, side: int
) -> tuple[PreparedRadiograph, bytes]:
    return _with_thumbnail(decode_content(content, source, enough=spec.size), spec, side)


def _with_thumbnail(
    radiograph: Radiograph, spec: InputSpec, side: int
) -> tuple[PreparedRadiograph, bytes]:
    # Late: the program itself needs no encoder.
    from viewer.imaging.thumbnail import thumbnail_of

    prepared = prepare(radiograph, spec)
    return prepared, thumbnail_of(prepared, side)
