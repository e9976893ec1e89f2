"""The only doors to an account of somebody else."""

from __future__ import annotations

from django.db.models import QuerySet

from fangxian.features.accounts.models import Account
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import within
from fangxian.kernel.errors import NotFound


def visible(actor: Actor) -> QuerySet[Account]:
    """
    The accounts an administrator looks after: those of their area.

    Row-level security cannot hold this, because accounts are read before anybody is known; this filter does.
    """
    return (
        Account.objects.filter(within(actor.area))
        if actor.may(Can.ACCOUNT_MANAGE)
        else Account.objects.none()
    )


def get(actor: Actor, username: str) -> Account:
    """
    One account.

    Raises:
        NotFound: no such account, or out of the actor's sight.
    """
    return _one(visible(actor), username)


def claim(actor: Actor, username: str, *, can: Can = Can.ACCOUNT_MANAGE) -> Account:
    """
    One account, locked until the transaction ends.

    Raises:
        NotFound: no such account, or out of the actor's sight.
        NotAllowed: the charge does not carry `can`.
    """
    actor.require(can)
    return _one(visible(actor).select_for_update(), username)


def _one(accounts: QuerySet[Account], username: str) -> Account:
    account = accounts.filter(username=username).first()
    if account is None:
        raise NotFound
    return account
