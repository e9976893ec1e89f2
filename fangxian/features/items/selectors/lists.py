"""Lists of items: those to be done by the actor, those of the area, those they opened or watch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from fangxian.features.charges import selectors as charges
from fangxian.features.charges.covers import Who, who
from fangxian.features.charges.models import Charge
from fangxian.features.items import access, rules
from fangxian.features.items.flows import Move, Needs
from fangxian.features.items.models import Item
from fangxian.features.items.registry import flows
from fangxian.features.items.selectors import counting
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import within
from fangxian.kernel.errors import Text

PER_PAGE = 50
TABS: dict[str, Text] = {
    "mine": _("To do"),
    "below": _("Of my area"),
    "late": _("Late"),
    "opened": _("Opened by me"),
    "watched": _("Watched"),
    "ended": _("Ended"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """An item as lists show it, in words; `who` answers where it waits for a lead, not for a person."""

    item: Item
    kind: Text
    state: Text
    place: str
    holder: str
    urgency: str
    who: Who | None = None


def mine(actor: Actor) -> QuerySet[Item]:
    """Open items that wait for the actor: held in person, or by the charge they lead the area with."""
    held = Q(holder=actor.responder) if actor.responder else Q(pk__in=[])
    if charges.is_lead(actor):
        held |= Q(area=actor.area, holder__isnull=True)
    return access.visible(actor).filter(held, ended_at__isnull=True)


def of_tab(actor: Actor, tab: str, now: datetime) -> QuerySet[Item]:
    """The items of a tab, the most urgent first."""
    seen = access.visible(actor)

    def here() -> QuerySet[Item]:
        # What row security sees anyway, said once more in words that indexes serve.
        return seen.filter(within(actor.area) | counting.elsewhere(actor))

    found = {
        "mine": lambda: mine(actor),
        "below": lambda: here().filter(ended_at__isnull=True),
        "late": lambda: here().filter(ended_at__isnull=True, due_at__lte=now),
        "opened": lambda: seen.filter(made_by=actor.person),
        "watched": lambda: seen.filter(watchers__person=actor.person),
        "ended": lambda: here().filter(ended_at__isnull=False),
    }[tab]()
    last = F("ended_at").desc() if tab == "ended" else F("due_at").asc(nulls_last=True)
    return found.order_by(last, "-severity", "code")


def how_many(actor: Actor, tab: str, now: datetime, *, kind: str = "") -> int:
    """How many items a tab has; for those of an area by its tallies, however many they are."""
    narrower = Q(kind=kind) if kind in flows() else Q()
    if tab not in ("below", "late", "ended") or not actor.may(Can.ITEM_VIEW):
        return of_tab(actor, tab, now).filter(narrower).count()
    beyond = counting.beyond(actor).filter(narrower)
    kind = kind if kind in flows() else ""
    if tab == "ended":
        return counting.ended(actor, actor.area, kind=kind) + beyond.filter(ended_at__isnull=False).count()
    kept = counting.summed(counting.running(actor, [actor.area], now, kind=kind)[actor.area])
    beyond = beyond.filter(ended_at__isnull=True)
    return (
        kept.late + beyond.filter(due_at__lte=now).count()
        if tab == "late"
        else kept.standing + beyond.count()
    )


def page(actor: Actor, tab: str, now: datetime, *, kind: str = "", number: object = 1) -> Page[Row]:
    """A page of a tab; `kind` narrows it."""
    found = of_tab(actor, tab, now)
    if kind in flows():
        found = found.filter(kind=kind)
    pages = Paginator(found, PER_PAGE)
    pages.count = how_many(actor, tab, now, kind=kind)
    listed = pages.get_page(number)  # type: ignore[arg-type]
    listed.object_list = rows(actor, listed.object_list, now)  # type: ignore[assignment]
    return listed  # type: ignore[return-value]


def rows(actor: Actor, items: Iterable[Item], now: datetime) -> list[Row]:
    """Items in words: names of places, and who holds them."""
    listed = list(items)
    areas = {item.area for item in listed}
    names = dict(Area.objects.filter(code__in=areas).values_list("code", "name"))
    leads = charges.answers_for(actor, {item.area for item in listed if not item.holder_id})
    return [_row(item, names, leads.get(item.area), now) for item in listed]


def _row(item: Item, names: dict[str, str], lead: Charge | None, now: datetime) -> Row:
    flow = flows()[item.kind]
    answers = who(lead, now) if lead and not item.holder_id else None
    holder = item.holder_name or (answers.name if answers else "")
    return Row(
        item,
        flow.label,
        flow.states[item.state],
        names.get(item.area, item.area),
        holder,
        rules.urgency(item.due_at, now),
        answers,
    )


def shared_moves(actor: Actor, items: Iterable[Item]) -> list[Move]:
    """The moves that some item of a page may make now: what the bar of chosen rows offers."""
    found: dict[str, Move] = {}
    leads = charges.is_lead(actor)
    for item in items:
        for move in rules.allowed(flows()[item.kind], item.state, access.standing(actor, item, leads=leads)):
            if Needs.EVIDENCE not in move.needs:
                found.setdefault(move.code, move)
    return list(found.values())
