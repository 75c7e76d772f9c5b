"""What the model is, all of it from the card of its file."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from viewer.reading.card import Metric, ModelCard
from viewer.ui.desk.judging import ModelInUse
from viewer.ui.texts import said, tr

_FIGURES = 8
"""An evaluation gives some thirty; the card's order puts those that are asked for first."""


class ModelSection(QWidget):
    """A name, and below it what the card says: the panel is too narrow for two columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = QVBoxLayout(self)
        self._entries.setContentsMargins(0, 0, 0, 0)
        self._entries.setSpacing(8)

    def show_model(self, model: ModelInUse) -> None:
        for name, value in model_lines(model):
            self._add(name, value)

    def _add(self, name: str, value: str) -> None:
        label, text = QLabel(name), QLabel(value)
        label.setObjectName("muted")
        for part in (label, text):
            part.setWordWrap(True)
            part.setTextFormat(Qt.TextFormat.PlainText)  # a card may hold anything
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        entry = QVBoxLayout()
        entry.setSpacing(1)
        entry.addWidget(label)
        entry.addWidget(text)
        self._entries.addLayout(entry)


def model_lines(model: ModelInUse) -> list[tuple[str, str]]:
    """Name and value of each line."""
    card, training = model.card, model.card.training
    lines = [
        (tr("Name"), f"{card.name} {card.version}"),
        (tr("Network"), f"{card.architecture}, {card.input.size} × {card.input.size}"),
        (
            tr("Trained on"),
            tr(
                "{name}: {pneumonia:,} pneumonia and {normal:,} normal radiographs of "
                "{patients:,} patients"
            ).format(
                name=training.name,
                pneumonia=training.pneumonia,
                normal=training.normal,
                patients=training.patients,
            ),
        ),
        (tr("Made for"), _made_for(card)),
    ]
    if card.not_for:
        lines.append((tr("Not for"), "; ".join(map(said, card.not_for))))
    lines += _measured(card.metrics)
    lines.append((tr("File"), f"SHA-256 {model.identity.sha256[:12]}…"))
    return lines


def provider_name(provider: str) -> str:
    """ONNX Runtime's name of a provider, less what all of them end in."""
    return provider.removesuffix("ExecutionProvider")


def _made_for(card: ModelCard) -> str:
    use = card.intended_use
    youngest, oldest = use.ages_years
    return tr("{description} Ages {youngest:g} to {oldest:g} years; views {views}.").format(
        description=said(use.description),
        youngest=youngest,
        oldest=oldest,
        views=", ".join(use.views),
    )


def _measured(metrics: tuple[Metric, ...]) -> list[tuple[str, str]]:
    """One entry for each data set, with a line for each of the first figures measured on it."""
    by_data: dict[str, list[str]] = {}
    for metric in metrics:
        figure = tr("{name} {value:.3f} ({low:.3f} to {high:.3f})").format(
            name=said(metric.name), value=metric.value, low=metric.low, high=metric.high
        )
        by_data.setdefault(metric.data, []).append(figure)
    return [
        (tr("Measured on {data}").format(data=said(data)), _first_of(figures))
        for data, figures in by_data.items()
    ]


def _first_of(figures: list[str]) -> str:
    more = len(figures) - _FIGURES
    if more <= 0:
        return "\n".join(figures)
    return "\n".join(
        [*figures[:_FIGURES], tr("and {more} more, listed by hilum model").format(more=more)]
    )
