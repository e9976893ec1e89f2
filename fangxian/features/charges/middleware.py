"""The acting charge of every request: one transaction, scoped before anything is read."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from fangxian.features.charges import acting, looking, viewing
from fangxian.features.charges.models import Charge
from fangxian.features.charges.refusals import OnlyLooking
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope
from fangxian.kernel.web.middleware import refuse


class ActingCharge:
    """
    Opens the request's transaction, finds the acting charge, and sets its scope in the database.

    `request.actor` is the actor or None, `request.charges` the person's own running charges. Who looks as a
    charge below acts as it, and changes nothing: refused here, and by a transaction that only reads.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor, request.charges = None, []  # type: ignore[attr-defined]
        if not request.user.is_authenticated:
            return self.get_response(request)
        person = request.user.get_username()
        only_looks = looking.present(request) is not None and looking.changes(request)
        looking.end_if_over(request, person, request.user.area, timezone.now())
        with transaction.atomic():
            scope.enter_self(person)
            me, charges = acting.own(person, request.user.area)
            actor = acting.pick(person, me, charges, wanted=request.session.get("charge", ""))
            if actor is not None:
                scope.enter(actor)
                actor, charges = _seen(request, actor, charges)
            request.actor, request.charges = actor, charges  # type: ignore[attr-defined]
            response = refuse(request, OnlyLooking()) if only_looks else self.get_response(request)
        # A shared computer: what a person saw is not for whoever presses Back after them.
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Whatever a view wrote before it failed or refused is undone."""
        if transaction.get_connection().in_atomic_block:
            transaction.set_rollback(True)
        return refuse(request, OnlyLooking()) if looking.tried_to_write(exception) else None


def _seen(request: HttpRequest, actor: Actor, charges: list[Charge]) -> tuple[Actor, list[Charge]]:
    """The actor and their charges; or, for who looks as a charge below, that one."""
    charge = looking.charge_seen(request, actor)
    if charge is None:
        return actor, charges
    shown = viewing.looking_as(actor, charge)
    scope.enter(shown)
    return shown, [charge]
