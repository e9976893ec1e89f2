"""Opening and closing sites of the list."""

from __future__ import annotations

from django.db import transaction

from fangxian.features.duty import access
from fangxian.features.duty.events import Event
from fangxian.features.duty.models import Site
from fangxian.features.duty.services import tallies
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.db import scope
from fangxian.kernel.trail import services as trail


@transaction.atomic
def open_site(*, actor: Actor, code: str) -> Site:
    """
    Open a site: the next plan puts posts there. Opening an open one changes nothing.

    Raises:
        NotFound: no such site, or out of sight.
        NotAllowed: the actor may not open sites there.
    """
    return _turn(actor, code, is_open=True, kind=Event.SITE_OPENED)


@transaction.atomic
def shut_site(*, actor: Actor, code: str) -> Site:
    """
    Close a site: the next plan puts nobody there. Those posted there now stay until it is published.

    Raises:
        NotFound: no such site, or out of sight.
        NotAllowed: the actor may not close sites there.
    """
    return _turn(actor, code, is_open=False, kind=Event.SITE_CLOSED)


def _turn(actor: Actor, code: str, *, is_open: bool, kind: Event) -> Site:
    scope.enter(actor)
    tallies.move(actor.incident)
    site = access.claim_site(actor, code, can=Can.SITE_EDIT)
    if site.is_open == is_open:
        return site
    site.is_open = is_open
    site.save(update_fields=["is_open"])
    tallies.change(site.area, sites=1 if is_open else -1)
    trail.record(actor=actor, kind=kind, area=site.area, subject=code, after={"is_open": is_open})
    return site
