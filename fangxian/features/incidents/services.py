"""What can be done with an incident."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from fangxian.features.incidents import access
from fangxian.features.incidents.events import Event
from fangxian.features.incidents.models import Incident
from fangxian.features.incidents.refusals import AlreadyEnded, CodeTaken, EndsBeforeItStarts
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.crypto import new_key, wrap
from fangxian.kernel.db import scope
from fangxian.kernel.keys import secret
from fangxian.kernel.trail import services as trail


def create_incident(
    *, actor: Actor, code: str, name: str, area: str, rule_pack: str, started_on: date
) -> Incident:
    """
    Open an incident with a data key of its own, wrapped by the master key of the installation.

    Runs under the actor's scope in a transaction of its own, because the first one is opened when nobody
    holds a charge yet.

    Raises:
        NotAllowed: the actor may not open incidents in that area.
        CodeTaken: there is one of this code, maybe out of sight.
    """
    actor.require(Can.INCIDENT_OPEN, area)
    incident = Incident(
        code=code,
        name=name,
        area=area,
        rule_pack=rule_pack,
        started_on=started_on,
        wrapped_key=wrap(new_key(), secret("master"), code),
    )
    with scope.acting(actor):
        try:
            with transaction.atomic():
                incident.save(force_insert=True)
        except IntegrityError as error:
            raise CodeTaken(incident=code) from error
        trail.record(actor=actor, kind=Event.OPENED, area=area, subject=code, rule_pack=rule_pack)
    return incident


@transaction.atomic
def end_incident(*, actor: Actor, code: str, on: date) -> Incident:
    """
    End an incident; its data stays until it is erased.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
        AlreadyEnded: it has ended.
        EndsBeforeItStarts: the day lies before its start.
    """
    incident = access.claim(actor, code, can=Can.INCIDENT_OPEN)
    if incident.ended_on:
        raise AlreadyEnded(incident=code)
    if on < incident.started_on:
        raise EndsBeforeItStarts(field="on")
    incident.ended_on = on
    incident.save(update_fields=["ended_on"])
    trail.record(actor=actor, kind=Event.ENDED, area=incident.area, subject=code, on=on.isoformat())
    return incident
