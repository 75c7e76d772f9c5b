"""`hilum model`, `hilum --version`, and calls without a command."""

import sys
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import pytest

from tests.cli.calls import Call
from viewer.cli.program import with_command
from viewer.reading import Provider, Reader


def test_model_shows_the_card(hilum: Call, model: Path) -> None:
    answer = hilum("model", model)
    assert answer.status == 0
    for words in (
        "Stand-in 0.0.1",
        "sensitive: threshold 0.200",
        "0.400 to 0.600",
        "anything else",
        "1 pneumonia",
    ):
        assert words in answer.out


def test_model_shows_the_shipped_model_where_none_is_named(hilum: Call) -> None:
    assert Reader.open(provider=Provider.CPU).identity.sha256 in hilum("model").out


def test_version_is_that_of_the_installed_program(hilum: Call) -> None:
    assert hilum("--version").out == f"hilum {version('hilum')}\n"


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        ([], ["open"]),
        (["a.dcm"], ["open", "a.dcm"]),
        (["--provider", "cpu", "a.dcm"], ["open", "--provider", "cpu", "a.dcm"]),
        (["./info"], ["open", "./info"]),
        (["info", "a.dcm"], ["info", "a.dcm"]),
        (["--help"], ["--help"]),
    ],
)
def test_arguments_without_a_command_are_opened(arguments: list[str], meant: list[str]) -> None:
    assert with_command(arguments) == meant


def test_paths_open_the_window_and_its_status_is_the_programs(
    hilum: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    called = []

    def run(paths: list[Path], provider: Provider) -> int:
        called.append((paths, provider))
        return 7

    window = ModuleType("viewer.ui.app")
    window.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "viewer.ui.app", window)
    assert hilum("a.dcm", "folder").status == 7
    assert called == [([Path("a.dcm"), Path("folder")], Provider.AUTO)]
