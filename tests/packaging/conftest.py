"""The set-up is a handful of scripts in packaging/, which is no package; they import each other."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "packaging"))
