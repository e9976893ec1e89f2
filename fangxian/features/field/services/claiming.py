"""Work on targets as a phone claims it; campaigns decide who holds what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from django.db.models import Q

from fangxian.features.campaigns import services as campaigns
from fangxian.features.roster.models import Responder
from fangxian.features.territory import access as territory
from fangxian.features.territory.models import Level
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotFound


def claim_work(
    *, actor: Actor, person: str, action: str, targets: Sequence[str], to: str, reason: str
) -> list[dict[str, Any]]:
    """
    Take, extend, release or hand over targets; per target what became of it, and who holds it.

    Raises:
        NotFound, NotAllowed, ReasonMissing, NothingChosen: see `campaigns.services`.
    """
    if action == "hand_over":
        receiver = find_colleague(actor, to)
        held = campaigns.give_targets(
            actor=actor, codes=targets, to=receiver.code, reason=reason, person=person, receiver=receiver
        )
    elif action == "release":
        held = campaigns.release_targets(actor=actor, person=person, codes=targets)
    else:
        held = campaigns.take_targets(actor=actor, person=person, codes=targets)
    return [asdict(one) for one in held]


def find_colleague(actor: Actor, to: str) -> Responder:
    """
    Whom somebody hands their work to: who lives, works or stands in the village, by code or by whole name.

    A grid worker looks up no responders; somebody whose name they can say is another matter.

    Raises:
        NotFound: there is nobody, or more than one of that name.
    """
    place = territory.get(actor, actor.area)
    village = place.parent if place.level == Level.GRID else place.code
    scope.enter(replace(actor, area=village))
    found = list(Responder.objects.filter(Q(code=to) | Q(name=to))[:2]) if to else []
    scope.enter(actor)
    if len(found) != 1:
        raise NotFound
    return found[0]
