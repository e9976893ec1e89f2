"""Going on under another of one's own charges."""

from __future__ import annotations

from fangxian.features.charges import acting
from fangxian.features.charges.events import Event
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotFound
from fangxian.kernel.trail import services as trail


def switch(*, person: str, code: str) -> Actor:
    """
    The person under another of their own running charges; the transaction's scope follows.

    Raises:
        NotFound: the charge is not theirs, or not running.
    """
    scope.enter_self(person)
    actor = acting.choose(person, wanted=code)
    if actor is None or actor.charge != code:
        raise NotFound
    scope.enter(actor)
    trail.record(actor=actor, kind=Event.SWITCHED, area=actor.area, subject=code, role=actor.role)
    return actor
