"""Background entry points of sampling."""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django import app

from fangxian.features.charges import acting
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed


def queue(code: str, actor: Actor) -> None:
    """Have a worker lay out the turns of a round, once the caller's transaction is committed."""
    lay_turns.defer(code=code, person=actor.person, charge=actor.charge)


@app.task(name="sampling.lay_turns", queue="campaigns")
def lay_turns(*, code: str, person: str, charge: str) -> None:
    """Lay out turns as the person who ordered the round, under the charge they did it under."""
    from fangxian.features.sampling import services

    with transaction.atomic():
        scope.enter_self(person)
        actor = acting.choose(person, wanted=charge)
    if actor is None or actor.charge != charge:
        raise NotAllowed
    with scope.acting(actor):
        services.lay_turns(actor=actor, code=code)
