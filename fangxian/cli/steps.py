"""Steps of long work: a progress bar each, and afterwards their seconds and peak memory."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
)

from fangxian.cli.installation import console

Report = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Step:
    """What a step took: wall seconds, and the process's peak resident memory in MiB while it ran."""

    name: str
    seconds: float
    peak_mib: float


class Steps:
    """Runs steps under one progress display and remembers what each took."""

    def __init__(self) -> None:
        self.taken: list[Step] = []
        self._bars = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeElapsedColumn(),
            console=console,
        )

    @contextmanager
    def step(self, name: str) -> Iterator[Report]:
        """One step; the block reports `(what, share of 1)` as it goes."""
        bar = self._bars.add_task(name, total=1.0)
        started = time.monotonic()
        _forget_peak()

        def report(what: str, share: float) -> None:
            label = f"{name} · {what}" if what else name
            self._bars.update(bar, completed=share, description=label)

        yield report
        self._bars.update(bar, completed=1.0, description=name)
        self.taken.append(Step(name, round(time.monotonic() - started, 2), _peak_mib()))

    def __enter__(self) -> Steps:
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def as_rows(self) -> list[dict[str, object]]:
        """The steps taken, for the summary."""
        return [asdict(step) for step in self.taken]


def _forget_peak() -> None:
    """Start the kernel's high-water mark of memory anew, where the system allows it (Linux)."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return


def _peak_mib() -> float:
    """The high-water mark of this process's memory in MiB since it was last forgotten."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return round(int(line.split()[1]) / 1024, 1)
