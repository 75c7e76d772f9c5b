"""The command that makes and tries mutants; see the package."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.imaging.mutants.ledger import Ledger
from tests.imaging.mutants.running import replay, try_mutants
from tests.imaging.mutants.summary import summary

_FOLDER = Path("build") / "mutants"


def main() -> int:
    """Exit 0 where every mutant opened or said what was wrong, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.imaging.mutants", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=500, help="goes on where it was stopped")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="try one kept mutant again")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as workshop:
        if chosen.replay:
            trial = replay(chosen.replay, Path(workshop))
            print(trial)
            return int(bool(trial.problem))
        return _run(chosen.seed, chosen.count, Path(workshop))


def _run(seed: int, count: int, workshop: Path) -> int:
    ledger = Ledger(_FOLDER / f"{seed}.jsonl")
    done = {outcome.number for outcome in ledger.outcomes()}
    left = [number for number in range(count) if number not in done]
    if done:
        print(f"{len(done):,} were tried before; {len(left):,} are left.")
    for outcome in try_mutants(seed, left, workshop, _FOLDER):
        ledger.append(outcome)
        if outcome.trial.problem:
            print(f"PROBLEM  {outcome.name}: {outcome.trial.problem}", flush=True)
    outcomes = [outcome for outcome in ledger.outcomes() if outcome.number < count]
    print(summary(outcomes))
    return int(any(outcome.trial.problem for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
