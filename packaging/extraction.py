"""What a translator must see: found in the code's syntax trees, since layers below mark nothing.

The window marks its texts: `tr("…")`, `trn("…", "…", n)`, `later("…")`. The layers below it know
no language; of them every sentence counts, f-strings as templates with {0}, {1} in their gaps.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SAID = "said"
_MARKS = {"tr": 1, "later": 1, "trn": 2}
_WINDOW = "viewer/ui/"
_NO_LAYERS = ("viewer/cli", "viewer/__main__")
"""The command line speaks English."""
_ERRORS_ONLY = ("viewer/trouble/",)
"""What is written for whoever mends the program is English, too."""

_PROSE = re.compile(r"(?=.*[a-z]{2}).*\S \S", re.DOTALL)
_NO_PROSE = re.compile(
    r"\s*(?:PRAGMA|SELECT|INSERT|UPDATE|DELETE|BEGIN|DROP|CREATE) |.*%s|.*\[0-9\]|\w+\[.*\]$",
    re.DOTALL,
)
_FOR_US = {"RuntimeError", "ValueError", "TypeError", "AssertionError", "log_unforeseen"}
"""Calls whose words a person never sees."""

PUT_TOGETHER = {
    "viewer/batch/figures/choosing.py": ("chosen",),
    "viewer/blind/session.py": ("read", "written"),
    "viewer/imaging/presets.py": ("Lungs", "Mediastinum", "Bone"),
    "viewer/imaging/studies.py": ("Pictures", "Series", "{0} series {1}", "{0}, {1} frames"),
    "viewer/reading/scope.py": ("modality", "view"),
}
"""Single words, and sentences that no one literal shows whole."""

NOT_SHOWN = {
    "viewer/batch/cluster/connection.py": None,
    "viewer/batch/cluster/crew.py": None,
    "viewer/batch/cluster/running.py": None,
    "viewer/batch/cluster/shard_reader.py": None,
    "viewer/batch/cluster/staff.py": None,
    "viewer/batch/export/excel.py": ("Hilum worklist", "Research use only, not a medical device."),
    "viewer/batch/export/heatmaps.py": (
        "Research use only, not a medical device.",
        "The worklist keeps no heatmap of it.",
        "The file has changed since it was read.",
    ),
    "viewer/batch/export/report/groups.py": None,
    "viewer/batch/export/report/histogram.py": None,
    "viewer/batch/in_order.py": None,
    "viewer/batch/kept_table.py": None,
    "viewer/batch/worklist/listing.py": None,
    "viewer/batch/pipeline.py": ("While a file was read", "read {0}"),
    "viewer/batch/worklist/query.py": None,
    "viewer/batch/worklist/statements.py": None,
    "viewer/batch/verifying.py": None,
    "viewer/imaging/archive/contents.py": ("(member {0})",),
    "viewer/imaging/held.py": ("asked without holding",),
    "viewer/imaging/archive/lending.py": ("read outside of lent()",),
    "viewer/imaging/decoding/child.py": ("In the decoder's process:\n",),
    "viewer/imaging/dicom/codestream.py": None,
    "viewer/imaging/dicom/photometric.py": None,
    "viewer/imaging/dicomdir.py": ("(record {0})",),
    "viewer/imaging/jpeg.py": None,
    "viewer/reading/colour_maps.py": None,
    "viewer/imaging/spacing.py": (
        "ImagerPixelSpacing / EstimatedRadiographicMagnificationFactor",
        "PixelSpacing, calibrated by FIDUCIAL",
        "PixelSpacing, calibrated by GEOMETRY",
        "PixelSpacing, smaller than ImagerPixelSpacing",
    ),
}
"""Names, and words for a log, the command line or a file; None where there are no others."""

OF_THE_SYSTEM = (
    "No such file or directory",
    "Permission denied",
    "No space left on device",
    "Read-only file system",
    "Input/output error",
    "Is a directory",
    "Not a directory",
    "File name too long",
    "Stale file handle",
    "Operation not permitted",
    "Too many open files",
)
"""What the operating system says of a file, which errors of ours quote."""


@dataclass(frozen=True)
class Text:
    """An English text; `many` where it counts, `context` where a layer below says it."""

    english: str
    many: str | None
    context: str | None
    place: str


def all_texts(root: Path) -> Iterator[Text]:
    """Every text of the viewer, some of them more than once."""
    for path in sorted((root / "viewer").rglob("*.py")):
        place = path.relative_to(root).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if place.startswith(_WINDOW):
            yield from _marked(tree, place)
            yield from _said(_of_errors(tree), place)
        elif place.startswith(_ERRORS_ONLY):
            yield from _said(_of_errors(tree), place)
        elif not place.startswith(_NO_LAYERS):
            yield from _said(_prose(tree, place), place)
            yield from _said(iter(PUT_TOGETHER.get(place, ())), place)
    yield from _said(iter(OF_THE_SYSTEM), "viewer/errors.py")


def literal(node: ast.AST) -> str | None:
    """The text of a string or f-string, gaps numbered; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return None
    parts, gaps = [], 0
    for value in node.values:
        if isinstance(value, ast.Constant):
            parts.append(str(value.value))
        else:
            parts.append(f"{{{gaps}}}")
            gaps += 1
    return "".join(parts)


