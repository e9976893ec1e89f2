"""Checking a user name and a password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from fangxian.features.accounts.models import Account


class AccountBackend(BaseBackend):
    """Accounts of our own; permissions come from charges, never from here."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> Account | None:
        """The account, if name and password are right and it is not locked."""
        account = Account.objects.filter(username=username or "").first()
        if account is None:
            make_password(password)  # the same time whether or not the name exists
            return None
        return account if account.check_password(password or "") and account.is_active else None

    def get_user(self, user_id: int) -> Account | None:
        """The account of a session, unless it has been locked since."""
        return Account.objects.filter(pk=user_id, is_active=True).first()
