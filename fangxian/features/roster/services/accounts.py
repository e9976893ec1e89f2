"""Which account is a responder's own."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from fangxian.features.accounts import access as accounts
from fangxian.features.roster import access
from fangxian.features.roster.events import Event
from fangxian.features.roster.models import Responder
from fangxian.features.roster.refusals import AccountTaken
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.trail import services as trail


@transaction.atomic
def link_account(*, actor: Actor, code: str, username: str, at: datetime | None = None) -> Responder:
    """
    Give a responder an account; whatever they hold charges for, that account can then do.

    So it takes whoever looks after accounts, not whoever keeps the roster.

    Raises:
        NotFound: no such responder or account, or out of sight.
        NotAllowed: the actor may not look after accounts there.
        AccountTaken: it is another responder's.
    """
    responder = access.claim(actor, code, can=Can.ACCOUNT_MANAGE)
    account = accounts.get(actor, username)
    before = responder.account
    if before == account.username:
        return responder
    responder.account = account.username
    try:
        with transaction.atomic():
            responder.save(update_fields=["account"])
    except IntegrityError:
        raise AccountTaken(account=username) from None
    trail.record(
        actor=actor,
        kind=Event.ACCOUNT_LINKED,
        area=responder.unit_area,
        subject=code,
        at=at,
        before={"account": before},
        after={"account": username},
        account=username,
    )
    return responder


@transaction.atomic
def unlink_account(*, actor: Actor, code: str, at: datetime | None = None) -> Responder:
    """
    Take the account from a responder; they keep their charges, but nobody can act under them.

    Raises:
        NotFound: no such responder, or out of sight.
        NotAllowed: the actor may not look after accounts there.
    """
    responder = access.claim(actor, code, can=Can.ACCOUNT_MANAGE)
    was = responder.account
    if was is None:
        return responder
    responder.account = None
    responder.save(update_fields=["account"])
    trail.record(
        actor=actor,
        kind=Event.ACCOUNT_UNLINKED,
        area=responder.unit_area,
        subject=code,
        at=at,
        account=was,
    )
    return responder
