"""Entering the slip of a tube: one row at a time, each once, whoever enters it again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from fangxian.features.field import recording
from fangxian.features.field.jobs import DUPLICATE, REFUSED
from fangxian.features.field.refusals import RowUsedUp, StillRefused
from fangxian.features.field.selectors.slips import CLOSING, Slip
from fangxian.features.field.sentences import sentence_of
from fangxian.kernel.authority import Actor, Can


@transaction.atomic
def enter_row(
    *, actor: Actor, slip: Slip, row: int, table: int, at: datetime, who: Mapping[str, str], person: str = ""
) -> bool:
    """
    Enter one row of a slip: who was sampled into its tube; whether it was there already.

    `who` has the personal fields of a swab, which are sealed before they are kept. A row that holds a swab is
    not changed: it is taken back first. `person` is the code of who sampled.

    Raises:
        NotAllowed: the actor does not sample there.
        RowUsedUp: it was taken back too often.
        StillRefused: the log does not take it.
    """
    actor.require(Can.SWAB_TAKE, slip.point.area)
    line = slip.rows[row - 1]
    if line.swab is not None:
        return True
    if line.is_used_up:
        raise RowUsedUp(row=row, field="row")
    body = {"point": slip.point.code, "table": table} | {name: text for name, text in who.items() if text}
    return _report(actor, slip, "swab", slip.id_of(row, line.reports), at, body, person)


@transaction.atomic
def take_row_back(*, actor: Actor, slip: Slip, row: int, at: datetime) -> bool:
    """
    Say that the swab of a row was none; whether there was none already.

    Raises:
        NotAllowed, StillRefused: see `enter_row`.
    """
    actor.require(Can.SWAB_TAKE, slip.point.area)
    line = slip.rows[row - 1]
    if line.swab is None:
        return True
    return _report(actor, slip, "swab_back", slip.id_of(row, line.reports), at, {"swab": str(line.swab)})


@transaction.atomic
def close_slip(*, actor: Actor, slip: Slip, table: int, swabs: int, at: datetime) -> bool:
    """
    Close the tube with the count at the foot of its slip; whether it was closed already.

    Raises:
        NotAllowed, StillRefused: see `enter_row`.
    """
    actor.require(Can.SWAB_TAKE, slip.point.area)
    body = {"point": slip.point.code, "table": table, "step": "closed", "swabs": swabs}
    return _report(actor, slip, "tube", slip.id_of(CLOSING), at, body)


def _report(
    actor: Actor, slip: Slip, kind: str, code: UUID, at: datetime, body: dict[str, Any], person: str = ""
) -> bool:
    report = {
        "id": str(code),
        "kind": kind,
        "form_version": 1,
        "area": slip.point.area,
        "subject": slip.subject,
        "occurred_at": at,
        "body": body,
    }
    with transaction.atomic():
        [answer] = recording.record_here(actor=actor, reports=[report], person=person, can=Can.SWAB_TAKE)
        if answer.result == REFUSED:
            raise StillRefused(why=sentence_of(answer.code))
    return answer.result == DUPLICATE
