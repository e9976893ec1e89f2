"""Enrolling a phone: a code is shown to the right person, and the phone that brings it gets a token, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from fangxian.features.charges import access as charges
from fangxian.features.charges.models import Charge
from fangxian.features.field import minting
from fangxian.features.field.events import Event
from fangxian.features.field.models import Device, Enrolment
from fangxian.features.field.refusals import (
    AreaTooLarge,
    ChargeEnded,
    CodeExpired,
    CodeUnknown,
    CodeUsed,
    NobodyHolds,
    RoleHasNoPhone,
)
from fangxian.features.field.rules import CODE_LASTS, MOST_HOUSEHOLDS, TOKEN_LASTS, holds_doors
from fangxian.features.field.tokens import actor_of
from fangxian.features.roster.models import Responder
from fangxian.features.territory import access as territory
from fangxian.kernel.authority import Actor, Can, Role
from fangxian.kernel.authority.table import allows
from fangxian.kernel.codes import within
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotFound
from fangxian.kernel.trail import services as trail


@dataclass(frozen=True, slots=True)
class Offer:
    """A code to be shown once, until `expires_at`; `device` is the code that the phone will have."""

    code: str
    device: str
    holder: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A phone that has just been enrolled, and its token, which nobody can read again."""

    device: Device
    token: str


@transaction.atomic
def offer_enrolment(*, actor: Actor, charge: str = "", at: datetime | None = None) -> Offer:
    """
    Show a code with which one phone can be enrolled under a charge: one's own, or one in the actor's area.

    `charge` is the acting one by default. The code is 128 random bits, good once and for ten minutes.

    Raises:
        NotFound: no such charge, or out of sight.
        NotAllowed: it is somebody else's, and the actor looks after no phones there.
        ChargeEnded, NobodyHolds, RoleHasNoPhone, AreaTooLarge: no phone can work under this charge.
    """
    at = at or timezone.now()
    found = charges.get(actor, charge or actor.charge)
    if not actor.covers(found.area):
        raise NotFound
    holder = _holder(actor, found)
    _check(actor, found, at)
    code = minting.new_enrolment_code()
    enrolment = Enrolment(
        code_hash=minting.digest(code),
        incident=actor.incident,
        area=found.area,
        charge=found.code,
        role=found.role,
        responder=holder,
        person=holder.code,
        person_name=holder.name,
        account=holder.account or "",
        made_by=actor.name,
        made_at=at,
        expires_at=at + CODE_LASTS,
    )
    enrolment.save(force_insert=True)
    device = minting.device_code(enrolment.code_hash)
    trail.record(
        actor=actor,
        kind=Event.ENROLMENT_OFFERED,
        area=found.area,
        subject=device,
        at=at,
        holder=holder.name,
        role=found.role,
    )
    return Offer(code, device, holder.name, enrolment.expires_at)


def _holder(actor: Actor, charge: Charge) -> Responder:
    """Who will carry the phone: the actor, if it is their charge, else whom it was given to."""
    own = str(charge.holder_id) == actor.responder or str(charge.deputy_id) == actor.responder
    if not (own and actor.responder):
        actor.require(Can.DEVICE_MANAGE, charge.area)
        if charge.holder_id is None:
            raise NobodyHolds
    key = int(actor.responder) if own else charge.holder_id
    holder = Responder.objects.filter(pk=key or 0).first()
    if holder is None:
        raise NotFound
    return holder


def _check(actor: Actor, charge: Charge, at: datetime) -> None:
    if charge.valid_until is not None and charge.valid_until <= at:
        raise ChargeEnded
    role = Role(charge.role)
    if not allows(role, Can.PHONE_CARRY):
        raise RoleHasNoPhone(role=role.label)
    if not holds_doors(role):
        return
    households = territory.households(actor).filter(within(charge.area)).count()
    if households > MOST_HOUSEHOLDS:
        raise AreaTooLarge(households=households, most=MOST_HOUSEHOLDS)


@transaction.atomic
def enrol_device(*, code: str, installation: str, label: str, at: datetime | None = None) -> Enrolled:
    """
    Make the phone that brings a code a device, and give it its token; the scope is the device's afterwards.

    What the same person enrolled on the same installation before ends: there is one good token a phone.

    Raises:
        CodeUnknown, CodeUsed, CodeExpired: a new code must be shown.
        ChargeEnded: the charge ended since it was shown.
    """
    at = at or timezone.now()
    hashed = minting.digest(minting.normal_code(code))
    scope.enter_device(hashed)
    enrolment = Enrolment.objects.filter(code_hash=hashed).first()
    if enrolment is None:
        raise CodeUnknown
    if enrolment.used_at is not None:
        raise CodeUsed
    if enrolment.expires_at <= at:
        raise CodeExpired
    token = minting.new_token()
    device = _device(enrolment, token, installation, label, at)
    actor = actor_of(device)
    scope.enter(actor)
    _spend(enrolment, at)
    until = _until(enrolment, at)
    device.expires_at = min(device.expires_at, until) if until else device.expires_at
    _end_earlier(device, at)
    device.save(force_insert=True)
    trail.record(
        actor=actor,
        kind=Event.DEVICE_ENROLLED,
        area=device.area,
        subject=device.code,
        at=at,
        label=device.label,
        role=device.role,
    )
    return Enrolled(device, token)


def _device(enrolment: Enrolment, token: str, installation: str, label: str, at: datetime) -> Device:
    return Device(
        code=minting.device_code(enrolment.code_hash),
        incident=enrolment.incident,
        area=enrolment.area,
        charge=enrolment.charge,
        role=enrolment.role,
        responder_id=enrolment.responder_id,
        person=enrolment.person,
        person_name=enrolment.person_name,
        account=enrolment.account,
        installation=installation,
        label=label.strip(),
        token_hash=minting.digest(token),
        enrolled_at=at,
        expires_at=at + TOKEN_LASTS,
        seen_at=at,
    )


def _spend(enrolment: Enrolment, at: datetime) -> None:
    """Of two phones that bring one code at once, the second waits here for the first, and finds it used."""
    fresh = Enrolment.objects.filter(code_hash=enrolment.code_hash, used_at__isnull=True)
    if not fresh.update(used_at=at):
        raise CodeUsed


def _until(enrolment: Enrolment, at: datetime) -> datetime | None:
    charge = Charge.objects.filter(charges.running(), code=enrolment.charge).first()
    if charge is None:
        raise ChargeEnded
    return charge.valid_until


def _end_earlier(device: Device, at: datetime) -> None:
    if device.installation:
        earlier = Device.objects.filter(
            within(device.area), responder=device.responder_id, installation=device.installation
        )
        earlier.filter(revoked_at__isnull=True).update(revoked_at=at)
