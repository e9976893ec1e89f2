"""One unit: found, rename, move, close."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F, TextField, Value
from django.db.models.functions import Concat, Substr

from fangxian.features.orgs import access, headcount, rules, selectors
from fangxian.features.orgs.events import Event
from fangxian.features.orgs.models import Unit, UnitKind
from fangxian.features.orgs.refusals import UnitClosed, UnitCodeTaken, UnitNotEmpty
from fangxian.features.orgs.services.turn import wait_turn
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import within
from fangxian.kernel.trail import services as trail


@transaction.atomic
def found_unit(
    *,
    actor: Actor,
    code: str,
    name: str,
    kind: UnitKind,
    area: str,
    parent: str = "",
    on: date,
    at: datetime | None = None,
) -> Unit:
    """
    Found a unit on a day, at the top (of what the actor sees) or below another.

    Raises:
        NotAllowed: the actor may not change units in that area.
        NotFound: no such parent, or out of sight.
        UnitCodeTaken: the code is in use, in sight or not.
        UnitClosed, UnitOutsideParent: it cannot stand below that parent.
    """
    actor.require(Can.UNIT_EDIT, area)
    wait_turn()
    above = _parent(actor, parent, on)
    path = _path(Unit(code=code, area=area), above)
    unit = Unit(code=code, name=name, kind=kind, parent=above, path=path, area=area, valid_from=on)
    try:
        with transaction.atomic():
            unit.save(force_insert=True)
    except IntegrityError:
        raise UnitCodeTaken(unit=code) from None
    after = {"name": name, "kind": str(kind), "parent": parent, "area": area}
    trail.record(actor=actor, kind=Event.UNIT_FOUNDED, area=area, subject=code, at=at, after=after)
    return unit


@transaction.atomic
def rename_unit(*, actor: Actor, code: str, name: str, at: datetime | None = None) -> Unit:
    """
    Give a unit another name; the rows of its people follow by themselves.

    Raises:
        NotFound: no such unit, or out of sight.
        NotAllowed: the actor may not change it.
    """
    unit = access.claim(actor, code, can=Can.UNIT_EDIT)
    before = {"name": unit.name}
    if unit.name == name:
        return unit
    unit.name = name
    unit.save(update_fields=["name"])
    trail.record(
        actor=actor,
        kind=Event.UNIT_RENAMED,
        area=unit.area,
        subject=code,
        at=at,
        before=before,
        after={"name": name},
    )
    return unit


@transaction.atomic
def move_unit(*, actor: Actor, code: str, parent: str, on: date, at: datetime | None = None) -> Unit:
    """
    Put a unit, with all below it, under another parent; '' for none.

    Raises:
        NotFound: no such unit or parent, or out of sight.
        NotAllowed: the actor may not change it.
        UnitInItself, UnitOutsideParent, UnitClosed: it cannot stand there.
    """
    wait_turn()
    unit = access.claim(actor, code, can=Can.UNIT_EDIT)
    above = _parent(actor, parent, on)
    was, before = unit.path, {"parent": unit.parent_id or ""}
    path = _path(unit, above)
    moved = Concat(Value(path), Substr(F("path"), len(was) + 1, output_field=TextField()))
    Unit.objects.filter(within(was, "path")).update(path=moved)
    unit.parent, unit.path = above, path
    unit.save(update_fields=["parent"])
    trail.record(
        actor=actor,
        kind=Event.UNIT_MOVED,
        area=unit.area,
        subject=code,
        at=at,
        before=before,
        after={"parent": parent},
    )
    return unit


@transaction.atomic
def close_unit(*, actor: Actor, code: str, on: date, at: datetime | None = None) -> Unit:
    """
    Close a unit from a day on; it stays in the record.

    Raises:
        NotFound: no such unit, or out of sight.
        NotAllowed: the actor may not change it.
        UnitNotEmpty: there are still people or running sub-units in it.
        UnitClosed: it is closed already.
    """
    wait_turn()
    unit = access.claim(actor, code, can=Can.UNIT_EDIT)
    if unit.valid_until is not None:
        raise UnitClosed(unit=unit.name)
    units = selectors.subtree(actor, unit).filter(selectors.running(on)).exclude(code=code).count()
    people = headcount.people([unit.path])[unit.path]
    if units or people:
        raise UnitNotEmpty(unit=unit.name, people=people, units=units)
    unit.valid_until = max(on, unit.valid_from)
    unit.save(update_fields=["valid_until"])
    trail.record(actor=actor, kind=Event.UNIT_CLOSED, area=unit.area, subject=code, at=at)
    return unit


def _parent(actor: Actor, code: str, on: date) -> Unit | None:
    if not code:
        return None
    parent = access.get(actor, code)
    if parent.valid_until is not None and parent.valid_until <= on:
        raise UnitClosed(unit=parent.name)
    return parent


def _path(unit: Unit, above: Unit | None) -> str:
    if above is None:
        return rules.path_of(unit.code)
    return rules.stand_below(
        unit=unit.code, path=unit.path, area=unit.area, parent_path=above.path, parent_area=above.area
    )
