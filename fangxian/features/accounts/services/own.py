"""What a person does with their own account; the transaction's scope must be that person."""

from __future__ import annotations

from math import ceil

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_otp import verify_token
from django_otp.plugins.otp_totp.models import TOTPDevice

from fangxian.features.accounts import selectors
from fangxian.features.accounts.events import Event
from fangxian.features.accounts.models import Account
from fangxian.features.accounts.refusals import PasswordTooWeak, WaitBeforeCode, WrongCode, WrongPassword
from fangxian.kernel.errors import NotFound
from fangxian.kernel.trail import services as trail


@transaction.atomic
def change_password(*, account: Account, present: str, new: str) -> None:
    """
    Change one's own password; all sessions end, so the caller renews the one it serves.

    Raises:
        WrongPassword: `present` is not it.
        PasswordTooWeak: the new one breaks a rule.
    """
    if not account.check_password(present):
        raise WrongPassword(field="present")
    if present == new:
        raise PasswordTooWeak(_("The new password must differ from the present one."), field="new")
    try:
        validate_password(new, account)
    except ValidationError as error:
        raise PasswordTooWeak(" ".join(error.messages), field="new") from error
    account.set_password(new)
    account.must_change_password = False
    account.session_epoch += 1
    account.save(update_fields=["password", "must_change_password", "session_epoch"])
    _tell(account, Event.PASSWORD_CHANGED)


def choose_language(*, account: Account, language: str) -> None:
    """Keep the language a person reads the pages in."""
    account.language = language
    account.save(update_fields=["language"])


def begin_second_factor(*, account: Account) -> TOTPDevice:
    """A fresh device to be scanned; it counts for nothing until a code from it was entered."""
    TOTPDevice.objects.filter(user=account, confirmed=False).delete()
    device: TOTPDevice = TOTPDevice.objects.create(user=account, name="phone", confirmed=False)
    return device


def confirm_second_factor(*, account: Account, code: str) -> TOTPDevice:
    """
    Make the device that was scanned the account's second factor; all sessions end, the caller renews its own.

    Raises:
        NotFound: none is being set up.
        WrongCode, WaitBeforeCode: see `prove`.
    """
    device = selectors.find_unconfirmed_device(account)
    if device is None:
        raise NotFound
    prove(account=account, device=device, code=code)
    with transaction.atomic():
        TOTPDevice.objects.filter(user=account, confirmed=True).delete()
        TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
        account.session_epoch += 1
        account.save(update_fields=["session_epoch"])
        _tell(account, Event.SECOND_FACTOR_SET_UP)
    return device


@transaction.atomic
def remove_own_second_factor(*, account: Account, password: str) -> None:
    """
    Sign in with the password alone from now on.

    Raises:
        WrongPassword: the password is not right.
    """
    if not account.check_password(password):
        raise WrongPassword(field="password")
    TOTPDevice.objects.filter(user=account).delete()
    _tell(account, Event.SECOND_FACTOR_REMOVED)


def prove(*, account: Account, device: TOTPDevice, code: str) -> None:
    """
    Check a code, which works once; a wrong one is counted on the device, so do not undo it.

    Raises:
        WaitBeforeCode: too many wrong codes; this one was not looked at.
        WrongCode: it is not right.
    """
    allowed, why = device.verify_is_allowed()  # type: ignore[no-untyped-call]
    if not allowed:
        wait = why["locked_until"] - timezone.now()
        raise WaitBeforeCode(seconds=max(1, ceil(wait.total_seconds())))
    digits = "".join(code.split())
    if verify_token(account, device.persistent_id, digits) is None:  # type: ignore[no-untyped-call]
        raise WrongCode(field="code")


def _tell(account: Account, kind: Event) -> None:
    trail.record_own(person=account.username, kind=kind, area=account.area, subject=account.username)
