"""Opening an appraisal: period and people are frozen, everybody in it is laid out by one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from fangxian.features.orgs import access as orgs
from fangxian.features.roster.models import Responder
from fangxian.features.supervision.appraisal import rules
from fangxian.features.supervision.appraisal.events import Event
from fangxian.features.supervision.appraisal.facts import facts_of
from fangxian.features.supervision.appraisal.refusals import AlreadyOpened, NobodyThere, PeopleUnknown
from fangxian.features.supervision.appraisal.services import counting
from fangxian.features.supervision.appraisal.statements import people
from fangxian.features.supervision.models import Appraisal, AppraisalState, Who
from fangxian.features.supervision.tasks import queue_counting
from fangxian.features.territory import access as territory
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import new_code
from fangxian.kernel.trail import services as trail


@dataclass(frozen=True, slots=True)
class Wanted:
    """An appraisal to be: of an area, in a half-open period; of a unit's people or a list, if given."""

    area: str
    starts_at: datetime
    ends_at: datetime
    unit: str = ""
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """How many people an appraisal would be of, and how many more stood there who are out of sight by now."""

    people: int
    unseen: int


def count_people(*, actor: Actor, wanted: Wanted, at: datetime | None = None) -> Counted:
    """
    Of how many people an appraisal would be.

    Raises:
        NotFound: no such area or unit, or out of sight.
        NotAllowed: the actor opens no appraisals there.
        PeriodUnfit, PeopleUnknown, NobodyThere: as `open_appraisal`.
    """
    at = at or timezone.now()
    return _count(_draft(actor, wanted, at), at)


@transaction.atomic
def open_appraisal(*, actor: Actor, wanted: Wanted, at: datetime | None = None) -> Appraisal:
    """
    Open an appraisal and count it: at once if it is of few, by a worker if of many.

    Raises:
        NotFound: no such area or unit, or out of sight.
        NotAllowed: the actor opens no appraisals there.
        PeriodUnfit: the period is empty, too long or in the future.
        PeopleUnknown: the list names somebody out of sight.
        NobodyThere: nobody held a post or charge there then.
        AlreadyOpened: there is one of the same people and period.
    """
    at = at or timezone.now()
    made = _draft(actor, wanted, at)
    made.expected = _count(made, at).people
    _save_once(made)
    _run(people.LAY_OUT, made, at)
    trail.record(
        actor=actor,
        kind=Event.OPENED,
        area=made.area,
        subject=made.code,
        at=at,
        place=made.place,
        period=f"{timezone.localtime(made.starts_at):%F} – {timezone.localtime(made.ends_at):%F}",
        people=made.expected,
    )
    if made.expected <= rules.AT_ONCE:
        return counting.count_here(actor, made, at)
    queue_counting(made.code, actor)
    return made


def _draft(actor: Actor, wanted: Wanted, at: datetime) -> Appraisal:
    actor.require(Can.APPRAISAL_OPEN, wanted.area)
    rules.check_period(wanted.starts_at, wanted.ends_at, at)
    place = territory.get(actor, wanted.area)
    unit = orgs.get(actor, wanted.unit) if wanted.unit else None
    return Appraisal(
        code=new_code("appraisal"),
        incident=actor.incident,
        area=place.code,
        place=place.name,
        unit=unit.code if unit else "",
        unit_name=unit.name if unit else "",
        who=Who.LIST if wanted.people else Who.EVERYBODY,
        people=sorted(set(wanted.people)),
        of=rules.of(wanted.people),
        starts_at=wanted.starts_at,
        ends_at=wanted.ends_at,
        heard_at=at,
        counted_at=at,
        made_by=actor.person,
        made_by_name=actor.name,
        made_at=at,
    )


def _count(draft: Appraisal, at: datetime) -> Counted:
    if draft.who == Who.LIST:
        known = set(Responder.objects.filter(code__in=draft.people).values_list("code", flat=True))
        if unknown := sorted(set(draft.people) - known):
            raise PeopleUnknown(field="people", codes=", ".join(unknown[:10]))
    found = _run(people.COUNT, draft, at)
    if not found:
        raise NobodyThere(field="area")
    unseen = 0 if draft.who == Who.LIST or draft.unit else _run(people.UNSEEN, draft, at)
    return Counted(found, unseen)


def _save_once(made: Appraisal) -> None:
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        same = Appraisal.objects.exclude(state=AppraisalState.WITHDRAWN).filter(
            incident=made.incident,
            area=made.area,
            unit=made.unit,
            starts_at=made.starts_at,
            ends_at=made.ends_at,
            of=made.of,
        )
        there = same.first()
        if there is None:
            raise
        raise AlreadyOpened(name=there.made_by_name, appraisal=there.code) from error


def _run(statement: str, appraisal: Appraisal, at: datetime) -> int:
    source = people.LISTED if appraisal.who == Who.LIST else people.EVERYBODY
    with connection.cursor() as cursor:
        cursor.execute(statement.format(source=source), facts_of(appraisal, at))
        return int(cursor.fetchone()[0]) if cursor.description else cursor.rowcount
