"""Which reports may not be taken: of others, outside, after the charge, about nothing; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from fangxian.features.field.jobs import Job
from fangxian.kernel.reports import Fact

Device = tuple[str, str, str, datetime | None, str]
"""Code, area, person, when its charge ended, and why it may push nothing any more ('' if it may)."""


def barred_devices(jobs: Sequence[Job], devices: Mapping[str, Device]) -> dict[str, str]:
    """Of the devices that push, those that may not, with why."""
    found = {job.device: devices[job.device][4] for job in jobs if job.device in devices}
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
    if device is None or device[2] != job.person:
        return "field.not_yours"
    if not fact.area.startswith(device[1]):
        return "field.area_outside"
    if device[3] is not None and fact.occurred_at > device[3]:
        return "field.charge_ended"
    return ""
