"""Facts for figures, drawn at random."""

import numpy as np

from viewer.batch.figures.facts import Facts, State
from viewer.batch.figures.labels import UNLABELLED


def drawn(count: int, *, decimals: int = 16, seed: int = 0) -> Facts:
    """Facts of every state and label, with the more ties the fewer decimals."""
    random = np.random.default_rng(seed)
    label = random.choice([UNLABELLED, 0, 1], count, p=[0.1, 0.4, 0.5]).astype(np.int8)
    state = random.choice(list(State), count, p=[0.85, 0.1, 0.05]).astype(np.int8)
    logit = random.normal(1.2 * label, 1.0)
    probability = np.round(1 / (1 + np.exp(-logit)), decimals)
    return Facts(np.where(state == State.FAILED, np.nan, probability), state, label, "")


def of(probability: list[float], label: list[int]) -> Facts:
    """Facts of radiographs that were all read."""
    return Facts(
        np.array(probability, np.float64),
        np.zeros(len(probability), np.int8),
        np.array(label, np.int8),
        "",
    )


def counting(facts: Facts) -> tuple[np.ndarray, np.ndarray]:
    """Truth and probability of what counts in figures."""
    counts = (facts.state == State.READ) & (facts.label != UNLABELLED)
    return facts.label[counts] == 1, facts.probability[counts]
