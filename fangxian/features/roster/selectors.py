"""The questions the roster answers: who is there, who lives and works in a place, who stands in units."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Case, Count, Q, QuerySet, When

from fangxian.features.orgs import access as orgs
from fangxian.features.orgs import selectors as units
from fangxian.features.orgs.models import Unit
from fangxian.features.roster import access, particulars, phones
from fangxian.features.roster.models import BulkChange, BulkRow, Responder, RowState
from fangxian.features.territory import access as territory
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import LAST, within
from fangxian.kernel.sheets import Fault, cells

SUGGESTED = 12
SORTS = {
    "name": "name",
    "code": "code",
    "kind": "kind",
    "unit": "unit_name",
    "home": "home_area",
    "posted": "posted_area",
    "hours": "max_hours_week",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """
    What is known of the people looked for; '' and None ask nothing.

    `text` is the start of a name or code, or a whole telephone number. `unit` includes its sub-units,
    `home` and `work` are areas with all inside them. `on` is the day on which `available` is asked.
    """

    text: str = ""
    kind: str = ""
    skill: str = ""
    unit: str = ""
    home: str = ""
    work: str = ""
    member: bool | None = None
    available: bool | None = None
    posted: bool | None = None
    on: date


def responders(actor: Actor, search: Search) -> QuerySet[Responder]:
    """The responders in sight that fit; nobody is in a unit that is out of sight."""
    found = access.visible(actor)
    if search.text:
        found = found.filter(_known_as(search.text))
    if search.unit:
        found = found.filter(unit_id__in=_with_those_below(actor, search.unit))
    return found.filter(_fits(search))


def in_order(found: QuerySet[Responder], sort: str) -> QuerySet[Responder]:
    """Sorted by one of `SORTS`, downwards with a leading `-`; by name for anything else."""
    column = SORTS.get(sort.removeprefix("-"), "name")
    return found.order_by(f"-{column}" if sort.startswith("-") else column, "code")


def available_on(day: date) -> Q:
    """Who can be posted on a day: between their first and last day, and not absent then."""
    there = (Q(available_from__isnull=True) | Q(available_from__lte=day)) & (
        Q(available_until__isnull=True) | Q(available_until__gt=day)
    )
    gone = (
        Q(is_available=False)
        & (Q(absent_from__isnull=True) | Q(absent_from__lte=day))
        & (Q(absent_until__isnull=True) | Q(absent_until__gt=day))
    )
    return there & ~gone


def living_in(actor: Actor, area: str) -> QuerySet[Responder]:
    """Who reports to this community or area because they live there."""
    return access.visible(actor).filter(within(area, "home_area"))


def working_in(actor: Actor, area: str) -> QuerySet[Responder]:
    """Who works for a unit of this community or area."""
    return access.visible(actor).filter(within(area, "unit_area"))


def headcount(paths: Sequence[str]) -> dict[str, int]:
    """People in sight in units and all below them, by the units' paths (see `orgs.headcount`)."""
    with connection.cursor() as cursor:
        cursor.execute(_HEADCOUNT, [list(paths), [path + LAST for path in paths]])
        return dict(cursor.fetchall())


# Both ends are given: an expression that might leak, such as ||, keeps row security off the index.
_HEADCOUNT = """
    WITH staff AS MATERIALIZED (SELECT unit_id, count(*) AS people FROM roster_responder GROUP BY unit_id)
    SELECT p.path, sum(s.people)::bigint FROM unnest(%s::text[], %s::text[]) AS p (path, until)
    JOIN orgs_unit u ON u.path >= p.path AND u.path < p.until
    JOIN staff s ON s.unit_id = u.code
    GROUP BY p.path
"""


def villages(actor: Actor, text: str) -> QuerySet[Area]:
    """A dozen villages to choose from while somebody types."""
    wanted = Q(name__contains=text) | within(text, "code")
    return particulars.villages(actor).filter(wanted).order_by("code")[:SUGGESTED]


def area_names(actor: Actor, codes: Iterable[str]) -> dict[str, str]:
    """The names of areas in sight by code; one out of sight is not there."""
    return dict(territory.visible(actor).filter(code__in=set(codes)).values_list("code", "name"))


def bulk_changes(actor: Actor) -> QuerySet[BulkChange]:
    """Changes of many that were made in the actor's area, newest first."""
    return access.visible_bulk(actor).exclude(applied_at=None).order_by("-applied_at")


def bulk_rows(change: BulkChange) -> QuerySet[BulkRow]:
    """The rows of a change, those that did not go as asked first."""
    apart = Case(When(state__in=[RowState.LEFT, RowState.KEPT], then=0), default=1)
    return change.rows.select_related("responder").order_by(apart, "responder__name", "responder__code")


def _with_those_below(actor: Actor, code: str) -> QuerySet[Unit, str]:
    unit = orgs.visible(actor).filter(code=code).first()
    below = units.subtree(actor, unit) if unit else orgs.visible(actor).none()
    return below.values_list("code", flat=True)


def _known_as(text: str) -> Q:
    """
    Name, code or phone, by what the text can be: codes have digits, names have none.

    Asking one thing only lets the index on names serve condition and order together.
    """
    if not any(sign.isdigit() for sign in text):
        return within(text, "name") | within(text, "code") if text.isascii() else within(text, "name")
    try:
        number = str(cells.phone().read(text))
    except Fault:
        return within(text, "code")
    return within(text, "code") | Q(phone_index=phones.index(number))


def _fits(search: Search) -> Q:
    asked = Q()
    if search.kind:
        asked &= Q(kind=search.kind)
    if search.skill:
        asked &= Q(skills__contains=[search.skill])
    if search.home:
        asked &= within(search.home, "home_area")
    if search.work:
        asked &= within(search.work, "unit_area")
    if search.member is not None:
        asked &= Q(is_member=search.member)
    if search.posted is not None:
        asked &= ~Q(posted_area="") if search.posted else Q(posted_area="")
    if search.available is not None:
        there = available_on(search.on)
        asked &= there if search.available else ~there
    return asked


def bulk_tally(change: BulkChange) -> dict[str, int]:
    """How many rows of a change are in which state."""
    return dict(change.rows.order_by().values_list("state").annotate(Count("pk")))


def is_there(responder: Responder, day: date) -> bool:
    """Whether somebody can be posted on a day (see `available_on`)."""
    return Responder.objects.filter(available_on(day), pk=responder.pk).exists()
