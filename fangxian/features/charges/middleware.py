"""The acting charge of every request: one transaction, scoped before anything is read."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from fangxian.features.charges import acting
from fangxian.kernel.db import scope


class ActingCharge:
    """
    Opens the request's transaction, finds the acting charge, and sets its scope in the database.

    `request.actor` is the actor or None, `request.charges` the person's own running charges.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor, request.charges = None, []  # type: ignore[attr-defined]
        if not request.user.is_authenticated:
            return self.get_response(request)
        person = request.user.get_username()
        with transaction.atomic():
            scope.enter_self(person)
            me, charges = acting.own(person, request.user.area)
            actor = acting.pick(person, me, charges, wanted=request.session.get("charge", ""))
            if actor is not None:
                scope.enter(actor)
            request.actor, request.charges = actor, charges  # type: ignore[attr-defined]
            response = self.get_response(request)
        # A shared computer: what a person saw is not for whoever presses Back after them.
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Whatever a view wrote before it failed or refused is undone."""
        if transaction.get_connection().in_atomic_block:
            transaction.set_rollback(True)
