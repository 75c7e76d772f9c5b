"""Settings without what a person may have written or opened."""

from collections.abc import Mapping
from typing import Any

_WORDS = {"language", "theme", "key_profile", "colour_map", "provider"}
"""Choices among a few of ours."""


def shown_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Switches and numbers as they are; of texts and lists only how long they are."""
    return {name: _shown(name, value) for name, value in settings.items()}


def _shown(name: str, value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return value if name in _WORDS else f"a text of {len(value)} characters"
    if isinstance(value, list | tuple | set | dict):
        return f"{len(value)} entries"
    return "left out"
