"""Whether the model may be asked about a radiograph."""

from viewer.imaging import Damage, Header
from viewer.reading.card import IntendedUse, ModelCard


def scope_reasons(
    header: Header, damage: Damage | None, scope_distance: float, card: ModelCard
) -> tuple[str, ...]:
    """Say why a radiograph is out of scope: by its header, its damage, and how it looks.

    What the header does not say is no reason: a JPEG has no header at all.
    """
    reasons = list(_header_reasons(header, card.intended_use))
    if header.frames > 1:
        reasons.append(f"the file holds {header.frames} frames, not one radiograph")
    if damage is not None and not damage.confined:
        reasons.append(damage.words)
    # Negated, so that a network that answers "not a number" is not trusted either.
    if not scope_distance <= card.scope.threshold:
        reasons.append(
            "it looks unlike the radiographs the model was trained on "
            f"(distance {scope_distance:.2f}, limit {card.scope.threshold:.2f})"
        )
    return tuple(reasons)


def _header_reasons(header: Header, use: IntendedUse) -> list[str]:
    reasons = []
    for what, value, allowed in (
        ("modality", header.modality, use.modalities),
        ("body part", header.body_part, use.body_parts),
        ("view", header.view_position, use.views),
    ):
        if value and value.upper() not in allowed:
            reasons.append(f"the {what} is {value}, not {' or '.join(allowed)}")
    youngest, oldest = use.ages_years
    # The last year of life counts whole: at 5 years and 11 months a child is 5.
    if header.age_years is not None and not youngest <= header.age_years < oldest + 1:
        reasons.append(
            f"the patient is {_age(header.age_years)} old; "
            f"the model is for {youngest:g} to {oldest:g} years"
        )
    return reasons


def _age(years: float) -> str:
    return f"{int(years * 12)} months" if years < 2 else f"{int(years)} years"
