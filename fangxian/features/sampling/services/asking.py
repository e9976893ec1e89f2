"""A resident asks for their own result, by a code and the end of their document's number."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from fangxian.features.incidents.selectors import vault
from fangxian.features.sampling import outcomes
from fangxian.features.sampling.events import Event
from fangxian.features.sampling.outcomes import Taken
from fangxian.features.sampling.selectors import shown
from fangxian.features.sampling.selectors.shown import Shown
from fangxian.features.sampling.services import barring
from fangxian.features.territory.identity import normal_id
from fangxian.kernel.crypto import Vault
from fangxian.kernel.db import scope
from fangxian.kernel.trail import services as trail

DIGITS = 4
AT_LEAST = 20
"""Documents opened for every answer, however many people a code stands for: the time tells nothing."""


class Row(NamedTuple):
    """Whom a code can mean: a target of a round, with the number of their document still sealed."""

    incident: str
    round: str
    target: str
    area: str
    sealed: bytes

    @property
    def who(self) -> str:
        """The person, in whichever round."""
        return self.target.partition("/")[2]


@dataclass(frozen=True, slots=True)
class Own:
    """A round in which somebody is a target, or was sampled, and what came of it; the last swab first."""

    round: Shown
    taken: list[Taken]


@dataclass(frozen=True, slots=True)
class Told:
    """What a resident is told: their rounds; none if the answer was wrong; until when nobody may ask."""

    rounds: list[Own] = field(default_factory=list)
    barred_until: datetime | None = None


@transaction.atomic
def ask_result(*, code: str, digits: str, address: str, at: datetime) -> Told:
    """
    The results of whom the code and the end of the document name; the trail says that they were read.

    A code that means nobody and a wrong number are one answer, and take the same work. Wrong answers are
    counted by code and by `address`; so nothing is raised, which would undo the count.
    """
    as_typed = list({"".join(code.split()), normal_id(code)})
    code, digits = normal_id(code), normal_id(digits)
    with scope.nobody(""):
        held = barring.hold(code, address, at)
        if held.until > at:
            return Told(barred_until=held.until)
        running = {one.code: one for one in shown.rounds(at)}
        found = [Row(*row) for row in shown.rows("SELECT * FROM sampling_asked(%s, %s)", as_typed, at)]
    own = _matching(found, digits, running.values())
    if own:
        held.forgive()
        return Told(rounds=[_read(row, running[row.round], code, at) for row in own])
    if held.fail(at):
        _tell_barred(found, held.code, at)
    return Told()


def _matching(found: Sequence[Row], digits: str, running: Iterable[Shown]) -> list[Row]:
    """The rows of the one person whose document ends so; of several with that end, none: who asks is open."""
    incidents = {row.incident for row in found} or {one.incident for one in list(running)[:1]}
    same: dict[str, Row] = {}
    for incident in sorted(incidents):
        rows = [row for row in found if row.incident == incident]
        with scope.nobody(incident):
            safe = vault(incident)
        same |= {row.target: row for row in rows if _ends(safe, row.sealed, digits)}
        blank = safe.seal("0" * 18, "id_number")
        for _blank in range(AT_LEAST - len(rows)):
            _ends(safe, blank, digits)
    people = {(row.incident, row.who) for row in same.values()}
    return list(same.values()) if len(people) == 1 else []


def _ends(safe: Vault, sealed: bytes, digits: str) -> bool:
    end = normal_id(safe.open(sealed, "id_number"))[-DIGITS:]
    return hmac.compare_digest(end.encode(), digits.encode()) and len(digits) == DIGITS


def _read(row: Row, of_round: Shown, code: str, at: datetime) -> Own:
    with scope.nobody(row.incident):
        taken = shown.rows("SELECT * FROM sampling_own_results(%s, %s)", row.target, at)
        trail.record_own(
            person="",
            kind=Event.RESULT_ASKED,
            area=row.area,
            subject=code if row.who.startswith("?") else row.who,
            at=at,
            incident=row.incident,
            round=of_round.code,
        )
    return Own(of_round, outcomes.told([outcomes.Row(*row) for row in taken]))


def _tell_barred(found: Sequence[Row], key: str, at: datetime) -> None:
    """What was typed is not told: it may be anything."""
    area, incident = (found[0].area, found[0].incident) if found else ("", "")
    with scope.nobody(incident):
        trail.record_own(
            person="", kind=Event.ASKING_BARRED, area=area, subject=key[:12], at=at, incident=incident
        )
