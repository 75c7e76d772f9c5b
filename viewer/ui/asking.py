"""The questions that the window asks by a file dialog."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

_RADIOGRAPHS = (
    "Radiographs (*.dcm *.dicom *.jpg *.jpeg *.png *.DCM *.JPG *.JPEG *.PNG);;All files (*)"
)


def ask_for_files(parent: QWidget) -> list[Path]:
    """Which files to open; none if the person changed their mind."""
    names, _ = QFileDialog.getOpenFileNames(parent, "Open radiographs", "", _RADIOGRAPHS)
    return [Path(name) for name in names]


def ask_for_folder(parent: QWidget, title: str) -> Path | None:
    name = QFileDialog.getExistingDirectory(parent, title)
    return Path(name) if name else None


def ask_for_csv(parent: QWidget) -> Path | None:
    """Where to write a table."""
    name, _ = QFileDialog.getSaveFileName(
        parent, "Export the worklist", "worklist.csv", "CSV (*.csv)"
    )
    if not name:
        return None
    return Path(name) if Path(name).suffix else Path(f"{name}.csv")
