"""Moving a team to a point that would end late, and back: its people through duty, its table, its turns."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fangxian.features.duty.models.post import Posting
from fangxian.features.duty.refusals import NobodyThere
from fangxian.features.duty.services.moving import have_seats, send_back, send_one
from fangxian.features.items import services as items
from fangxian.features.items.kinds import TASK
from fangxian.features.items.services import Wanted
from fangxian.features.sampling import access
from fangxian.features.sampling.events import Event
from fangxian.features.sampling.models import Mode, Point, Tally, TeamMove
from fangxian.features.sampling.refusals import LastTeam, MovedAlready, PointShut
from fangxian.features.sampling.services import reassigning
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import new_code
from fangxian.kernel.errors import NotFound
from fangxian.kernel.trail import services as trail

THERE_BY = timedelta(hours=1)
"""By when those who are moved take the task on."""


@transaction.atomic
def move_team(
    *, actor: Actor, code: str, source: str, target: str, seen: int, at: datetime | None = None
) -> TeamMove:
    """
    Move a sampler and a registrar (where one stands) with their table from one point to another.

    `seen` is how many tables the point had when the actor decided: of two who decide at once, the second is
    refused. A point that gives its last team closes; it may only once it has nobody left.

    Raises:
        NotFound, NotAllowed: see `access.claim_point`.
        PointShut: the other point is closed.
        MovedAlready: somebody else moved a team of it meanwhile.
        LastTeam: it is the last one, and people are left.
        NobodyThere, NoPostThere, RestBroken: see `duty.services.moving.send_one`.
    """
    at = at or timezone.now()
    reassigning.hold(code)
    giving, taking = _points(actor, code, source, target)
    if not taking.is_open:
        raise PointShut(point=taking.name)
    if giving.tables != seen or not giving.is_open:
        raise MovedAlready(point=giving.name)
    closed = giving.tables == 1
    if closed and _left(giving):
        raise LastTeam(point=giving.name)
    people = _send(actor, giving, taking, at)
    made = TeamMove.objects.create(
        code=new_code("move"),
        round=code,
        area=taking.area,
        point=taking.code,
        from_area=giving.area,
        from_point=giving.code,
        people=[one.responder.code for one in people],
        names=[one.holder_name for one in people],
        closed=closed,
        at=at,
        person=actor.person,
        person_name=actor.name,
    )
    _lay_tables(giving, taking, closed=closed, at=at)
    _tell(actor, made, giving, taking, people, at)
    _record(actor, Event.TEAM_MOVED, made, giving, taking, at)
    return made


@transaction.atomic
def put_back(*, actor: Actor, code: str, move: str, at: datetime | None = None) -> TeamMove:
    """
    Put a moved team back, with its table; whoever was told to go is told that they need not. Where a plan was
    published since, people stand where it says, and only the table goes back.

    Raises:
        NotFound, NotAllowed: no such move that lasts, or out of sight, and see `access.claim_point`.
        CannotReturn: see `duty.services.moving.send_back`.
    """
    at = at or timezone.now()
    reassigning.hold(code)
    found = TeamMove.objects.filter(round=code, code=move, back_at__isnull=True).select_for_update().first()
    if found is None:
        raise NotFound
    giving, taking = _points(actor, code, found.from_point, found.point)
    if have_seats(found.people):
        send_back(actor=actor, people=found.people, place=found.point)
    found.back_at = at
    found.save(update_fields=["back_at"])
    _lay_tables(taking, giving, closed=taking.tables == 1, at=at, reopen=found.closed)
    items.end_items(
        actor=actor, kind=TASK.kind, subject=move, state="withdrawn", reason=_("The team is put back."), at=at
    )
    _record(actor, Event.TEAM_BACK, found, taking, giving, at)
    return found


def _points(actor: Actor, code: str, source: str, target: str) -> tuple[Point, Point]:
    """Both points, locked in the order of their codes."""
    if source == target:
        raise NotFound
    found = {one: access.claim_point(actor, code, one) for one in sorted((source, target))}
    if any(one.mode != Mode.POINT for one in found.values()):
        raise NotFound
    return found[source], found[target]


def _left(point: Point) -> int:
    done = Tally.objects.filter(area=point.area, round=point.round, point=point.code)
    return point.people - (done.values_list("people", flat=True).first() or 0)


def _send(actor: Actor, giving: Point, taking: Point, at: datetime) -> list[Posting]:
    """The sampler, and the registrar where one stands: a sampler alone writes the list as well."""
    places = {"place": giving.code, "to": taking.code}
    sent = [send_one(actor=actor, role="sampler", at=at, **places)]
    try:
        with transaction.atomic():
            sent.append(send_one(actor=actor, role="registrar", at=at, **places))
    except NobodyThere:
        pass
    return sent


def _lay_tables(giving: Point, taking: Point, *, closed: bool, at: datetime, reopen: bool = False) -> None:
    """One table fewer here, one more there; grids that have not been come at other times."""
    if closed:
        giving.is_open = False
    else:
        giving.tables -= 1
    if reopen:
        taking.is_open = True
    else:
        taking.tables += 1
    for one in (giving, taking):
        one.save(update_fields=["tables", "is_open"])
        reassigning.retime(one, at)


def _tell(
    actor: Actor, made: TeamMove, giving: Point, taking: Point, people: list[Posting], at: datetime
) -> None:
    """A task for each of those moved, on their phone and page."""
    title = _("Go to %(to)s now: your team is moved from %(place)s") % {
        "to": taking.name,
        "place": giving.name,
    }
    text = _("You sample there until everybody has been, or until you are put back. Take your table along.")
    wanted = [
        Wanted(
            area=taking.area,
            title=title[:200],
            text=text,
            subject=made.code,
            deadline_at=at + THERE_BY,
            holder=one.responder,
        )
        for one in people
    ]
    items.open_items(actor=actor, kind=TASK.kind, wanted=wanted, at=at, can=Can.ROUND_ORDER)


def _record(actor: Actor, kind: Event, made: TeamMove, giving: Point, taking: Point, at: datetime) -> None:
    trail.record(
        actor=actor,
        kind=kind,
        area=taking.area,
        subject=made.code,
        at=at,
        round=made.round,
        place=giving.code,
        to=taking.code,
        people=made.people,
    )
