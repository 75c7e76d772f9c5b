"""A model file is opened, and refused with the reason if it breaks the contract."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from viewer.errors import ModelRefusedError, ProviderUnavailableError
from viewer.imaging.gate import read_bytes
from viewer.reading.card import METADATA_KEY, ModelCard
from viewer.reading.reading import ModelIdentity

if TYPE_CHECKING:
    import onnxruntime

OUTPUTS = {"probability": 1, "logit": 1, "contribution": 3, "scope_distance": 1}
"""Each output's name and rank."""

_OTHER_FILE = "Choose a file that `hilum-train export` wrote."
CUDA_PROVIDER, CPU_PROVIDER = "CUDAExecutionProvider", "CPUExecutionProvider"


class Provider(StrEnum):
    """The execution provider that is asked for."""

    AUTO = "auto"
    CUDA = "cuda"
    CPU = "cpu"


@dataclass(frozen=True, slots=True, eq=False)
class ModelFile:
    """An open model that keeps the contract."""

    session: "onnxruntime.InferenceSession"
    card: ModelCard
    identity: ModelIdentity
    provider: str

    def run(self, images: NDArray[np.float32]) -> Sequence[NDArray[np.float32]]:
        """What each of `OUTPUTS` is for (n, size, size, 1). Raises whatever the session does."""
        values: Sequence[NDArray[np.float32]] = self.session.run(list(OUTPUTS), {"image": images})
        return values


def open_model(path: Path, provider: Provider = Provider.AUTO) -> ModelFile:
    """Open a model file on the provider asked for; `AUTO` takes CUDA where it works.

    Raises
    ------
    ModelRefusedError
        If the file is no ONNX file or breaks the contract.
    ProviderUnavailableError
        If `provider` is CUDA and the session does not hold it.
    FileUnavailableError, LimitExceededError
    """
    content = read_bytes(path)
    session = _open_session(content, provider)
    held = session.get_providers()[0]
    if provider is Provider.CUDA and held != CUDA_PROVIDER:
        raise ProviderUnavailableError(
            "CUDA was asked for and can't run here.",
            "Install the extra `gpu` and an NVIDIA driver, or use --provider cpu.",
        )
    card = _read_card(session)
    _check_signature(session, card)
    identity = ModelIdentity(card.name, card.version, hashlib.sha256(content).hexdigest())
    return ModelFile(session, card, identity, held)


def _open_session(content: bytes, provider: Provider) -> "onnxruntime.InferenceSession":
    import onnxruntime  # late: 0.2 s that the window does not wait for

    wanted = [CPU_PROVIDER]
    if provider is not Provider.CPU and CUDA_PROVIDER in onnxruntime.get_available_providers():
        onnxruntime.preload_dlls()  # CUDA and cuDNN come as wheels that no loader path names
        wanted = [CUDA_PROVIDER, CPU_PROVIDER]
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    # One thread a radiograph: in a batch several go at the same time and leave no core idle; one
    # alone is not much slower; and on any machine, whoever asks, it is the same sum.
    options.intra_op_num_threads = 1
    try:
        session = onnxruntime.InferenceSession(content, options, providers=wanted)
        # Else a failing CUDA run would go on on the CPU, and readings name the wrong provider.
        session.disable_fallback()
        return session
    except Exception as error:  # ONNX Runtime raises a dozen classes, all meaning this
        raise ModelRefusedError("The file is not an ONNX model.", _OTHER_FILE) from error


def _read_card(session: "onnxruntime.InferenceSession") -> ModelCard:
    text = session.get_modelmeta().custom_metadata_map.get(METADATA_KEY)
    if text is None:
        raise ModelRefusedError("The ONNX file carries no model card.", _OTHER_FILE)
    try:
        return ModelCard.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the card"
        raise ModelRefusedError(
            f"The model card is not as it must be: {place}: {first['msg']}.", _OTHER_FILE
        ) from error


def _check_signature(session: "onnxruntime.InferenceSession", card: ModelCard) -> None:
    problem = None
    inputs = {node.name: node for node in session.get_inputs()}
    outputs = {node.name: node for node in session.get_outputs()}
    size = card.input.size
    if set(inputs) != {"image"} or inputs["image"].shape[1:] != [size, size, 1]:
        problem = f"its input is not `image`, (n, {size}, {size}, 1)"
    elif isinstance(inputs["image"].shape[0], int):
        problem = "the number of radiographs at a time is fixed"
    for name, rank in OUTPUTS.items():
        if name not in outputs:
            problem = f"it lacks the output `{name}`"
        elif len(outputs[name].shape) != rank:
            problem = f"its output `{name}` has {len(outputs[name].shape)} axes instead of {rank}"
    if any(node.type != "tensor(float)" for node in (*inputs.values(), *outputs.values())):
        problem = "an input or output is not float32"
    if problem:
        raise ModelRefusedError(f"The model breaks the contract: {problem}.", _OTHER_FILE)