def called(node: ast.AST) -> str:
    """The name that a call calls, without what stands before its last dot."""
    if not isinstance(node, ast.Call):
        return ""
    name = node.func
    return name.attr if isinstance(name, ast.Attribute) else getattr(name, "id", "")


def _marked(tree: ast.AST, place: str) -> Iterator[Text]:
    for node in ast.walk(tree):
        count = _MARKS.get(called(node))
        if count is None or not isinstance(node, ast.Call):
            continue
        if count == 1:
            for choice in _choices(node.args[0]):
                yield Text(choice, None, None, place)
        else:
            one, many = literal(node.args[0]), literal(node.args[1])
            if one is not None and many is not None:
                yield Text(one, many, None, place)


def _choices(node: ast.expr) -> Iterator[str]:
    """The literals that an argument may be."""
    if isinstance(node, ast.IfExp):
        yield from _choices(node.body)
        yield from _choices(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def _of_errors(tree: ast.AST) -> Iterator[str]:
    """The sentences and hints of errors, which the window makes in English like everyone."""
    for node in ast.walk(tree):
        if called(node).endswith("Error") and called(node) not in _FOR_US:
            assert isinstance(node, ast.Call)
            yield from (text for part in node.args for text in [literal(part)] if text)


def _prose(tree: ast.AST, place: str) -> Iterator[str]:
    silent = NOT_SHOWN.get(place, ())
    if silent is None:
        return
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if _is_for_us(node):
            skipped.update(map(id, ast.walk(node)))
            continue
        if isinstance(node, ast.JoinedStr):
            skipped.update(map(id, node.values))
            skipped.update(id(form) for form in _formats(node))
        template = _joined_by_word(node)
        if template:
            skipped.update(map(id, ast.walk(node)))
        text = template or literal(node)
        if text and _PROSE.search(text) and not _NO_PROSE.match(text) and text not in silent:
            yield text


def _is_for_us(node: ast.AST) -> bool:
    """A docstring, or words for the log or for whoever reads a traceback."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    return called(node) in _FOR_US


def _formats(node: ast.JoinedStr) -> Iterator[ast.AST]:
    for value in node.values:
        if isinstance(value, ast.FormattedValue) and value.format_spec is not None:
            yield from ast.walk(value.format_spec)


def _joined_by_word(node: ast.AST) -> str | None:
    """What `" or ".join(…)` puts together, as a template."""
    if called(node) != "join" or not isinstance(node, ast.Call):
        return None
    assert isinstance(node.func, ast.Attribute)
    word = literal(node.func.value)
    return f"{{0}}{word}{{1}}" if word and word.startswith(" ") else None


def _said(texts: Iterator[str], place: str) -> Iterator[Text]:
    for text in texts:
        if not re.fullmatch(r"(\{\d+\}|\W)*", text):
            yield Text(text, None, SAID, place)
