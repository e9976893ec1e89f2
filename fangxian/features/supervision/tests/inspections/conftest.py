"""The cast's county with an inspector who looks at its sites, and reports as phones send them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from fangxian.features.field import recording
from fangxian.features.items import services as items
from fangxian.features.items.models import Item
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import uuid7
from fangxian.kernel.db import scope
from tests import world
from tests.chain import PICTURE, actor_named, county, he, huang, lu, wei

__all__ = ["AT", "PICTURE", "actor_named", "county", "he", "hours", "huang", "lu", "wei"]

AT = datetime(2022, 2, 9, 8, 0, tzinfo=UTC)


def hours(number: float) -> datetime:
    """So many hours after the beginning."""
    return AT + timedelta(hours=number)


def report(
    *lines: tuple[str, ...],
    at: datetime = AT,
    site: str = "S-SQUARE",
    area: str = world.UPPER,
    checklist: str = "sampling_point",
    report_id: UUID | None = None,
) -> dict[str, object]:
    """A report: lines of (line, result, remark, finding), the last two may be left out."""
    names = ("line", "result", "remark", "finding")
    told = [dict(zip(names, line, strict=False)) for line in lines]
    return {
        "id": str(report_id or uuid7()),
        "kind": "inspection",
        "form_version": 1,
        "area": area,
        "subject": site,
        "occurred_at": at,
        "body": {"checklist": checklist, "lines": told},
    }


def send(actor: Actor, *reports: dict[str, object], person: str = "") -> list[str]:
    """Push reports as one person; the codes of what was not taken, '' for what was."""
    code = person or next(one.code for one in world.CAST if one.account == actor.person)
    with scope.acting(actor):
        answers = recording.record_here(actor=actor, reports=reports, person=code, can=Can.FINDING_VIEW)
    return [answer.code for answer in answers]


def findings(actor: Actor) -> list[Item]:
    """The items of findings in sight, by code."""
    with scope.acting(actor):
        return list(Item.objects.filter(kind="finding").order_by("code"))


def remedy(actor: Actor, code: str, at: datetime) -> None:
    """Say, with a picture, that a finding is put right."""
    with scope.acting(actor):
        items.add_evidence(actor=actor, code=code, name="right.jpg", content=PICTURE, at=at)
        items.move_item(actor=actor, code=code, move="remedy", at=at)
