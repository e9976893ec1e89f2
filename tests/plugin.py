"""Loaded before the settings: tests have a home of their own, away from the demo's data."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
os.environ.setdefault("FANGXIAN_HOME", str(ROOT / ".fangxian" / "test"))
