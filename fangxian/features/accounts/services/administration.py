"""What an administrator does with the accounts of others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from axes.utils import reset as forgive_wrong_passwords
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from fangxian.features.accounts import access, rules
from fangxian.features.accounts.events import Event
from fangxian.features.accounts.models import Account, Language
from fangxian.features.accounts.refusals import OwnAccount, UsernameTaken, UsernameUnfit
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.trail import services as trail


@dataclass(frozen=True, slots=True)
class Opened:
    """An account with the password to hand over; the password is nowhere else in the clear."""

    account: Account
    password: str


@transaction.atomic
def open_account(
    *,
    actor: Actor,
    username: str,
    password: str | None = None,
    area: str | None = None,
    language: str = Language.ZH_HANS,
    at: datetime | None = None,
) -> Opened:
    """
    Open an account.

    Without `password` a one-time password is made, to be changed at the first sign-in. The account can do
    nothing until it belongs to a responder who holds a charge. `area` is the area whose administrators look
    after it, the actor's own if not given.

    Raises:
        NotAllowed: the actor does not manage the accounts of that area.
        UsernameUnfit: the name has other signs than letters, digits and . _ - @.
        UsernameTaken: there is one of that name.
    """
    area = actor.area if area is None else area
    actor.require(Can.ACCOUNT_MANAGE, area)
    username = Account.normalize_username(username.strip())
    if not rules.fits_username(username):
        raise UsernameUnfit(field="username")
    at = at or timezone.now()
    given = password or rules.one_time_password()
    account = Account(
        username=username,
        area=area,
        language=language,
        must_change_password=password is None,
        created_at=at,
    )
    account.set_password(given)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError as error:
        raise UsernameTaken(username=username) from error
    trail.record(actor=actor, kind=Event.OPENED, area=area, subject=username, at=at)
    return Opened(account, given)


@transaction.atomic
def lock_account(*, actor: Actor, username: str) -> None:
    """
    Shut an account and end its sessions.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
        OwnAccount: it is the actor's own.
    """
    account = access.claim(actor, username)
    if account.username == actor.person:
        raise OwnAccount
    account.is_active = False
    account.session_epoch += 1
    account.save(update_fields=["is_active", "session_epoch"])
    trail.record(actor=actor, kind=Event.LOCKED, area=account.area, subject=username, account=username)


@transaction.atomic
def unlock_account(*, actor: Actor, username: str) -> None:
    """
    Open a shut account again, and forgive wrong passwords.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
    """
    account = access.claim(actor, username)
    account.is_active = True
    account.save(update_fields=["is_active"])
    forgive_wrong_passwords(username=username)
    trail.record(actor=actor, kind=Event.UNLOCKED, area=account.area, subject=username)


@transaction.atomic
def reset_password(*, actor: Actor, username: str) -> Opened:
    """
    Give an account a one-time password, end its sessions, forgive wrong passwords.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
        OwnAccount: it is the actor's own; one changes one's own with the present one.
    """
    account = access.claim(actor, username)
    if account.username == actor.person:
        raise OwnAccount
    password = rules.one_time_password()
    account.set_password(password)
    account.must_change_password = True
    account.session_epoch += 1
    account.save(update_fields=["password", "must_change_password", "session_epoch"])
    forgive_wrong_passwords(username=username)
    trail.record(actor=actor, kind=Event.PASSWORD_RESET, area=account.area, subject=username)
    return Opened(account, password)


@transaction.atomic
def end_sessions(*, actor: Actor, username: str) -> None:
    """
    Sign an account out everywhere.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
    """
    account = access.claim(actor, username)
    account.session_epoch += 1
    account.save(update_fields=["session_epoch"])
    trail.record(actor=actor, kind=Event.SESSIONS_ENDED, area=account.area, subject=username)


@transaction.atomic
def remove_second_factor(*, actor: Actor, username: str) -> None:
    """
    Let an account sign in with the password alone, for a person whose phone is lost; its sessions end.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
        OwnAccount: it is the actor's own; one removes one's own with the password.
    """
    account = access.claim(actor, username)
    if account.username == actor.person:
        raise OwnAccount
    TOTPDevice.objects.filter(user=account).delete()
    account.session_epoch += 1
    account.save(update_fields=["session_epoch"])
    trail.record(actor=actor, kind=Event.SECOND_FACTOR_REMOVED, area=account.area, subject=username)


def widen_keeping(answering: Mapping[str, str]) -> None:
    """
    Let administrators of wider areas look after the accounts of people who now answer for more.

    `answering` maps user names to the area each answers for from now on. Else a village's administrator could
    reset the password of who has become the county's commander.
    """
    accounts = list(Account.objects.filter(username__in=answering).order_by("pk").select_for_update())
    changed = []
    for account in accounts:
        keeping = rules.shared_start(account.area, answering[account.username])
        if keeping != account.area:
            account.area = keeping
            changed.append(account)
    Account.objects.bulk_update(changed, ["area"], batch_size=1000)
