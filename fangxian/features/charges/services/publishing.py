"""The charges a published plan makes, set by set."""

# ruff: noqa: S608  only text of this file goes into the statements

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from fangxian.features.accounts import services as accounts
from fangxian.features.charges.events import Event
from fangxian.features.charges.refusals import LeadTaken
from fangxian.features.charges.services.covering import follow_absences
from fangxian.features.roster.models import Responder
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import new_code, span
from fangxian.kernel.trail import services as trail


@dataclass(frozen=True, slots=True)
class LeadRow:
    """
    Who leads an area by a plan; ids are roster keys, None where the plan found nobody.

    `over_hand` says that somebody decided, in the draft, to replace a person who was appointed by hand.
    """

    area: str
    role: str
    holder_id: int | None = None
    holder_name: str = ""
    deputy_id: int | None = None
    deputy_name: str = ""
    over_hand: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication did: counts of lead charges. `vacant` are the areas nobody leads afterwards."""

    created: int
    kept: int
    ended: int
    vacant: int


_WANTED = """
    wanted (area, role, holder, holder_name, deputy, deputy_name, over_hand, code) AS (
        SELECT * FROM unnest(%(areas)s::text[], %(roles)s::text[], %(holders)s::bigint[],
            %(holder_names)s::text[], %(deputies)s::bigint[], %(deputy_names)s::text[],
            %(over_hand)s::boolean[], %(codes)s::text[])
    )
"""
_PRESENT = """
    c.incident = %(incident)s AND c.leads AND c.valid_until IS NULL
    AND c.area >= %(start)s AND c.area < %(end)s
"""
_SAME = """
    c.area = w.area AND c.role = w.role
    AND c.holder_id IS NOT DISTINCT FROM w.holder AND c.deputy_id IS NOT DISTINCT FROM w.deputy
"""
# In the order of areas, as every publication takes them, so that two never wait for each other.
_LOCK = (
    f"SELECT count(*) FROM (SELECT 1 FROM charges_charge c WHERE {_PRESENT} ORDER BY area FOR UPDATE) locked"
)
_KEEP = f"""
    WITH {_WANTED}
    UPDATE charges_charge c SET plan = %(plan)s FROM wanted w
    WHERE {_PRESENT} AND {_SAME} AND c.plan <> ''
"""
_END = f"""
    WITH {_WANTED}
    UPDATE charges_charge c SET valid_until = greatest(%(at)s, c.valid_from)
    WHERE {_PRESENT} AND NOT EXISTS (SELECT 1 FROM wanted w WHERE {_SAME})
      AND (c.plan <> '' OR EXISTS (
          SELECT 1 FROM wanted w
          WHERE c.area = w.area AND (w.over_hand OR c.holder_id IS NULL AND w.holder IS NOT NULL)
      ))
"""
_CREATE = f"""
    WITH {_WANTED}
    INSERT INTO charges_charge (code, incident, area, role, holder_id, holder_name, deputy_id, deputy_name,
                                leads, plan, valid_from)
    SELECT w.code, %(incident)s, w.area, w.role, w.holder, w.holder_name, w.deputy, w.deputy_name,
           true, %(plan)s, %(at)s
    FROM wanted w
    WHERE NOT EXISTS (SELECT 1 FROM charges_charge c WHERE {_PRESENT} AND c.area = w.area)
    ORDER BY w.area
"""
_VACANT = f"SELECT count(*) FROM charges_charge c WHERE {_PRESENT} AND c.holder_id IS NULL"


@transaction.atomic
def publish_leads(
    *, actor: Actor, area: str, plan: str, rows: Sequence[LeadRow], at: datetime | None = None
) -> Published:
    """
    Make a plan's leads answer for the areas inside `area`, in the actor's incident, at once.

    Lead charges that an earlier plan made there end, unless the new plan says the same: those go on. So does
    the charge of a person appointed by hand, unless its row says `over_hand`: a plan does not unseat who was
    chosen by people, least of all the commander who publishes it. Where nobody is named the charge is there,
    vacant. Rows must lie in `area`, one an area.

    Raises:
        NotAllowed: the actor does not publish plans there, or a row lies outside.
        LeadTaken: somebody appointed a lead there in this very moment.
    """
    actor.require(Can.PLAN_PUBLISH, area)
    for row in rows:
        actor.require(Can.PLAN_PUBLISH, row.area)
    at = at or timezone.now()
    values = _values(actor, area, plan, rows, at)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_LOCK, values)
            cursor.execute(_KEEP, values)
            cursor.execute(_END, values)
            ended = cursor.rowcount
            cursor.execute(_CREATE, values)
            created = cursor.rowcount
            cursor.execute(_VACANT, values)
            vacant = int(cursor.fetchone()[0])
    except IntegrityError as error:
        raise LeadTaken(area=area) from error
    _widen(rows)
    follow_absences(at=at)
    done = Published(created=created, kept=len(rows) - created, ended=ended, vacant=vacant)
    trail.record(
        actor=actor,
        kind=Event.LEADS_PUBLISHED,
        area=area,
        subject=plan,
        at=at,
        created=done.created,
        kept=done.kept,
        ended=done.ended,
        vacant=done.vacant,
    )
    return done


def _values(actor: Actor, area: str, plan: str, rows: Sequence[LeadRow], at: datetime) -> dict[str, Any]:
    start, end = span(area)
    return {
        "incident": actor.incident,
        "start": start,
        "end": end,
        "plan": plan,
        "at": at,
        "areas": [row.area for row in rows],
        "roles": [row.role for row in rows],
        "holders": [row.holder_id for row in rows],
        "holder_names": [row.holder_name for row in rows],
        "deputies": [row.deputy_id for row in rows],
        "deputy_names": [row.deputy_name for row in rows],
        "over_hand": [row.over_hand for row in rows],
        "codes": [new_code("charge") for _ in rows],
    }


def _widen(rows: Sequence[LeadRow]) -> None:
    """Who now leads an area is looked after, as an account, by administrators at least as wide."""
    leading: dict[int, str] = {}
    for row in rows:
        for person in (row.holder_id, row.deputy_id):
            if person is not None:
                leading[person] = min(leading.get(person, row.area), row.area, key=len)
    known = Responder.objects.filter(pk__in=leading, account__isnull=False).values_list("pk", "account")
    accounts.widen_keeping({str(account): leading[pk] for pk, account in known})
