"""Withdrawing a directive, with all that was issued onward from it; replacing it by a newer version."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from fangxian.features.items.services import end_items
from fangxian.features.supervision.directives import access, flow
from fangxian.features.supervision.directives.events import Event
from fangxian.features.supervision.directives.refusals import NotRunning, ReasonMissing
from fangxian.features.supervision.directives.services.drafts import Draft
from fangxian.features.supervision.directives.services.issuing import issue
from fangxian.features.supervision.models import Directive, DirectiveState, Receipt, To
from fangxian.kernel.authority import Actor
from fangxian.kernel.errors import check_words
from fangxian.kernel.trail import services as trail

RUNNING = (DirectiveState.SENDING, DirectiveState.ISSUED)


@transaction.atomic
def withdraw_directive(*, actor: Actor, code: str, reason: str, at: datetime | None = None) -> Directive:
    """
    Withdraw a directive, and every one issued onward from it: nothing more is due, everybody reads why.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
        NotRunning: it is not in force.
        ReasonMissing: no reason was given.
    """
    directive, at = _in_force(actor, code), at or timezone.now()
    if not reason.strip():
        raise ReasonMissing(field="reason")
    check_words(reason, "reason")
    onward = _onward(directive)
    for one in (directive, *onward):
        _end(actor, one, DirectiveState.WITHDRAWN, reason, at)
    trail.record(
        actor=actor,
        kind=Event.WITHDRAWN,
        area=directive.area,
        subject=code,
        at=at,
        number=directive.number,
        onward=len(onward),
    )
    return directive


@transaction.atomic
def replace_directive(
    *, actor: Actor, code: str, draft: Draft, reason: str, at: datetime | None = None
) -> Directive:
    """
    Issue a newer version in the place of a directive, under its number; whoever has it sees what changed.

    What was issued onward from the old version stays in force; its page says that the one above has changed.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
        NotRunning: it is not in force.
        ReasonMissing: no reason was given.
        DeadlinePast, NobodyAddressed, PeopleUnknown, QuestionAsked: as `issue_directive`.
    """
    old, at = _in_force(actor, code), at or timezone.now()
    if not reason.strip():
        raise ReasonMissing(field="reason")
    check_words(reason, "reason")
    if old.area != actor.area:
        raise NotRunning
    _end(actor, old, DirectiveState.SUPERSEDED, reason, at)
    new = issue(
        actor, draft, number=old.number, version=old.version + 1, replaces=old.code, root=_top(old), at=at
    )
    trail.record(
        actor=actor,
        kind=Event.REPLACED,
        area=old.area,
        subject=new.code,
        at=at,
        number=new.number,
        version=new.version,
    )
    return new


def _top(old: Directive) -> str:
    """A version of the top of a cascade is a top of its own; one below stays under the same."""
    return "" if old.root == old.code else old.root


def _in_force(actor: Actor, code: str) -> Directive:
    directive = access.claim(actor, code)
    if directive.state not in RUNNING:
        raise NotRunning
    return directive


def _onward(directive: Directive) -> list[Directive]:
    """Those in force that came of a directive, at any depth, locked in order."""
    found: list[Directive] = []
    above = [directive.code]
    while above:
        below = Directive.objects.filter(parent__in=above, state__in=RUNNING).order_by("code")
        rows = list(below.select_for_update())
        found += rows
        above = [one.code for one in rows]
    return found


def _end(actor: Actor, directive: Directive, state: DirectiveState, reason: str, at: datetime) -> None:
    directive.state, directive.reason, directive.ended_at = state, reason.strip()[:500], at
    directive.save(update_fields=["state", "reason", "ended_at"])
    Receipt.objects.filter(directive=directive, ended_at__isnull=True).update(ended_at=at, remind_at=None)
    if directive.to == To.AREAS:
        end_items(
            actor=actor, kind=flow.KIND, subject=directive.code, state=flow.WITHDRAWN, reason=reason, at=at
        )
