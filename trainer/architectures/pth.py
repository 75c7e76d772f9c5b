"""Tensors from torch's .pth files, without torch and without running what a file asks for."""

import collections
import pickle
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from viewer.errors import DamagedFileError

Tensors = dict[str, NDArray[Any]]

_LEGACY_MAGIC = 0x1950A86A20F9469CFC6C
_DTYPES: dict[str, np.dtype[Any]] = {
    "FloatStorage": np.dtype("<f4"),
    "LongStorage": np.dtype("<i8"),
}


def read_pth(path: Path) -> Tensors:
    """Read a state dictionary in torch's format before 1.6: five pickles, then raw storages.

    Returns
    -------
    dict of str to ndarray
        Convolutions as (out, in, height, width), as torch orders them.

    Raises
    ------
    DamagedFileError
        If the file is of another format, or asks for anything but tensors.
    """
    try:
        with path.open("rb") as file:
            return _read(file)
    # What the pickle module says that a broken pickle may raise, and NumPy on a short storage.
    except (
        pickle.UnpicklingError,
        AttributeError,
        EOFError,
        LookupError,
        TypeError,
        ValueError,
    ) as error:
        raise DamagedFileError(
            f"{path} holds no tensors in torch's format before 1.6: {error}.",
            "Give a .pth file in that format; torch writes it with "
            "`_use_new_zipfile_serialization=False`.",
        ) from error


def _read(file: IO[bytes]) -> Tensors:
    if _TensorUnpickler(file).load() != _LEGACY_MAGIC:
        raise pickle.UnpicklingError("it begins with another number")
    _TensorUnpickler(file).load()  # the format's version
    _TensorUnpickler(file).load()  # the writer's byte order and integer sizes
    placed = _TensorUnpickler(file).load()
    keys = _TensorUnpickler(file).load()
    dtypes = {tensor.key: tensor.dtype for tensor in placed.values()}
    storages = {key: _read_storage(file, dtypes[key]) for key in keys}
    return {name: tensor.cut_from(storages[tensor.key]) for name, tensor in placed.items()}


class _Placed:
    """A tensor as the pickle describes it: a view of a storage that comes later."""

    def __init__(
        self,
        storage: tuple[str, str],
        offset: int,
        shape: tuple[int, ...],
        strides: tuple[int, ...],
        *_unused: object,
    ) -> None:
        kind, self.key = storage
        self.dtype: np.dtype[Any] = _DTYPES[kind]
        self.offset, self.shape, self.strides = offset, shape, strides

    def cut_from(self, storage: NDArray[Any]) -> NDArray[Any]:
        strides = [stride * self.dtype.itemsize for stride in self.strides]
        return np.ndarray(
            self.shape, self.dtype, storage, self.offset * self.dtype.itemsize, strides
        ).copy()


class _TensorUnpickler(pickle.Unpickler):
    """Admits tensors and the dictionary that holds them, and no other class or function."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("collections", "OrderedDict"):
            return collections.OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _Placed
        if module == "torch" and name in _DTYPES:
            return name
        raise pickle.UnpicklingError(f"{module}.{name} is no tensor")

    def persistent_load(self, pid: Any) -> tuple[str, str]:
        _, kind, key, *_ = pid
        return kind, key


def _read_storage(file: IO[bytes], dtype: np.dtype[Any]) -> NDArray[Any]:
    count = int(np.frombuffer(file.read(8), "<i8")[0])
    return np.frombuffer(file.read(count * dtype.itemsize), dtype)
