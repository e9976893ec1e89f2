"""Positive pools: who in them is not resolved yet, by the clock of their re-test."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import F

from fangxian.features.items import access as items
from fangxian.features.items.models import Item
from fangxian.features.sampling.flow import RETEST
from fangxian.features.sampling.models import Pool, Round, Swab
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within
from fangxian.kernel.errors import Text

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """People of one place who are left, alike far by one clock: their items, whether it has run out."""

    items: list[Item]
    place: str
    state: Text
    due_at: datetime | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A pool, and those of it who are left as far as the actor sees their items; the most urgent first."""

    pool: Pool
    barcode: str
    waiting: list[Waiting]


def page(
    actor: Actor, of_round: Round, area: str, number: object, now: datetime
) -> tuple[Page[Pool], list[Line]]:
    """A page of the pools of an area: open ones first, the oldest of them first."""
    rows = Pool.objects.filter(within(area), round=of_round.code)
    ordered = rows.order_by(F("resolved_at").desc(nulls_first=True), "found_at", "tube")
    found = Paginator(ordered, PER_PAGE).get_page(number)  # type: ignore[arg-type]
    waiting = _waiting(actor, [pool.tube for pool in found if pool.resolved_at is None], now)
    return found, [Line(pool, pool.tube.partition("/")[2], waiting[pool.tube]) for pool in found]


def _waiting(actor: Actor, tubes: Sequence[str], now: datetime) -> dict[str, list[Waiting]]:
    swabs = Swab.objects.filter(tube__in=tubes, void=False).values_list("id", "tube")
    tube_of = {f"retest-{hashlib.md5(str(swab).encode()).hexdigest()}": tube for swab, tube in swabs}  # noqa: S324
    left = (
        items.visible(actor).filter(code__in=list(tube_of), ended_at__isnull=True).order_by("due_at", "code")
    )
    names = dict(Area.objects.filter(code__in={item.area for item in left}).values_list("code", "name"))
    alike: dict[tuple[str, str, str, datetime | None], list[Item]] = defaultdict(list)
    for item in left:
        alike[tube_of[item.code], item.area, item.state, item.due_at].append(item)
    found: dict[str, list[Waiting]] = defaultdict(list)
    for (tube, area, state, due_at), some in alike.items():
        late = due_at is not None and due_at <= now
        found[tube].append(Waiting(some, names.get(area, area), RETEST.states[state], due_at, late))
    return found
