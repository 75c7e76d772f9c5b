"""Made-up readings of which the truth is known."""

import numpy as np


def drawn(count: int, shift: float = 1.5, seed: int = 11) -> tuple[np.ndarray, np.ndarray]:
    """Truth and logits; two classes of normal distribution, `shift` apart."""
    random = np.random.default_rng(seed)
    truth = random.random(count) < 0.4
    return truth, random.normal(0, 1, count) + shift * truth


def probability_of(logits: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-logits))
