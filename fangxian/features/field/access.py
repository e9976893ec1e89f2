"""The only doors to phones, to the right to enrol one, and to what the door refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from fangxian.features.field.minting import hash_start
from fangxian.features.field.models import Device, Enrolment, RefusedReport
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import within
from fangxian.kernel.errors import NotFound

Row = TypeVar("Row", bound=Model)


def visible(actor: Actor) -> QuerySet[Device]:
    """The phones of the actor's area, for who looks after phones; one's own for everybody else."""
    here = Device.objects.filter(within(actor.area), incident=actor.incident)
    if actor.may(Can.DEVICE_MANAGE):
        return here
    return here.filter(responder=int(actor.responder)) if actor.responder else here.none()


def get(actor: Actor, code: str) -> Device:
    """
    One phone.

    Raises:
        NotFound: no such phone, or out of sight.
    """
    return _one(visible(actor), code=code)


def claim(actor: Actor, code: str) -> Device:
    """
    One phone, locked until the transaction ends: one's own, or one that the actor looks after.

    Raises:
        NotFound: no such phone, or out of sight.
        NotAllowed: the actor looks after no phones there.
    """
    device = _one(visible(actor).select_for_update(of=("self",)), code=code)
    if not is_own(actor, device):
        actor.require(Can.DEVICE_MANAGE, device.area)
    return device


def is_own(actor: Actor, device: Device) -> bool:
    """Whether the actor carries this phone."""
    return str(device.responder_id) == actor.responder


def get_enrolment(actor: Actor, device: str) -> Enrolment:
    """
    The right to enrol a phone, by the code that the device will have; one's own, or of an area looked after.

    Raises:
        NotFound: no such right, or out of sight.
    """
    start = hash_start(device)
    found = Enrolment.objects.filter(within(actor.area), code_hash__gte=start, code_hash__lt=f"{start}g")
    if not actor.may(Can.DEVICE_MANAGE):
        found = found.filter(responder=int(actor.responder)) if actor.responder else found.none()
    enrolment = found.first() if start else None
    if enrolment is None:
        raise NotFound
    return enrolment


def refused(actor: Actor) -> QuerySet[RefusedReport]:
    """What the door refused of the actor's area, for who settles reports; settled ones, too."""
    if not actor.may(Can.REPORT_SETTLE):
        return RefusedReport.objects.none()
    return RefusedReport.objects.filter(within(actor.area), incident=actor.incident)


def get_refused(actor: Actor, report: UUID) -> RefusedReport:
    """
    One refused report.

    Raises:
        NotFound: no such report, or out of sight.
    """
    return _one(refused(actor), id=report)


def claim_refused(actor: Actor, report: UUID) -> RefusedReport:
    """
    One refused report, locked until the transaction ends.

    Raises:
        NotFound: no such report, or out of sight.
        NotAllowed: the actor settles no reports there.
    """
    actor.require(Can.REPORT_SETTLE, get_refused(actor, report).area)
    return _one(refused(actor).select_for_update(), id=report)


def claim_many_refused(actor: Actor, reports: Iterable[UUID]) -> list[RefusedReport]:
    """Those of some refused reports that are in sight, locked in order of id."""
    return list(refused(actor).filter(id__in=set(reports)).order_by("id").select_for_update())


def _one(rows: QuerySet[Row], **key: object) -> Row:
    row = rows.filter(**key).first()
    if row is None:
        raise NotFound
    return row
