"""Which reports may not be taken: of others, outside, not of the charge or after it, about nothing; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from fangxian.features.field.jobs import Job
from fangxian.kernel.authority import Role
from fangxian.kernel.reports import Fact
from fangxian.kernel.reports.registry import carried, taken


class Device(NamedTuple):
    """A device as it stands; `barred` is why it may push nothing any more, '' if it may."""

    code: str
    area: str
    person: str
    role: str
    ended_at: datetime | None
    barred: str


def barred_devices(jobs: Sequence[Job], devices: Mapping[str, Device]) -> dict[str, str]:
    """Of the devices that push, those that may not, with why."""
    found = {job.device: devices[job.device].barred for job in jobs if job.device in devices}
    return {device: why for device, why in found.items() if why}


def barred_facts(jobs: Sequence[Job], devices: Mapping[str, Device]) -> dict[str, str]:
    """The ids of facts that their device may not bring, with why."""
    return {
        fact.id: why
        for job in jobs
        for fact in job.brought.facts
        if fact.device and (why := _why(fact, job, devices.get(fact.device)))
    }


def unknown_subjects(facts: Sequence[Fact], known: Mapping[str, str], may_be_empty: bool) -> dict[str, str]:
    """The ids of facts whose subject is not there, or not in their area; `known` are subjects and where."""
    return {
        fact.id: "field.subject_unknown"
        for fact in facts
        if not (may_be_empty and not fact.subject)
        and (fact.subject not in known or not fact.area.startswith(known[fact.subject]))
    }


def _why(fact: Fact, job: Job, device: Device | None) -> str:
    if device is None or device.person != job.person:
        return "field.not_yours"
    if fact.kind not in carried(Role(device.role)):
        return "field.may_not"
    if not fact.area.startswith(device.area) and fact.kind not in taken():
        return "field.area_outside"
    if device.ended_at is not None and fact.occurred_at > device.ended_at:
        return "field.charge_ended"
    return ""
