"""Who came to an area and who went from it, until when, by whose order; for a page and for a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from fangxian.features.relief.models import Seconded
from fangxian.features.relief.secondments import access, flow
from fangxian.features.roster.models import Responder
from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.codes import inside, within
from fangxian.kernel.errors import Text

PER_PAGE = 50
WAYS: dict[str, Text] = {
    "": gettext_lazy("Coming and going"),
    "came": gettext_lazy("Coming here"),
    "went": gettext_lazy("Going away"),
}
TIMES: dict[str, Text] = {
    "now": gettext_lazy("Open"),
    "past": gettext_lazy("Over"),
    "": gettext_lazy("All"),
}


@dataclass(frozen=True, slots=True)
class Search:
    """Which: of whom (the start of a name), for which area, coming or going, open or over."""

    area: str
    q: str = ""
    way: str = ""
    time: str = "now"


@dataclass(frozen=True, slots=True)
class Listed:
    """One person of a secondment; `way` is "came", "went" or '' where both areas are those asked for."""

    row: Seconded
    state: Text
    way: str
    code: str


def found(actor: Actor, search: Search) -> QuerySet[Seconded]:
    """Those that fit, the next to come back first, those who are back last."""
    area = search.area if inside(search.area, actor.area) else actor.area
    here = {"came": within(area, "to_area"), "went": within(area)}.get(search.way, access.of_area(area))
    rows = access.people(actor).filter(here, Q(name__startswith=search.q))
    if search.time in ("now", "past"):
        rows = rows.filter(ended_at__isnull=search.time == "now")
    return rows.select_related("secondment").order_by(
        F("ended_at").desc(nulls_first=True), "until", "name", "pk"
    )


def page(actor: Actor, search: Search, number: object) -> Page[Listed]:
    """A page of them."""
    listed = Paginator(found(actor, search), PER_PAGE).get_page(number)  # type: ignore[arg-type]
    rows = list(listed.object_list)
    codes = dict(
        Responder.objects.filter(pk__in=[one.responder_id for one in rows]).values_list("pk", "code")
    )
    area = search.area or actor.area
    shown = [Listed(one, state_of(one), _way(one, area), codes.get(one.responder_id, "")) for one in rows]
    listed.object_list = shown  # type: ignore[assignment]
    return listed  # type: ignore[return-value]


def state_of(row: Seconded) -> Text:
    """How far the secondment of one person is."""
    state = row.secondment.state
    return flow.SECONDMENT.states[flow.ENDED if row.ended_at and state == flow.RUNNING else state]


def columns() -> list[str]:
    """The heads of the file."""
    heads = (
        _("Name"),
        _("Unit"),
        pgettext("secondment", "From"),
        pgettext("secondment", "To"),
        _("From when"),
        _("Until when"),
        _("Back"),
    )
    return [*heads, _("As"), _("State"), _("By order of"), _("Reason")]


def sheet(actor: Actor, search: Search) -> Iterator[list[object]]:
    """A row a person."""
    for one in found(actor, search).iterator(chunk_size=2_000):
        order = one.secondment
        role = Role(order.role).label if order.role else ""
        times = (_local(at) for at in (order.starts_at, one.until, one.ended_at))
        yield [
            *(one.name, one.unit_name, order.area_name, order.to_name, *times, str(role)),
            *(str(state_of(one)), order.made_by_name, order.reason),
        ]


def _local(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""


def _way(row: Seconded, area: str) -> str:
    comes, goes = inside(row.to_area, area), inside(row.area, area)
    return "" if comes and goes else "came" if comes else "went"
