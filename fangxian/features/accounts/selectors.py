"""Questions about accounts."""

from __future__ import annotations

from datetime import datetime

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Exists, Max, OuterRef, QuerySet, Sum
from django.http import HttpRequest
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from fangxian.features.accounts import access
from fangxian.features.accounts.models import Account
from fangxian.kernel.authority import Actor
from fangxian.kernel.trail import selectors as trail
from fangxian.kernel.trail.models import Entry


def accounts(actor: Actor, search: str = "") -> QuerySet[Account]:
    """Accounts whose name contains `search`, each with `has_second_factor`, by name."""
    found = access.visible(actor).filter(username__icontains=search) if search else access.visible(actor)
    devices = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
    return found.annotate(has_second_factor=Exists(devices)).order_by("username")


def find(username: str) -> Account | None:
    """The account of that name."""
    return Account.objects.filter(username=username).first()


def find_device(account: Account) -> TOTPDevice | None:
    """The account's second factor, if it is set up."""
    return TOTPDevice.objects.filter(user=account, confirmed=True).first()


def find_unconfirmed_device(account: Account) -> TOTPDevice | None:
    """The second factor that is being set up."""
    return TOTPDevice.objects.filter(user=account, confirmed=False).first()


def own_history(username: str, size: int = 20) -> list[Entry]:
    """What the trail tells of a person's own sign-ins and changes to their account, newest first."""
    return list(trail.entries(trail.Question(person=username, kind="accounts"))[:size])


def locked_out_until(request: HttpRequest, username: str) -> tuple[datetime, bool]:
    """Until when a name is locked out at this address, and whether this very attempt did it."""
    attempts = AccessAttempt.objects.filter(username=username, ip_address=request.META.get("REMOTE_ADDR"))
    told = attempts.aggregate(last=Max("attempt_time"), failures=Sum("failures_since_start"))
    cool_off = get_cool_off(request)
    assert cool_off is not None, "AXES_COOLOFF_TIME is set"
    until = (told["last"] or timezone.now()) + cool_off
    return until, told["failures"] == settings.AXES_FAILURE_LIMIT
