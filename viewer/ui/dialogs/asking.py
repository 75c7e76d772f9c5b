"""The questions that the window asks by a file dialog."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from viewer.ui.texts import later, tr

_KINDS = {
    "DICOM": ("dcm", "dicom", "dic"),
    later("Pictures"): ("jpg", "jpeg", "png", "tif", "tiff", "webp", "bmp"),
    later("Archives"): ("zip",),
}


def _filters() -> str:
    """All files first: what a scanner or a CD writes often has no ending, and needs none."""
    parts = [f"{tr('All radiographs, whatever they are called')} (*)"]
    for kind, endings in _KINDS.items():
        patterns = [f"*.{case}" for ending in endings for case in (ending, ending.upper())]
        if kind == "DICOM":
            patterns.insert(0, "DICOMDIR")
        parts.append(f"{tr(kind)} ({' '.join(patterns)})")
    return ";;".join(parts)


def ask_for_files(parent: QWidget) -> list[Path]:
    """Which files to open; none if the person changed their mind."""
    names, _ = QFileDialog.getOpenFileNames(parent, tr("Open radiographs"), "", _filters())
    return [Path(name) for name in names]


def ask_for_folder(parent: QWidget, title: str) -> Path | None:
    name = QFileDialog.getExistingDirectory(parent, title)
    return Path(name) if name else None


def ask_for_worklist(parent: QWidget) -> Path | None:
    """Where to write the worklist; the ending of the name says as what."""
    return ask_for_target(parent, tr("Export the worklist"), tr("worklist.csv"), _table_kinds())


def ask_for_file(parent: QWidget, title: str, kind: str, endings: str) -> Path | None:
    """Which one file to read, of a kind such as `*.csv`, or any other."""
    kinds = f"{kind} ({endings});;{tr('All files')} (*)"
    name, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return Path(name) if name else None


def ask_for_agreement(parent: QWidget) -> Path | None:
    """Where to write a session of blind reading."""
    return _ask_for_table(parent, tr("Export the agreement"), tr("agreement.csv"))


def _table_kinds() -> str:
    kinds = {
        "CSV": "csv",
        "Excel": "xlsx",
        "JSON Lines": "jsonl",
        tr("Report for a browser"): "html",
    }
    return ";;".join(f"{kind} (*.{ending})" for kind, ending in kinds.items())


def _ending_of(kind: str) -> str:
    """That of a kind such as "CSV (*.csv)"; none of one that has several."""
    patterns = kind.rpartition("(")[2].rstrip(")").split()
    return patterns[0].removeprefix("*") if len(patterns) == 1 else ""


def _ask_for_table(parent: QWidget, title: str, suggested: str) -> Path | None:
    return ask_for_target(parent, title, suggested, "CSV (*.csv)")


def ask_for_target(parent: QWidget, title: str, suggested: str, kinds: str) -> Path | None:
    """Where to write a file; one without an ending gets that of the suggested name."""
    ending = Path(suggested).suffix
    while True:
        name, kind = QFileDialog.getSaveFileName(parent, title, suggested, kinds)
        if not name:
            return None
        ending = _ending_of(kind) or ending
        if Path(name).suffix:
            return Path(name)
        if not Path(f"{name}{ending}").exists():
            return Path(f"{name}{ending}")
        suggested = f"{name}{ending}"  # the dialog has not asked yet whether to replace that one
