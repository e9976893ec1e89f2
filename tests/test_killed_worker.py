"""A worker killed outright while it reminds and lets items climb; a long one is `bench.directives --kill`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from fangxian.kernel.db.tests.conftest import homes
from fangxian.kernel.db.tests.program import neutral

ROOT = Path(__file__).resolve().parent.parent
ARGUMENTS = ["--kill", "--people", "300", "--kills", "2"]


@pytest.mark.slow
def test_nobody_is_reminded_twice_and_nobody_forgotten_while_the_worker_is_killed():
    with homes() as make:
        run = subprocess.run(
            [sys.executable, "-m", "bench.directives", *ARGUMENTS],
            cwd=ROOT,
            env=neutral() | {"FANGXIAN_HOME": str(make())},
            capture_output=True,
            text=True,
            timeout=570,
            check=False,
        )
    assert run.returncode == 0, run.stderr[-3000:] + run.stdout
    found = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    assert [one["name"] for one in found] == ["people reminded", "tasks reminded of", "tasks climbed"]
    for one in found:
        assert (one["expected"], one["once"], one["never"], one["more"]) == (300, 300, 0, 0)
        assert one["kills"] == 2
