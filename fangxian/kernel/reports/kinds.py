"""What a feature declares of a kind of report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg

Cursor = psycopg.Cursor[Any]
"""A cursor of the driver itself, in the transaction that writes the log, under row security as anywhere."""


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


def nothing_more(_cursor: Cursor, _facts: Sequence[Fact]) -> None:
    """For kinds that change nothing beyond the log."""


@dataclass(frozen=True, slots=True)
class Kind:
    """
    A kind of report.

    `code` names it and its form in `contracts/forms`. `subjects` is a statement that takes codes (a text[])
    and gives those that are there, each with the area code within which it may be spoken of; where
    `may_be_empty` a report may also speak of its area alone. `project` changes what follows from reports that
    were just written, each for the first time; it must not mind in which order they come, and takes many in
    few statements whose results nobody waits for (the connection is in pipeline mode).
    """

    code: str
    subjects: str = ""
    may_be_empty: bool = False
    project: Callable[[Cursor, Sequence[Fact]], None] = nothing_more
