"""Coming in and going out: password, second factor, session."""

from __future__ import annotations

import time

from django.contrib import auth
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django_otp import login as remember_device
from django_otp.plugins.otp_totp.models import TOTPDevice

from fangxian.features.accounts import rules, selectors
from fangxian.features.accounts.events import Event
from fangxian.features.accounts.models import Account
from fangxian.features.accounts.refusals import SignInAgain
from fangxian.features.accounts.services.own import prove
from fangxian.kernel.db import scope
from fangxian.kernel.trail import services as trail

SIGNED_IN, SEEN, LANGUAGE = "signed_in_at", "seen_at", "language"
SECOND_STEP = "second_step"
BACKEND = "fangxian.features.accounts.backends.AccountBackend"


def check_password(request: HttpRequest, *, username: str, password: str) -> Account | None:
    """The account, if name and password are right and it is neither locked nor locked out."""
    username = Account.normalize_username(username.strip())
    account = auth.authenticate(request, username=username, password=password)
    return account if isinstance(account, Account) else None


def take_first_step(request: HttpRequest, account: Account) -> bool:
    """After the right password: sign in, or wait for the code. Returns whether the person is in."""
    if selectors.find_device(account) is None:
        admit(request, account)
        return True
    request.session[SECOND_STEP] = [account.pk, int(time.time())]
    return False


def waiting(request: HttpRequest) -> Account:
    """
    Who has given the right password and owes the code.

    Raises:
        SignInAgain: nobody, or too long ago.
    """
    pk, since = request.session.get(SECOND_STEP) or (0, 0)
    account = Account.objects.filter(pk=pk, is_active=True).first()
    if account is None or time.time() - since > rules.SECOND_STEP_SECONDS:
        raise SignInAgain
    return account


def take_second_step(request: HttpRequest, code: str) -> Account:
    """
    Sign in with the code.

    Raises:
        SignInAgain: the first step is missing or too long ago.
        WrongCode, WaitBeforeCode: see `own.prove`.
    """
    account = waiting(request)
    device = selectors.find_device(account)
    if device is not None:
        prove(account=account, device=device, code=code)
    admit(request, account, device)
    return account


def admit(request: HttpRequest, account: Account, device: TOTPDevice | None = None) -> None:
    """Start the session of a person who has shown who they are."""
    request.session.pop(SECOND_STEP, None)
    renew(request, account, device)
    _tell(account, Event.SIGNED_IN, address=request.META.get("REMOTE_ADDR", ""))


def renew(request: HttpRequest, account: Account, device: TOTPDevice | None = None) -> None:
    """Start the session anew, after sign-in or after all sessions of the account were ended."""
    auth.login(request, account, backend=BACKEND)
    if device is not None:
        remember_device(request, device)  # type: ignore[no-untyped-call]
    mark(request)


def mark(request: HttpRequest) -> None:
    """Note when the session began; its end is counted from there."""
    request.session[SIGNED_IN] = request.session[SEEN] = int(time.time())


def sign_out(request: HttpRequest) -> None:
    """End this session."""
    if isinstance(request.user, Account):
        _tell(request.user, Event.SIGNED_OUT)
    leave(request)


def leave(request: HttpRequest) -> None:
    """Empty the session, but for the language: the door speaks to a person as the pages did."""
    language = request.user.language if request.user.is_authenticated else ""
    auth.logout(request)
    if language:
        request.session[LANGUAGE] = language


def note_lock_out(*, username: str, address: str) -> None:
    """Tell the trail that a name was locked out; nobody is signed in, so nobody is the writer."""
    account = Account.objects.filter(username=username).first()
    area = account.area if account else ""
    with transaction.atomic():
        scope.enter_self("")
        trail.record_own(person="", kind=Event.LOCKED_OUT, area=area, subject=username, address=address)


def _tell(account: Account, kind: Event, **facts: str) -> None:
    with transaction.atomic():
        scope.enter_self(account.username)
        trail.record_own(
            person=account.username,
            kind=kind,
            area=account.area,
            subject=account.username,
            at=timezone.now(),
            **facts,
        )
