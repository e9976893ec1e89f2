"""
Many responders at once: preview, apply, undo. Each is one statement over the rows, and one line in the trail.

The preview is stored: what is applied is what was looked at, and who changed in between is left alone and
named.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from fangxian.features.roster import access, edits, particulars
from fangxian.features.roster.edits import COLUMNS, Edit
from fangxian.features.roster.events import Event
from fangxian.features.roster.models import BulkChange, BulkState, Field, Responder, RowState
from fangxian.features.roster.refusals import (
    BulkNotApplied,
    BulkNotProposed,
    NobodyChosen,
    PreviewExpired,
    UndoExpired,
)
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import new_code, within
from fangxian.kernel.trail import services as trail

PREVIEW_HOURS = 2
UNDO_HOURS = 24


@transaction.atomic
def propose_bulk_change(
    *, actor: Actor, chosen: QuerySet[Responder], edit: Edit, at: datetime | None = None
) -> BulkChange:
    """
    Store what a change would do to each of the chosen, for a look before it is made; nothing changes yet.

    `chosen` is a query of `access.visible`. An earlier preview of the same person is thrown away.

    Raises:
        NotAllowed: the actor may not change responders.
        NobodyChosen: none of the chosen may be changed this way by the actor.
    """
    actor.require(Can.ROSTER_EDIT)
    at = at or timezone.now()
    own = chosen.filter(_may_change(actor, edit.field))
    picked, mine = chosen.count(), own.count()
    if not mine:
        raise NobodyChosen
    BulkChange.objects.filter(person=actor.person, area=actor.area, state=BulkState.PROPOSED).delete()
    change = BulkChange.objects.create(
        code=new_code("bulk"),
        incident=actor.incident,
        area=actor.area,
        person=actor.person,
        person_name=actor.name,
        field=edit.field,
        asked=edit.asked,
        chosen=picked,
        barred=picked - mine,
        made_at=at,
    )
    _store_rows(change, own, edit)
    return change


@transaction.atomic
def apply_bulk_change(*, actor: Actor, code: str, at: datetime | None = None) -> BulkChange:
    """
    Make a change that was looked at. Who changed since the preview is left alone; their rows say so.

    Raises:
        NotFound: no such change, or out of sight.
        NotAllowed: the actor may not change responders.
        BulkNotProposed: it was made already.
        PreviewExpired: it was looked at too long ago.
        UnitUnknown: the unit to be given was closed meanwhile.
    """
    at = at or timezone.now()
    change = access.claim_bulk(actor, code)
    if change.state != BulkState.PROPOSED:
        raise BulkNotProposed
    if at - change.made_at > timedelta(hours=PREVIEW_HOURS):
        raise PreviewExpired(hours=PREVIEW_HOURS)
    if change.field == Field.UNIT:
        particulars.find_unit(actor, change.asked["unit_id"])
    left = _write(change, wanted="after", expected="before", done=RowState.CHANGED, other=RowState.LEFT)
    change.state, change.applied_at = BulkState.APPLIED, at
    change.save(update_fields=["state", "applied_at"])
    _record(actor, change, Event.BULK_APPLIED, at, changed=change.rows.count() - left, left=left)
    return change


@transaction.atomic
def undo_bulk_change(*, actor: Actor, code: str, at: datetime | None = None) -> BulkChange:
    """
    Put back what a change of many changed. Who was changed since is kept as they are; their rows say so.

    Raises:
        NotFound: no such change, or out of sight.
        NotAllowed: the actor may not change responders.
        BulkNotApplied: it is not in force.
        UndoExpired: it was made too long ago.
    """
    at = at or timezone.now()
    change = access.claim_bulk(actor, code)
    if change.state != BulkState.APPLIED or change.applied_at is None:
        raise BulkNotApplied
    if at - change.applied_at > timedelta(hours=UNDO_HOURS):
        raise UndoExpired(hours=UNDO_HOURS)
    kept = _write(change, wanted="before", expected="after", done=RowState.RESTORED, other=RowState.KEPT)
    change.state, change.undone_at = BulkState.UNDONE, at
    change.save(update_fields=["state", "undone_at"])
    restored = change.rows.filter(state=RowState.RESTORED).count()
    _record(actor, change, Event.BULK_UNDONE, at, restored=restored, kept=kept)
    return change


def _may_change(actor: Actor, field: Field) -> Q:
    """Whose rows the actor may change this way; another unit is given by the side of the present one."""
    return within(actor.area, "unit_area") if field is Field.UNIT else access.own_people(actor)


def _store_rows(change: BulkChange, chosen: QuerySet[Responder], edit: Edit) -> None:
    """One row for each of the chosen for whom something changes."""
    ids, given = chosen.order_by().values("pk").query.sql_with_params()
    named = {f"p{place}": value for place, value in enumerate(given)}
    places = count()
    inner = re.sub("%s", lambda _found: f"%(p{next(places)})s", ids)
    before = edits.now(COLUMNS[edit.field].all)
    _run(
        f"""INSERT INTO roster_bulkrow (change_id, area, responder_id, before, after, state)
            SELECT %(change)s, %(area)s, x.id, x.before, x.before || x.after, %(state)s FROM (
                SELECT r.id, {before} AS before, {edit.after} AS after
                FROM roster_responder r WHERE r.id IN ({inner})
            ) x WHERE x.before || x.after <> x.before""",  # noqa: S608 our own columns and Django's query
        {
            **named,
            **edit.params,
            "change": change.pk,
            "area": change.area,
            "state": str(RowState.PROPOSED),
        },
    )


def _write(change: BulkChange, *, wanted: str, expected: str, done: RowState, other: RowState) -> int:
    """
    Write one side of the rows over the responders that still show the other side; the number left alone.

    Only rows that the step before has not put aside are looked at.
    """
    columns = COLUMNS[Field(change.field)]
    was = RowState.PROPOSED if wanted == "after" else RowState.CHANGED
    same = f"{edits.now(columns.compared)} = {edits.picked(f'b.{expected}', columns.compared)}"
    names = ", ".join(columns.all)
    new = ", ".join(f"n.{name}" for name in columns.all)
    record, fits = _record_sql(Field(change.field), wanted)
    given: dict[str, Any] = {"change": change.pk, "was": str(was), "done": str(done), "other": str(other)}
    _run(_LOCK, given)
    _run(
        f"""WITH done AS (
                UPDATE roster_responder r SET ({names}) = ROW({new})
                FROM roster_bulkrow b {fits},
                     LATERAL jsonb_populate_record(NULL::roster_responder, {record}) n
                WHERE b.change_id = %(change)s AND b.state = %(was)s AND r.id = b.responder_id AND {same}
                RETURNING b.id
            )
            UPDATE roster_bulkrow b
            SET state = CASE WHEN b.id IN (SELECT id FROM done) THEN %(done)s ELSE %(other)s END
            WHERE b.change_id = %(change)s AND b.state = %(was)s""",  # noqa: S608 our own columns
        given,
    )
    return change.rows.filter(state=other).count()


# In one order, so that two changes of many at once wait for each other instead of for ever.
_LOCK = """
    SELECT 1 FROM roster_responder r JOIN roster_bulkrow b ON b.responder_id = r.id
    WHERE b.change_id = %(change)s AND b.state = %(was)s ORDER BY r.id FOR UPDATE OF r
"""


def _record_sql(field: Field, wanted: str) -> tuple[str, str]:
    """The JSON to write and a join it needs: a unit's name and area are those it has today."""
    if field is not Field.UNIT:
        return f"b.{wanted}", ""
    told = f"b.{wanted} || jsonb_build_object('unit_name', u.name, 'unit_area', u.area)"
    return told, f"JOIN orgs_unit u ON u.code = b.{wanted} ->> 'unit_id' AND u.valid_until IS NULL"


def _run(sql: str, given: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)


def _record(actor: Actor, change: BulkChange, kind: Event, at: datetime, **counts: Any) -> None:
    trail.record(
        actor=actor,
        kind=kind,
        area=change.area,
        subject=change.code,
        at=at,
        field=change.field,
        asked=change.asked,
        **counts,
    )
