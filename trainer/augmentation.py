"""What a radiograph of the same patient might have looked like on another day."""

import io
import math
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from pydantic import BaseModel, ConfigDict, Field, field_validator

Share = Annotated[float, Field(ge=0.0, le=1.0)]
Grey = NDArray[np.float32]


class Augmentation(BaseModel):
    """How far a picture may be bent. What is not named stays as it is.

    Attributes
    ----------
    flip : bool
        Left to right, in half of the pictures.
    rotation : float
        Degrees, to either side.
    crop : (float, float)
        The share of the picture's area that is kept and stretched to the whole (random
        resized crop); above 1, the picture shrinks inside a black border.
    aspect : float
        The crop may be that many times wider or higher than the picture is.
    shift : float
        Share of the side by which the crop may go over the edge.
    contrast : float
        Grey levels may be spread about their mean by 1 - contrast to 1 + contrast.
    brightness : float
        Grey level that may be added or taken.
    gamma : float
        Grey levels may be raised to a power between 1 / gamma and gamma: detectors and their
        processing bend the grey scale, and no window undoes that.
    blur : float
        Largest standard deviation of a Gaussian blur, in pixels; half of the pictures get one.
    jpeg : int
        Lowest JPEG quality; half of the pictures are saved as one. 100 for none.
    noise : float
        Largest standard deviation of Gaussian noise, in grey level.
    cutmix : float
        Share of the pictures that get a rectangle of another one, and its share of the label
        (Yun et al. 2019). Done to a batch, by `cutmix`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    flip: bool = False
    rotation: Annotated[float, Field(ge=0, le=180)] = 0.0
    crop: tuple[Annotated[float, Field(gt=0)], Annotated[float, Field(gt=0)]] = (1.0, 1.0)
    aspect: Annotated[float, Field(ge=1)] = 1.0
    shift: Share = 0.0
    contrast: Share = 0.0
    brightness: Share = 0.0
    gamma: Annotated[float, Field(ge=1)] = 1.0
    blur: Annotated[float, Field(ge=0)] = 0.0
    jpeg: Annotated[int, Field(ge=1, le=100)] = 100
    noise: Share = 0.0
    cutmix: Share = 0.0

    @field_validator("crop")
    @classmethod
    def _ascending(cls, crop: tuple[float, float]) -> tuple[float, float]:
        if crop[0] > crop[1]:
            raise ValueError("the smaller share comes first")
        return crop


PERTURBATION = Augmentation(
    flip=True,
    rotation=12,
    crop=(0.5, 1.1),
    aspect=1.4,
    shift=0.05,
    contrast=0.35,
    brightness=0.1,
    gamma=1.8,
    blur=1.0,
    jpeg=30,
    noise=0.03,
)
"""What validation radiographs are perturbed by, whatever a recipe trains with.

One yardstick for all recipes: clean validation saturates and ranks nothing.
"""


def augment(image: Grey, how: Augmentation, random: np.random.Generator) -> Grey:
    """Bend one picture of grey level 0..1, float32, (size, size, 1) to (size, size, 1).

    Framing is one affine transform, so that the picture is interpolated once. Framing, blur
    and JPEG work on 8 bits, as the files of the training data have.
    """
    picture = Image.fromarray(np.rint(image[:, :, 0] * 255.0).astype(np.uint8))
    picture = _framed(picture, how, random)
    if how.blur and random.random() < 0.5:
        picture = picture.filter(ImageFilter.GaussianBlur(random.uniform(0.0, how.blur)))
    if how.jpeg < 100 and random.random() < 0.5:
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=int(random.integers(how.jpeg, 96)))
        picture = Image.open(file)
    grey = np.asarray(picture, np.float32) / np.float32(255.0)
    return _exposed(grey, how, random)[:, :, np.newaxis]


def cutmix(
    images: Grey, labels: NDArray[np.float32], share: float, random: np.random.Generator
) -> tuple[Grey, NDArray[np.float32]]:
    """Paste a rectangle of another picture of the batch into a share of the pictures.

    Parameters
    ----------
    images : ndarray, (n, size, size, 1)
    labels : ndarray, (n,)
        Each becomes the mean of the two labels by their areas (Yun et al. 2019, equation 1,
        with the area left to the first picture uniform in 0..1).
    """
    mixed, mixed_labels = images.copy(), labels.copy()
    size = images.shape[1]
    others = random.permutation(len(images))
    for index in np.flatnonzero(random.random(len(images)) < share):
        side = size * math.sqrt(1.0 - random.random())
        row, column = random.uniform(0.0, size, 2)
        top, bottom = (int(np.clip(row + s * side / 2, 0, size)) for s in (-1, 1))
        left, right = (int(np.clip(column + s * side / 2, 0, size)) for s in (-1, 1))
        other = others[index]
        mixed[index, top:bottom, left:right] = images[other, top:bottom, left:right]
        pasted = (bottom - top) * (right - left) / size**2
        mixed_labels[index] = (1.0 - pasted) * labels[index] + pasted * labels[other]
    return mixed, mixed_labels


def _framed(picture: Image.Image, how: Augmentation, random: np.random.Generator) -> Image.Image:
    area = random.uniform(*how.crop)
    stretch = math.exp(random.uniform(-1.0, 1.0) * math.log(how.aspect) / 2.0)
    wide, high = math.sqrt(area) * stretch, math.sqrt(area) / stretch
    # Where in the picture the crop's centre lies, in sides from the picture's.
    x, y = (
        random.uniform(-1.0, 1.0) * (abs(1.0 - side) / 2.0 + how.shift) for side in (wide, high)
    )
    angle = math.radians(random.uniform(-how.rotation, how.rotation))
    mirror = -1.0 if how.flip and random.random() < 0.5 else 1.0
    cosine, sine = math.cos(angle), math.sin(angle)
    size = picture.width
    a, b = mirror * wide * cosine, -mirror * wide * sine
    d, e = high * sine, high * cosine
    centre = size / 2.0
    matrix = (
        a, b, centre * (1.0 - a - b) + x * size,
        d, e, centre * (1.0 - d - e) + y * size,
    )  # fmt: skip
    if np.allclose(matrix, (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)):
        return picture
    return picture.transform(
        picture.size, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR, fillcolor=0
    )


def _exposed(grey: Grey, how: Augmentation, random: np.random.Generator) -> Grey:
    if how.contrast or how.brightness:
        mean = grey.mean()
        spread = random.uniform(1.0 - how.contrast, 1.0 + how.contrast)
        grey = (grey - mean) * spread + mean + random.uniform(-how.brightness, how.brightness)
    if how.noise:
        deviation = random.uniform(0.0, how.noise)
        grey = grey + random.normal(0.0, deviation, grey.shape).astype(np.float32)
    grey = np.clip(grey, 0.0, 1.0)
    if how.gamma > 1.0:
        reach = math.log(how.gamma)
        grey = grey ** math.exp(random.uniform(-reach, reach))
    return grey.astype(np.float32)
