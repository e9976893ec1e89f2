"""Each kind of event of accounts, with the sentence people read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.trail.services import told


@told
class Event(models.TextChoices):
    """What can happen to accounts and to those who sign in with them."""

    SIGNED_IN = "accounts.signed_in", _("signed in from %(address)s")
    SIGNED_OUT = "accounts.signed_out", _("signed out")
    LOCKED_OUT = "accounts.locked_out", _("%(subject)s was locked out after wrong passwords from %(address)s")
    PASSWORD_CHANGED = "accounts.password_changed", _("changed their own password")
    SECOND_FACTOR_SET_UP = "accounts.second_factor_set_up", _("set up a second factor")
    SECOND_FACTOR_REMOVED = "accounts.second_factor_removed", _("removed the second factor of %(subject)s")
    OPENED = "accounts.opened", _("opened account %(subject)s")
    LOCKED = "accounts.locked", _("locked account %(subject)s")
    UNLOCKED = "accounts.unlocked", _("unlocked account %(subject)s")
    PASSWORD_RESET = "accounts.password_reset", _("reset the password of %(subject)s")
    SESSIONS_ENDED = "accounts.sessions_ended", _("ended all sessions of %(subject)s")
