"""The card inside an ONNX file: its figures, and replacing it."""

from pathlib import Path

from trainer.metrics import Interval
from viewer.errors import ExportError
from viewer.reading.card import METADATA_KEY, Metric, ModelCard


def to_metric(name: str, interval: Interval, data: str) -> Metric:
    """One line of the card."""
    return Metric(name=name, value=interval.value, low=interval.low, high=interval.high, data=data)


def rewrite_card(path: Path, card: ModelCard) -> None:
    """Give an ONNX file another card, leaving its graph as it is.

    Raises
    ------
    ExportError
        If the file can't be written.
    """
    import onnx

    model = onnx.load(path)
    onnx.helper.set_model_props(model, {METADATA_KEY: card.model_dump_json()})
    partial = path.with_name(path.name + ".partial")
    try:
        onnx.save(model, partial)
        partial.replace(path)
    except OSError as error:
        raise ExportError(
            f"The card can't be written to {path}: {error.strerror}.",
            "Copy the file to a place that may be written to, or make room.",
        ) from error
