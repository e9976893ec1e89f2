"""Who somebody is in the roster, and who may have gone from door to door."""

from __future__ import annotations

from fangxian.features.charges import selectors as charges
from fangxian.features.roster.models import Responder
from fangxian.kernel.authority import Actor


def own_code(actor: Actor) -> str:
    """The actor's own code in the roster; '' for who is not in it."""
    if not actor.responder:
        return ""
    return Responder.objects.filter(pk=int(actor.responder)).values_list("code", flat=True).first() or ""


def own_unit(actor: Actor) -> str:
    """The name of the unit the actor works for; '' for who is not in the roster."""
    if not actor.responder:
        return ""
    rows = Responder.objects.filter(pk=int(actor.responder))
    return rows.values_list("unit_name", flat=True).first() or ""


def who_went(actor: Actor, area: str) -> list[tuple[str, str]]:
    """Who may have gone from door to door there: (code, name) of who answers for it, and of the actor."""
    keys: dict[int, str] = {}
    for charge in [*charges.chain(actor, area)[:2], *charges.others(actor, area)]:
        for key, name in ((charge.holder_id, charge.holder_name), (charge.deputy_id, charge.deputy_name)):
            if key is not None:
                keys.setdefault(key, name)
    if actor.responder:
        keys.setdefault(int(actor.responder), actor.name)
    codes = dict(Responder.objects.filter(pk__in=keys).values_list("pk", "code"))
    return [(codes[key], name) for key, name in keys.items() if key in codes]
