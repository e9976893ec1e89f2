"""Who can sign in."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.codes import AreaCodeField


class Language(models.TextChoices):
    """The languages of the interface."""

    ZH_HANS = "zh-hans", "简体中文"
    ZH_HANT = "zh-hant", "繁體中文"
    EN = "en", "English"


class Accounts(BaseUserManager["Account"]):
    """Looks accounts up by username, as Django's sign-in asks."""

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(username=username)


class Account(AbstractBaseUser):
    """A name and a password; what it may do follows from the charges its person holds."""

    username = models.CharField(_("User name"), max_length=150, unique=True)
    language = models.CharField(_("Language"), max_length=10, choices=Language, default=Language.ZH_HANS)
    area = AreaCodeField(blank=True)  # whose administrators look after it
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    session_epoch = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    objects = Accounts()
    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.username

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # A session made under another epoch no longer fits: one more epoch ends them all at once.
        return f"{super()._get_session_auth_hash(secret)}.{self.session_epoch}"  # type: ignore[misc]
