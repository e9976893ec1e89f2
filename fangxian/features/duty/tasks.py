"""Background entry points of duty."""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django import app

from fangxian.features.charges import acting
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, Refusal


def queue(plan: str, actor: Actor) -> None:
    """Have a worker compute a plan, once the caller's transaction is committed."""
    compute_plan.defer(plan=plan, person=actor.person, charge=actor.charge)


@app.task(name="duty.compute_plan", queue="plans", queueing_lock=None)
def compute_plan(*, plan: str, person: str, charge: str) -> None:
    """
    Compute a plan as the person who asked, under the charge they asked under, if they still hold it.

    A refusal is told on the plan itself, so the job is done either way.
    """
    from fangxian.features.duty import services

    with transaction.atomic():
        scope.enter_self(person)
        actor = acting.choose(person, wanted=charge)
    if actor is None or actor.charge != charge:
        raise NotAllowed
    try:
        services.compute(actor=actor, code=plan)
    except Refusal:
        return
