"""What of supervision hangs on a charge: directives to acknowledge, those to act on, and findings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fangxian.features.charges.carried import Carried, Load, Thing
from fangxian.features.items import carried as items
from fangxian.features.supervision.directives.selectors import lists
from fangxian.features.supervision.inspections.flow import FINDING
from fangxian.kernel.authority import Actor, Can


def _count(tab: str) -> Callable[[Actor, datetime], Load]:
    def count(actor: Actor, now: datetime) -> Load:
        late = Count("pk", filter=Q(directive__deadline_at__lte=now))
        counted = lists.mine(actor, tab).order_by().aggregate(open=Count("pk"), late=late)
        return Load(counted["open"], counted["late"])

    return count


def _things(tab: str) -> Callable[[Actor, datetime, int], list[Thing]]:
    def things(actor: Actor, now: datetime, size: int) -> list[Thing]:
        rows = [one.directive for one in lists.mine(actor, tab)[:size]]
        page = "supervision:directive"
        return [Thing(one.title, actor.area, reverse(page, args=[one.code]), one.deadline_at) for one in rows]

    return things


RECEIPTS = Carried(
    code="receipts",
    label=_("Directives to acknowledge"),
    needs=Can.DIRECTIVE_RECEIVE,
    view="supervision:directives",
    query="?tab=new",
    count=_count("new"),
    things=_things("new"),
    icon="flag",
)
DIRECTIVES = Carried(
    code="directives",
    label=_("Directives to act on and report"),
    needs=Can.DIRECTIVE_RECEIVE,
    view="supervision:directives",
    query="?tab=doing",
    count=_count("doing"),
    things=_things("doing"),
    icon="flag",
)
FINDINGS = items.of_flow(FINDING, needs=Can.FINDING_VIEW, icon="list-search")
