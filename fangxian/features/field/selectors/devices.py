"""Phones as pages show them: who carries each, when it was heard of, what it has not sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, Count, Q, QuerySet, Sum
from django.db.models.expressions import RawSQL

from fangxian.features.field import access
from fangxian.features.field.models import Device, RefusedReport
from fangxian.features.field.selectors.sequences import COUNT, HIGHEST, Hole, missing_of
from fangxian.features.field.states import SILENT_AFTER, TONES, DeviceState, in_state, state_of
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within
from fangxian.kernel.trail.models import Entry
from fangxian.kernel.trail.telling import Told, tell

ANY, UNSENT = "any", "unsent"
"""Filters beside the states: whatever the state, and phones with reports that have not arrived."""


@dataclass(frozen=True, slots=True)
class Line:
    """One phone of a list; `missing` numbers below its highest have not arrived."""

    device: Device
    area_name: str
    state: DeviceState
    missing: int

    @property
    def tone(self) -> str:
        """The tone of its state."""
        return TONES[self.state]


@dataclass(frozen=True, slots=True)
class Look:
    """One phone with all its page shows; `highest` is the highest number of its sequence that arrived."""

    line: Line
    highest: int
    holes: list[Hole]
    refused: int
    told: list[Told]


@dataclass(frozen=True, slots=True)
class Figures:
    """How many phones are let in, how many of those are silent, what waits on them, what was refused."""

    let_in: int
    silent: int
    waiting: int
    refused: int


def devices(
    actor: Actor, at: datetime, *, text: str = "", state: str = "", area: str = ""
) -> QuerySet[Device]:
    """Phones in sight, those heard of least first: by state, and whose holder, code or label starts so."""
    rows = _counted(access.visible(actor))
    if area:
        rows = rows.filter(within(area))
    if state == UNSENT:
        rows = rows.filter(Q(waiting__gt=0) | Q(missing__gt=0))
    elif state != ANY:
        rows = rows.filter(in_state(state, at))
    if text:
        named = Q(person_name__startswith=text) | Q(label__icontains=text)
        rows = rows.filter(named | Q(person=text) | Q(code__startswith=text.lower()))
    return rows.order_by("seen_at", "code")


def lines(some: Iterable[Device], at: datetime) -> list[Line]:
    """Phones in words."""
    listed = list(some)
    names = dict(Area.objects.filter(code__in={one.area for one in listed}).values_list("code", "name"))
    return [
        Line(one, names.get(one.area, one.area), state_of(one, at), getattr(one, "missing", 0))
        for one in listed
    ]


def own(actor: Actor, at: datetime) -> list[Line]:
    """The actor's own phones under the charges they hold in this area, the newest first."""
    if not actor.responder:
        return []
    rows = _counted(access.visible(actor)).filter(responder=int(actor.responder))
    return lines(rows.order_by("-enrolled_at")[:20], at)


def look(actor: Actor, code: str, at: datetime) -> Look:
    """
    One phone.

    Raises:
        NotFound: no such phone, or out of sight.
    """
    device = access.get(actor, code)
    counted = _counted(Device.objects.filter(code=code)).annotate(
        highest=RawSQL(HIGHEST, [], output_field=BigIntegerField())  # noqa: S611 ours
    )
    highest = counted.values_list("highest", flat=True).get()
    trail = Entry.objects.filter(within(device.area), subject=code).order_by("-at", "-pk")[:20]
    return Look(
        line=lines(counted, at)[0],
        highest=highest,
        holes=missing_of(code),
        refused=access.refused(actor).filter(device=code, settled="").count(),
        told=[tell(entry) for entry in trail],
    )


def figures(actor: Actor, at: datetime, *, area: str = "") -> Figures:
    """What there is of phones in an area, or in all the actor sees."""
    here = access.visible(actor).filter(in_state("", at), within(area or actor.area))
    silent = Q(seen_at__isnull=True) | Q(seen_at__lte=at - SILENT_AFTER)
    counted = here.aggregate(let_in=Count("code"), silent=Count("code", filter=silent), waits=Sum("waiting"))
    return Figures(counted["let_in"], counted["silent"], counted["waits"] or 0, open_refused(actor).count())


def open_refused(actor: Actor) -> QuerySet[RefusedReport]:
    """What waits to be settled."""
    return access.refused(actor).filter(settled="")


def _counted(rows: QuerySet[Device]) -> QuerySet[Device]:
    return rows.annotate(missing=RawSQL(COUNT, [], output_field=BigIntegerField()))  # noqa: S611 ours
