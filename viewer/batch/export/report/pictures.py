"""The pictures of a report, in the page itself."""

import base64
import io
from dataclasses import dataclass

from PIL import Image

from viewer.batch.worklist.outcome import Picture
from viewer.reading.heatmap import draw_contribution, laid_over

_QUALITY = 80


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A thumbnail as it is and with its heatmap, as data addresses, and its size in pixels."""

    plain: str
    heatmap: str
    width: int
    height: int


def page_picture(picture: Picture | None) -> PagePicture | None:
    """None where no picture is kept, or what is kept is damaged."""
    if picture is None:
        return None
    try:
        with Image.open(io.BytesIO(picture.thumbnail), formats=["JPEG"]) as thumbnail:
            thumbnail.load()
            heatmap = draw_contribution(picture.contribution, picture.full_scale)
            over = laid_over(thumbnail, heatmap)
    except OSError:  # what Pillow raises of a broken JPEG
        return None
    jpeg = io.BytesIO()
    over.save(jpeg, "JPEG", quality=_QUALITY)
    return PagePicture(_address(picture.thumbnail), _address(jpeg.getvalue()), *over.size)


def _address(jpeg: bytes) -> str:
    return f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}"
