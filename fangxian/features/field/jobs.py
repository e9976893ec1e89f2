"""A push on its way through the transaction, and what became of each of its reports."""

from __future__ import annotations

from dataclasses import dataclass, field

from fangxian.features.field.pushes import Brought
from fangxian.kernel.authority import Actor

ACCEPTED, DUPLICATE, REFUSED = "accepted", "duplicate", "refused"


@dataclass(slots=True)
class Answer:
    """What became of one report; `code` says why it was refused."""

    id: str
    result: str
    code: str = ""


@dataclass(slots=True)
class Job:
    """
    One push on its way through the transaction, with the device that brought it ('' for a page).

    `area`, `reach` and `person` are the device's; `answers` are filled in the order of the reports. `actor`
    is who reports on a page: a device says it itself.
    """

    device: str
    area: str
    reach: str
    person: str
    person_name: str
    brought: Brought
    answers: list[Answer] = field(default_factory=list)
    actor: Actor | None = None
