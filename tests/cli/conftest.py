"""`hilum` as a person calls it. A call ends in SystemExit, as the process would."""

from pathlib import Path

import pytest

from tests.cli.calls import Answer, Call
from tests.stand_in import write_stand_in
from viewer.cli import console, main


@pytest.fixture
def hilum(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    # Rich wraps to the width of the terminal that it was born in, which a test run may lend.
    for each in (console.out, console.err):
        monkeypatch.setattr(each, "width", 200)

    def call(*arguments: str | Path) -> Answer:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Answer(int(ended.value.code or 0), captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "model.onnx"
    write_stand_in(path)
    return path
