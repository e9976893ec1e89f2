"""What a feature declares of a kind of report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

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


def nothing_more(_facts: Sequence[Fact]) -> list[Statement]:
    """For kinds that change nothing beyond the log."""
    return []


@dataclass(frozen=True, slots=True)
class Kind:
    """
    A kind of report.

    `code` names it and its form in `contracts/forms`. `subjects` is a statement that takes codes (a text[])
    and gives those that are there, each with the area code within which it may be spoken of; where
    `may_be_empty` a report may also speak of its area alone.

    `project` gives the statements that change what follows from reports just written to the log, each for the
    first time. They run in its transaction, under row security, for many reports at once, and must not mind
    in which order reports come. If `sure`, they fail by themselves (with a division by zero) unless every
    subject was there and could be spoken of.
    """

    code: str
    subjects: str = ""
    may_be_empty: bool = False
    project: Callable[[Sequence[Fact]], list[Statement]] = nothing_more
    sure: bool = False
