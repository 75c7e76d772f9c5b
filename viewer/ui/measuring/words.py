"""What measurements are called, and their figures in words."""

from viewer.imaging import Length
from viewer.measuring import (
    AngleFigures,
    Figures,
    Kind,
    LengthFigures,
    Measurement,
    RatioFigures,
    RegionFigures,
)
from viewer.ui.texts import number, said, tr

_PENDING = "…"


def kind_text(kind: Kind) -> str:
    return {
        Kind.LENGTH: tr("Length"),
        Kind.ANGLE: tr("Angle"),
        Kind.COBB: tr("Cobb angle"),
        Kind.RECTANGLE: tr("Rectangle"),
        Kind.ELLIPSE: tr("Ellipse"),
        Kind.RATIO: tr("Cardiothoracic ratio"),
    }[kind]


def kind_in_text(kind: Kind) -> str:
    """As it stands within a sentence; Cobb was a person."""
    return kind_text(kind) if kind is Kind.COBB else kind_text(kind).lower()


def name_of(measurement: Measurement) -> str:
    """What the person calls it, else what it is."""
    return measurement.text or kind_text(measurement.kind)


def main_figure(figures: Figures) -> str:
    """The one figure that a list shows."""
    match figures:
        case LengthFigures(length):
            return length_text(length)
        case AngleFigures(degrees):
            return f"{number(degrees, '.1f')}°"
        case RegionFigures(pending=True):
            return _mean(None)
        case RegionFigures(area, statistics):
            return _area(area) if statistics is None else _mean(statistics.mean)
        case RatioFigures(ratio):
            return _ratio(ratio)


def label_lines(measurement: Measurement, figures: Figures) -> list[str]:
    """What stands at the measurement on the radiograph."""
    lines = [measurement.text] if measurement.text else []
    match figures:
        case RatioFigures(ratio, heart, thorax, warning):
            lines.append(tr("CTR {ratio}").format(ratio=_ratio(ratio)))
            lines.append(
                tr("heart {heart}, thorax {thorax}").format(
                    heart=length_text(heart), thorax=length_text(thorax)
                )
            )
            if warning:
                lines.append(said(warning))
        case RegionFigures(area, pending=True):
            lines.extend((_mean(None), _PENDING, _area(area)))
        case RegionFigures(area, statistics):
            if statistics is None:
                lines.append(tr("no pixels inside"))
            else:
                lines.append(f"{_mean(statistics.mean)} ± {_value(statistics.deviation)}")
                lines.append(
                    tr("{least} to {greatest}").format(
                        least=_value(statistics.least), greatest=_value(statistics.greatest)
                    )
                )
            lines.append(_area(area))
        case _:
            lines.append(main_figure(figures))
    return lines


def worth_of(figures: Figures) -> str:
    """What the figures are worth; empty where there is nothing to say."""
    match figures:
        case LengthFigures(length):
            return said(length.worth)
        case RegionFigures(area):
            return said(area.worth)
        case RatioFigures(heart=heart):
            return said(heart.worth)
    return ""


def warning_of(figures: Figures) -> str:
    return said(figures.warning) if isinstance(figures, RatioFigures) else ""


def _ratio(ratio: float | None) -> str:
    return "–" if ratio is None else number(ratio, ".2f")


def length_text(length: Length) -> str:
    """A length with its unit."""
    return f"{number(length.value, ',.1f')} {length.unit}"


def _area(area: Length) -> str:
    return f"{number(area.value, ',.0f' if area.value >= 100 else ',.1f')} {area.unit}"


def _mean(mean: float | None) -> str:
    return tr("mean {mean}").format(mean=_PENDING if mean is None else _value(mean))


def _value(value: float) -> str:
    """A value after the modality LUT, which on a radiograph has no unit."""
    if value.is_integer() or abs(value) >= 1000:
        return number(value, ",.0f")
    return number(value, ",.1f" if abs(value) >= 10 else ".3g")
