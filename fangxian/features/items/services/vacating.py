"""Opening, changing and ending the items of vacancies, as charges fall vacant and are filled; set by set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction

from fangxian.features.charges.selectors import Missing, missing
from fangxian.features.items import vacancies
from fangxian.features.items.models import Item, ItemLine
from fangxian.features.items.services.ending import end_items_about
from fangxian.features.items.services.opening import Wanted, line, open_items
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor, Can

RECOUNTED = "recounted"
_LOCK = "SELECT pg_advisory_xact_lock(hashtext(%s))::text"


@transaction.atomic
def follow_vacancies(*, actor: Actor, at: datetime, parent: str | None = None) -> int:
    """
    Make the items of vacancies say what is so, inside one area or inside all in sight; how many changed.

    Two that do so at once wait for each other, so that an area never has two such items.

    Raises:
        NotAllowed: the actor opens no items there.
    """
    actor.require(Can.ITEM_OPEN, parent)
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [f"vacancies {actor.incident}"])
    found = {code: some for code, some in missing(actor, at, parent).items() if code and actor.covers(code)}
    running = Item.objects.filter(incident=actor.incident, kind=vacancies.KIND, ended_at__isnull=True)
    if parent is not None:
        running = running.filter(subject=parent)
    items = {item.subject: item for item in running.order_by("code").select_for_update()}
    over = [code for code in items if code not in found]
    done = end_items_about(actor=actor, kind=vacancies.KIND, subjects=over, state=vacancies.ENDED, at=at)
    names = dict(Area.objects.filter(code__in=list(found)).values_list("code", "name"))
    fresh = [_wanted(code, names[code], some) for code, some in found.items() if code not in items]
    if fresh:
        open_items(actor=actor, kind=vacancies.KIND, wanted=fresh, at=at)
    return done + len(fresh) + _recount(actor, items, found, names, at)


def _wanted(code: str, name: str, some: Sequence[Missing]) -> Wanted:
    return Wanted(
        area=code,
        subject=code,
        title=vacancies.title(name, some),
        text=vacancies.text(some),
        severity=2 if all(one.level == "grid" for one in some) else 3,
    )


def _recount(
    actor: Actor,
    items: Mapping[str, Item],
    found: Mapping[str, Sequence[Missing]],
    names: Mapping[str, str],
    at: datetime,
) -> int:
    """Let the items that go on list the areas that are missing now; their clocks go on."""
    changed = []
    for code, item in items.items():
        if code in found:
            said = vacancies.title(names[code], found[code]), vacancies.text(found[code])
            if said != (item.title, item.text):
                item.title, item.text = said
                changed.append(item)
    Item.objects.bulk_update(changed, ["title", "text"], batch_size=500)
    lines = [line(item, actor, RECOUNTED, at=at, text=item.title) for item in changed]
    ItemLine.objects.bulk_create(lines, batch_size=500)
    return len(changed)
