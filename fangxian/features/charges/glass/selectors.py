"""Questions about the glass: what can be opened, what was, what was done meanwhile, what waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q, QuerySet

from fangxian.features.charges.glass import access, rules
from fangxian.features.charges.models import Glass
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import within
from fangxian.kernel.db import scope
from fangxian.kernel.trail.models import Entry
from fangxian.kernel.trail.telling import Told, role_name, tell


@dataclass(frozen=True, slots=True)
class Row:
    """One of a list, in words."""

    glass: Glass
    place: str
    role: str
    state: rules.State


@dataclass(frozen=True, slots=True)
class Look:
    """One in full: what was done under it, newest first, and what the actor can do about it."""

    row: Row
    lines: list[Told]
    may_close: bool
    may_acknowledge: bool
    may_review: bool


def find_around(actor: Actor) -> str:
    """The area directly around the actor's own, as far as the glass reaches; '' for none."""
    own = Area.objects.filter(code=actor.area, level__in=rules.FROM_LEVELS, valid_until__isnull=True).first()
    return own.parent if own else ""


def in_reach(actor: Actor, around: str) -> QuerySet[Area]:
    """What the glass can open: the area around one's own and those beside it, seen from that area's scope."""
    beside = Area.objects.filter(Q(code=around) | Q(parent=around), valid_until__isnull=True)
    return beside.exclude(code=actor.area).order_by("code")


def choices(actor: Actor) -> list[tuple[str, str]]:
    """What the actor can open, as code and name, those beside first: the smaller is the better choice."""
    around = find_around(actor)
    if not around:
        return []
    with scope.borrowed(replace(actor, area=around)):
        found = list(in_reach(actor, around))
    found.sort(key=lambda area: area.code == around)
    return [(area.code, f"{area.name} ({area.get_level_display()})") for area in found]


def rows(glasses: Iterable[Glass], now: datetime) -> list[Row]:
    """Each with the name of its area and its state."""
    listed = list(glasses)
    named = Area.objects.filter(code__in={one.area for one in listed}).values_list("code", "name")
    names = dict(named)
    return [Row(one, names.get(one.area, one.area), role_name(one.role), one.state(now)) for one in listed]


def unreviewed(actor: Actor) -> QuerySet[Glass]:
    """Those that wait for a review which the actor may make."""
    if not actor.may(Can.GLASS_REVIEW):
        return Glass.objects.none()
    theirs = access.visible(actor).filter(within(actor.area), reviewed_at__isnull=True)
    return theirs.exclude(person=actor.person)


def look(actor: Actor, code: str, now: datetime) -> Look:
    """
    One with all its page needs.

    Raises:
        NotFound: see `access.get`.
    """
    glass = access.get(actor, code)
    (row,) = rows([glass], now)
    others = actor.may(Can.GLASS_REVIEW, glass.area) and glass.person != actor.person
    is_open = row.state is rules.State.OPEN
    lines = Entry.objects.filter(within(glass.area), charge=code).order_by("-at", "-pk")
    return Look(
        row=row,
        lines=[tell(line) for line in lines],
        may_close=is_open and (others or glass.person == actor.person),
        may_acknowledge=others and glass.acknowledged_at is None,
        may_review=others and not is_open and glass.reviewed_at is None,
    )
