"""How much each training radiograph counts."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from trainer.dataset import Example


def balanced_weights(examples: Sequence[Example]) -> NDArray[np.float32]:
    """Weights, (n,), of mean 1, that give both classes half of each source and view.

    Within a collection and a view the class can then not be told from where a radiograph
    comes from or how it was taken. Each stratum keeps the share that it has by its number.
    Where a stratum holds one class only, which nothing can balance, its examples count once.
    """
    stratum = [(example.source, example.view) for example in examples]
    cells = Counter(
        (place, example.label) for place, example in zip(stratum, examples, strict=True)
    )
    sizes = Counter(stratum)
    classes = Counter(place for place, _ in cells)
    return np.array(
        [
            sizes[place] / (classes[place] * cells[place, example.label])
            for place, example in zip(stratum, examples, strict=True)
        ],
        np.float32,
    )
