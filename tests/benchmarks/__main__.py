"""Ratios of the viewer's work to what others do, measured in one run.

python -m tests.benchmarks

Those of a batch take minutes each, and are programs of their own:

    python -m tests.benchmarks.pipeline
    python -m tests.benchmarks.growth
"""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks.comparison import Comparison
from tests.benchmarks.event_loop import Stalls, make_pictures, measure_stalls
from tests.benchmarks.frame_time import compare_frames, compare_measured_frames
from tests.benchmarks.jpeg_input import compare_jpeg_input, write_large_jpeg
from tests.benchmarks.listing import Listing, list_folder, make_folder
from tests.benchmarks.opening import (
    compare_opening,
    compare_window_change,
    write_large_dicom,
)
from tests.imaging.samples import encoded, gradient
from tests.stand_in import write_stand_in
from viewer.ui.app import make_application

_DICOM_SIDE = 3000
_JPEG_SIDE = 2000
_LISTED_FILES = 50_000
_BATCH_FILES = 10_000
_ROUNDS = 15
_WINDOW_ROUNDS = 60


def main() -> None:
    application = make_application()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dicom = write_large_dicom(folder / "large.dcm", _DICOM_SIDE)
        jpeg = write_large_jpeg(folder / "large.jpg", _JPEG_SIDE)
        print(f"{_DICOM_SIDE} x {_DICOM_SIDE} DICOM, {_JPEG_SIDE} x {_JPEG_SIDE} JPEG")
        show(
            [
                compare_opening(dicom, _ROUNDS),
                compare_window_change(dicom, _WINDOW_ROUNDS),
                *compare_frames(_DICOM_SIDE, _WINDOW_ROUNDS),
                *compare_measured_frames(_DICOM_SIDE, _WINDOW_ROUNDS, folder / "measured"),
                compare_jpeg_input(jpeg, _ROUNDS),
            ]
        )
        many = make_folder(folder / "many", encoded(gradient(), "JPEG"), _LISTED_FILES)
        tell(list_folder(many))
        write_stand_in(folder / "model.onnx")
        pictures = make_pictures(folder / "batch", _BATCH_FILES)
        tell_stalls(measure_stalls(pictures, folder / "model.onnx", folder / "state"))
    application.shutdown()


def show(comparisons: list[Comparison]) -> None:
    """Print a table; a target is what the quiet machine should stay under."""
    for comparison in comparisons:
        target = "" if comparison.target is None else f" (target {comparison.target:.0f})"
        print(f"{comparison.what}: {comparison.ours:.1f} ms{target}")
        print(f"  {comparison.reference}: {comparison.theirs:.1f} ms")
        print(f"  ratio {comparison.ratio:.2f}")


def tell(listing: Listing) -> None:
    print(
        f"list {listing.files:,} files: the first after {listing.first:.1f} ms, "
        f"all after {listing.all:.0f} ms"
    )
    print(
        f"  {listing.folders_read:,} reads of {listing.folders:,} folders; "
        f"os.walk alone: {listing.walk:.0f} ms"
    )
    print(f"  ratio {listing.walk / listing.all:.2f}")


def tell_stalls(stalls: Stalls) -> None:
    batch, idle = stalls.batch, stalls.idle
    print(
        f"the event loop's longest stall in a batch of {stalls.files:,} files: "
        f"{batch.longest:.0f} ms (target {stalls.target:.0f}), {batch.over} above the target "
        f"in {stalls.seconds:.0f} s"
    )
    print(f"  the window's own thread computed at most {batch.busy:.0f} ms without a pause")
    print(f"  the same window with nothing to do: {idle.longest:.0f} ms")


if __name__ == "__main__":
    main()
