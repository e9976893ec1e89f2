"""How an inspection made on a page gets into the report log, which is kept above this feature."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fangxian.kernel.authority import Actor, Can

Report = Mapping[str, Any]
Write = Callable[[Actor, Report, str, Can], str]
_write: list[Write] = []


def written_by(write: Write) -> None:
    """
    Have the feature that keeps the log write; called once, when its application starts.

    It takes the actor, a report as of the field API, the code of whom it comes from and what the actor must
    be allowed; it answers why the report was not taken, '' if it was.
    """
    _write[:] = [write]


def write(actor: Actor, report: Report, person: str, can: Can) -> str:
    """Write one report in the caller's transaction; why it was not taken, '' if it was."""
    return _write[0](actor, report, person, can)
