"""The templates of a report, and how values are written in them."""

from functools import cache

from jinja2 import Environment, FunctionLoader, StrictUndefined

import resources


@cache
def environment() -> Environment:
    """Where the templates are found; what they are given is text, and never markup."""
    found = Environment(
        loader=FunctionLoader(
            lambda name: resources.find(f"report/{name}").read_text(encoding="utf-8")
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {
        "count": "{:,}".format,
        "date": _date,
        "figure": "{:.3f}".format,
        "place": "{:.1f}".format,
        "probability": _probability,
        "share": "{:.1%}".format,
        "initial": _initial,
    }
    return found


def _probability(value: float) -> str:
    """Three decimals, and never a certainty that the network did not state."""
    if 0.0 < value < 0.001:
        return "< 0.001"
    return "> 0.999" if 0.999 < value < 1.0 else f"{value:.3f}"


def _date(text: str) -> str:
    """A DICOM DA (PS3.5 6.2) with its parts told apart; anything else as it is."""
    if len(text) == 8 and text.isdecimal():
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return text


def _initial(text: str) -> str:
    """As it begins a line; what has capitals of its own keeps them."""
    return text[:1].upper() + text[1:]
