"""95% intervals in closed form: quick enough to follow a threshold that is being moved."""

import math

Z = 1.959964


def of_share(hits: int, of: int) -> tuple[float, float]:
    """The score interval of a proportion (Wilson 1927), for `of` > 0."""
    share, spread = hits / of, Z * Z / of
    middle = (share + spread / 2) / (1 + spread)
    reach = math.sqrt(share * (1 - share) * spread + spread * spread / 4) / (1 + spread)
    low = 0.0 if hits == 0 else middle - reach
    return low, 1.0 if hits == of else middle + reach


def of_f1(true_positive: int, wrong: int) -> tuple[float, float]:
    """The interval of F1 = 2 TP / (2 TP + FP + FN), for a denominator > 0.

    F* = TP / (TP + FP + FN) is a proportion (Hand, Christen and Kirielle 2021) that rises with
    F1 = 2 F* / (1 + F*), which takes Wilson's interval of the one to the other: "Wilson
    indirect" of Lam 2023, "Confidence intervals for the F1 score".
    """
    low, high = of_share(true_positive, true_positive + wrong)
    return 2 * low / (1 + low), 2 * high / (1 + high)


def of_auc_by_chance(auc: float, positive: int, negative: int) -> tuple[float, float]:
    """The interval of an AUC from the numbers of each class alone, both > 0.

    Method 5 of Newcombe 2006: all values that lie within 1.96 standard errors of the AUC, by
    the variance of Hanley and McNeil 1982 at that value. An AUC of 1 has one, too.
    """
    return (
        _edge(auc, 0.0, positive, negative) if auc > 0.0 else 0.0,
        _edge(auc, 1.0, positive, negative) if auc < 1.0 else 1.0,
    )


def _edge(auc: float, far: float, positive: int, negative: int) -> float:
    """Between the AUC and 0 or 1, where it is just 1.96 standard errors away; by bisection."""
    near = auc
    for _ in range(60):
        middle = (near + far) / 2
        if (middle - auc) ** 2 <= Z * Z * _variance(middle, positive, negative):
            near = middle
        else:
            far = middle
    return (near + far) / 2


def _variance(auc: float, positive: int, negative: int) -> float:
    pairs = (positive + negative) / 2 - 1
    spread = 1 + pairs * (1 - auc) / (2 - auc) + pairs * auc / (1 + auc)
    return auc * (1 - auc) * spread / (positive * negative)
