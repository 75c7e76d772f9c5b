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


def ask_for_csv(parent: QWidget) -> Path | None:
    """Where to write the worklist."""
    return _ask_for_table(parent, tr("Export the worklist"), tr("worklist.csv"))


def ask_for_agreement(parent: QWidget) -> Path | None:
    """Where to write a session of blind reading."""
    return _ask_for_table(parent, tr("Export the agreement"), tr("agreement.csv"))


def _ask_for_table(parent: QWidget, title: str, suggested: str) -> Path | None:
    return ask_for_target(parent, title, suggested, "CSV (*.csv)")


def ask_for_target(parent: QWidget, title: str, suggested: str, kinds: str) -> Path | None:
    """Where to write a file; one without an ending gets that of the suggested name."""
    ending = Path(suggested).suffix
    while True:
        name, _ = QFileDialog.getSaveFileName(parent, title, suggested, kinds)
        if not name:
            return None
        if Path(name).suffix:
            return Path(name)
        if not Path(f"{name}{ending}").exists():
            return Path(f"{name}{ending}")
        suggested = f"{name}{ending}"  # the dialog has not asked yet whether to replace that one
