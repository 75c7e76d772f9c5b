"""From arrays to what Qt draws."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage


def to_image(shown: NDArray[Any]) -> QImage:
    """Copy (rows, columns) or (rows, columns, 3), uint8, into an image of its own.

    Of 32 bits, which Qt scales more than twice as quickly as any other.
    """
    data = np.ascontiguousarray(shown)
    rows, columns = data.shape[:2]
    colour = data.ndim == 3
    form = QImage.Format.Format_RGB888 if colour else QImage.Format.Format_Grayscale8
    # The array dies with this call: the copy is what stays.
    borrowed = QImage(data.data, columns, rows, data.strides[0], form)
    return borrowed.convertToFormat(QImage.Format.Format_RGB32)
