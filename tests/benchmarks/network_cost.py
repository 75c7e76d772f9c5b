"""What a model file costs, as a multiple of a plain EfficientNet-Lite0 at 224 pixels.

    python -m tests.benchmarks.network_cost [MODEL]

Both run in ONNX Runtime on the CPU, one radiograph at a time as the viewer runs them, in turns.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import onnxruntime as ort

from resources import shipped_model

ROUNDS = 40


def plain_lite0(to: Path) -> None:
    """Write EfficientNet-Lite0 at 224 pixels, with nothing but its logit."""
    import onnx
    import tensorflow as tf
    import tf2onnx

    from trainer.architectures import build_network

    network = build_network("efficientnet-lite0", 224, "none")
    signature = (tf.TensorSpec((None, 224, 224, 1), tf.float32, name="image"),)
    graph = tf.function(lambda image: network(image, training=False), input_signature=signature)
    onnx.save(tf2onnx.convert.from_function(graph, signature, opset=17)[0], to)


def session_of(path: Path) -> ort.InferenceSession:
    return ort.InferenceSession(path, providers=["CPUExecutionProvider"])


def milliseconds(session: ort.InferenceSession, image: np.ndarray) -> float:
    began = time.perf_counter()
    session.run(None, {session.get_inputs()[0].name: image})
    return 1000 * (time.perf_counter() - began)


def main() -> None:
    model = Path(sys.argv[1]) if len(sys.argv) > 1 else shipped_model()
    with tempfile.TemporaryDirectory() as folder:
        plain_file = Path(folder) / "plain.onnx"
        plain_lite0(plain_file)
        sessions = {"plain": session_of(plain_file), "model": session_of(model)}
        images = {
            name: np.random.default_rng(0)
            .random((1, *session.get_inputs()[0].shape[1:]))
            .astype(np.float32)
            for name, session in sessions.items()
        }
        times: dict[str, list[float]] = {name: [] for name in sessions}
        for _ in range(ROUNDS):
            for name, session in sessions.items():
                times[name].append(milliseconds(session, images[name]))
        medians = {name: statistics.median(values) for name, values in times.items()}
        print(
            f"{model}: {model.stat().st_size / 1e6:.1f} MB, {medians['model']:.1f} ms a radiograph"
        )
        print(f"plain EfficientNet-Lite0 at 224 pixels: {medians['plain']:.1f} ms")
        print(f"ratio {medians['model'] / medians['plain']:.2f}")


if __name__ == "__main__":
    main()
