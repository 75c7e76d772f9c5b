"""How far a radiograph's features are from those of the training radiographs."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

COMPONENTS = 64
"""Principal components kept: enough for the training features, few enough to estimate."""

QUANTILE = 0.995
"""The share of clean validation radiographs that lies within the threshold."""


@dataclass(frozen=True, slots=True, eq=False)
class ScopeModel:
    """Mahalanobis distance in the space of the leading principal components, plus the rest.

    distance^2 = |whitening (f - mean)|^2 / k  +  |residual of f - mean|^2 / residual_variance,
    so that what the training features never do counts as well as what they do too much of:
    one Gaussian, after Lee et al. 2018 but without classes, and the residual of the principal
    space, as in Wang et al. 2022 (ViM).

    Attributes
    ----------
    mean : ndarray, (features,), float32
    basis : ndarray, (features, k), float32, orthonormal columns
    deviations : ndarray, (k,), float32, standard deviation along each column
    residual_variance : float, mean squared length of the residual in training
    """

    mean: NDArray[np.float32]
    basis: NDArray[np.float32]
    deviations: NDArray[np.float32]
    residual_variance: float

    def distance(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """(n, features) to (n,) distances; about 1.4 for a radiograph of the training data."""
        centred = features - self.mean
        along = centred @ self.basis
        residual = np.square(centred - along @ self.basis.T).sum(axis=1)
        squared = np.square(along / self.deviations).mean(axis=1)
        return np.sqrt(squared + residual / self.residual_variance).astype(np.float32)


def fit_scope(features: NDArray[np.float32]) -> ScopeModel:
    """Fit to the (n, features) features of the training radiographs."""
    mean = features.mean(axis=0)
    centred = (features - mean).astype(np.float64)
    values, vectors = np.linalg.eigh(centred.T @ centred / len(features))
    kept = min(COMPONENTS, features.shape[1] - 1, max(1, len(features) - 1))
    variance, basis = values[::-1][:kept], vectors[:, ::-1][:, :kept]
    residual = float(np.maximum(values[::-1][kept:], 0.0).sum())
    return ScopeModel(
        mean.astype(np.float32),
        basis.astype(np.float32),
        np.sqrt(np.maximum(variance, 1e-8)).astype(np.float32),
        max(residual, 1e-8),
    )
