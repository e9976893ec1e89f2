"""What accounts refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fangxian.kernel.errors import BadInput, Conflict


class UsernameTaken(Conflict):
    """There is an account of this name."""

    code = "accounts.username_taken"
    sentence = _("There is an account named %(username)s already.")


class UsernameUnfit(BadInput):
    """The name cannot be a user name."""

    code = "accounts.username_unfit"
    sentence = _("A user name has 2 to 150 letters, digits or . _ - @ and no spaces.")


class OwnAccount(Conflict):
    """An administrator would lock themselves out."""

    code = "accounts.own_account"
    sentence = _("This is your own account. Ask another administrator.")


class WrongPassword(BadInput):
    """The present password is not right."""

    code = "accounts.wrong_password"
    sentence = _("The present password is not right.")


class PasswordTooWeak(BadInput):
    """The new password breaks a rule; the sentence says which."""

    code = "accounts.password_too_weak"


class WrongCode(BadInput):
    """The code of the second factor is not right, or was used before."""

    code = "accounts.wrong_code"
    sentence = _("This code is not right. Codes change every 30 seconds and work once; take the newest.")


class WaitBeforeCode(Conflict):
    """Too many wrong codes; each one doubles the wait."""

    code = "accounts.wait_before_code"
    sentence = _("Too many wrong codes. Try again in %(seconds)s seconds.")


class SignInAgain(Conflict):
    """The first step of sign-in was too long ago, or was never taken."""

    code = "accounts.sign_in_again"
    sentence = _("The sign-in took too long. Enter user name and password again.")
