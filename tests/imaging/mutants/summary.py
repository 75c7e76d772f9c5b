"""What came out of a run, on one page."""

from collections import Counter
from collections.abc import Sequence

from tests.imaging.mutants.running import Outcome

_SHOWN = 20


def summary(outcomes: Sequence[Outcome]) -> str:
    if not outcomes:
        return "No mutant was tried."
    kinds = Counter(outcome.trial.kind for outcome in outcomes)
    slowest = max(outcomes, key=lambda outcome: outcome.trial.processor_seconds)
    largest = max(outcomes, key=lambda outcome: outcome.trial.megabytes)
    failed = [outcome for outcome in outcomes if outcome.trial.problem]
    lines = [f"{len(outcomes):,} mutants, {len(failed):,} with a problem"]
    lines += [f"  {count:7,}  {kind}" for kind, count in kinds.most_common()]
    lines.append(
        f"slowest: {slowest.trial.processor_seconds:.2f} s of the processor, {slowest.name}"
    )
    lines.append(f"largest: {largest.trial.megabytes:.0f} MB, {largest.name}")
    lines += [f"PROBLEM  {outcome.name}: {outcome.trial.problem}" for outcome in failed[:_SHOWN]]
    if len(failed) > _SHOWN:
        lines.append(f"... and {len(failed) - _SHOWN} more")
    return "\n".join(lines)
