"""What a session keeps of looking as another charge, and what a request becomes meanwhile."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg.errors import ReadOnlySqlTransaction

from fangxian.features.charges import acting, services, viewing
from fangxian.features.charges.models import Charge
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope

KEY = "viewing"
HARMLESS = ("GET", "HEAD", "OPTIONS")
STOP, LEAVE = "charges:view-stop", "accounts:sign-out"


def begin(request: HttpRequest, charge: Charge, at: datetime) -> None:
    """Keep in the session as which charge the person looks from now on, and since when."""
    request.session[KEY] = [charge.code, at.timestamp()]


def present(request: HttpRequest) -> tuple[str, datetime] | None:
    """As which charge the session looks, and since when."""
    kept = request.session.get(KEY)
    return (kept[0], datetime.fromtimestamp(kept[1], tz=timezone.get_current_timezone())) if kept else None


def until(request: HttpRequest) -> datetime | None:
    """When looking ends by itself; None for who looks as nobody."""
    kept = present(request)
    return kept[1] + viewing.LASTS if kept else None


def forget(request: HttpRequest) -> None:
    """From now on the session looks as nobody but the person."""
    request.session.pop(KEY, None)


def end_if_over(request: HttpRequest, person: str, reach: str, now: datetime) -> None:
    """
    Stop looking, and tell the trail: when the time is over, when the charge may no longer be looked through,
    and at sign-out. In a transaction of its own, so that it stands whatever becomes of the request.
    """
    kept = present(request)
    if kept is None:
        return
    code, since = kept
    with transaction.atomic():
        viewer = _viewer(request, person, reach)
        if viewer is not None:
            scope.enter(viewer)
            if request.path != reverse(LEAVE) and now - since < viewing.LASTS and _found(viewer, code):
                return
            services.stop_viewing(actor=viewer, code=code, since=since, at=min(now, since + viewing.LASTS))
    forget(request)
    messages.info(request, _("You see as yourself again."), fail_silently=True)


def charge_seen(request: HttpRequest, viewer: Actor) -> Charge | None:
    """The charge that a request looks as; None where it acts as the viewer, as it must to stop."""
    kept = present(request)
    if kept is None or request.path == reverse(STOP):
        return None
    return _found(viewer, kept[0])


def goes_on(request: HttpRequest, viewer: Actor, code: str, now: datetime) -> bool:
    """Whether the session looks as that charge still: not stopped, not over, and the viewer still may."""
    kept = present(request)
    if kept is None or kept[0] != code or now - kept[1] >= viewing.LASTS:
        return False
    scope.enter(viewer)
    return _found(viewer, code) is not None


def _viewer(request: HttpRequest, person: str, reach: str) -> Actor | None:
    scope.enter_self(person)
    return acting.pick(person, *acting.own(person, reach), wanted=request.session.get("charge", ""))


def _found(viewer: Actor, code: str) -> Charge | None:
    charge = viewing.find(viewer, code)
    return charge if charge is not None and viewing.may_look(viewer, charge) else None


def changes(request: HttpRequest) -> bool:
    """Whether a request means to change something, other than to stop looking or to sign out."""
    return request.method not in HARMLESS and request.path not in (reverse(STOP), reverse(LEAVE))


def tried_to_write(error: BaseException) -> bool:
    """Whether the database refused a write, because who only looks writes nothing."""
    return isinstance(error.__cause__, ReadOnlySqlTransaction)
