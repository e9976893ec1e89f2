"""What a feature declares of a kind of report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from fangxian.kernel.authority import Actor, Can

Statement = tuple[str, Sequence[object]]
"""SQL and its values, for the driver's own placeholders."""


@dataclass(slots=True)
class Fact:
    """
    One report that fits its form, as it will stand in the log.

    `id` is a lower-case UUIDv7 text, `occurred_at` aware, `body` the form's struct. `device` and `device_seq`
    are '' and None for what was entered from paper or on a page; `person` is the responder's code.
    """

    id: str
    kind: str
    form_version: int
    area: str
    subject: str
    occurred_at: datetime
    body: Any
    raw: str
    device: str
    device_seq: int | None
    person: str
    skew_s: int

    @property
    def happened_at(self) -> datetime:
        """When it happened by the server's clock, as far as the phone's is known to go wrong."""
        return self.occurred_at - timedelta(seconds=self.skew_s)


def nothing_more(_facts: Sequence[Fact]) -> list[Statement]:
    """For kinds that change nothing beyond the log."""
    return []


@dataclass(frozen=True, slots=True)
class Kind:
    """
    A kind of report.

    `code` names it and its form in `contracts/forms`; `can` is what it asks of the charge it is made under.
    `subjects` is a statement that takes codes (a text[]) and gives those that are there, each with the area
    code within which it may be spoken of; where `may_be_empty` a report may also speak of its area alone.

    `project` gives the statements that change what follows from reports just written to the log, each for the
    first time. They run in its transaction, under row security, for many reports at once, and must not mind
    in which order reports come. If `sure`, they fail by themselves (with a division by zero) unless every
    subject was there and could be spoken of.

    What cannot be said for many at once is taken instead: `take` is called with who reports and the report,
    one after the other in the order of a push, after all that is projected, within a savepoint and under
    their own charge. A refusal of it is why the report is not taken. It decides by itself what may be spoken
    of, wherever that lies.
    """

    code: str
    can: Can
    subjects: str = ""
    may_be_empty: bool = False
    project: Callable[[Sequence[Fact]], list[Statement]] = nothing_more
    sure: bool = False
    take: Callable[[Actor, Fact], None] | None = None
