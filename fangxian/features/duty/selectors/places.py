"""The list of sites, one site, one post, one grid, one person: what each page needs at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet, Sum

from fangxian.features.charges import selectors as charges
from fangxian.features.charges.models import Charge
from fangxian.features.duty import access
from fangxian.features.duty.models import Post, Posting, Shift, Site
from fangxian.features.duty.models.site import SiteKind
from fangxian.features.duty.selectors import looks, own, rosters
from fangxian.features.duty.selectors.own import Duty
from fangxian.features.duty.selectors.posts import GapRow, PostRow, gap_row, told
from fangxian.features.duty.selectors.rosters import Roster
from fangxian.features.roster.models import Responder
from fangxian.features.territory.models import Area, Household, Level
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within
from fangxian.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A site of the list with its seats."""

    site: Site
    kind: str
    area_name: str
    wanted: int
    filled: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands at one place: its roster, its gaps, who answers for the area around it."""

    roster: Roster | None
    gaps: list[GapRow]
    answers: list[Charge]


def sites(actor: Actor, *, text: str = "", kind: str = "", state: str = "") -> QuerySet[Site]:
    """Sites in sight by area: whose name holds the text or whose code starts with it, open or closed ones."""
    rows = access.visible_sites(actor).filter(within(actor.area)).order_by("area", "code")
    if kind in SiteKind.values:
        rows = rows.filter(kind=kind)
    if state in ("open", "closed"):
        rows = rows.filter(is_open=state == "open")
    if text:
        rows = rows.filter(Q(name__contains=text) | Q(code__startswith=text))
    return rows


def site_lines(some: Iterable[Site]) -> list[SiteLine]:
    """Sites in words, with how many of their seats are filled."""
    listed = list(some)
    names = dict(Area.objects.filter(code__in={one.area for one in listed}).values_list("code", "name"))
    posts = Post.objects.filter(live=True, place__in=[one.code for one in listed]).order_by()
    counted = posts.values_list("place").annotate(seats_=Sum("wanted"), held=Sum("filled"))
    seats = {place: (wanted, held) for place, wanted, held in counted}
    return [
        SiteLine(
            one, str(SiteKind(one.kind).label), names.get(one.area, one.area), *seats.get(one.code, (0, 0))
        )
        for one in listed
    ]


def standing(actor: Actor, place: str, area: str) -> Standing:
    """Everything that runs at a place of an area."""
    look = looks.at_running(actor, area)
    gaps = look.gaps.filter(post__place=place).select_related("post").order_by("post__priority", "post_id")
    answers = charges.chain(actor, area)[:3]
    return Standing(rosters.roster(look, place), [gap_row(one) for one in gaps], answers)


def post_row(actor: Actor, code: str) -> tuple[PostRow, Standing]:
    """
    A running post with its holders, and what stands at its place.

    Raises:
        NotFound: no such post, or out of sight.
    """
    post = access.get_post(actor, code)
    return told([post])[0], standing(actor, post.place, post.area)


def grid(actor: Actor, code: str) -> tuple[Area, Standing]:
    """
    A grid with what stands there.

    Raises:
        NotFound: no such grid, or out of sight.
    """
    found = Area.objects.filter(code=code, level=Level.GRID, valid_until__isnull=True).first()
    if found is None or not actor.covers(code):
        raise NotFound
    return found, standing(actor, code, code)


def doors(actor: Actor, code: str) -> QuerySet[Household]:
    """The households of a grid in the order of their addresses."""
    return Household.objects.filter(within(code), incident=actor.incident).order_by("address", "code")


def person(actor: Actor, code: str, at: datetime) -> tuple[Responder, list[Duty]]:
    """
    A responder in sight with the posts they hold in the actor's area.

    Raises:
        NotFound: nobody in sight has this code.
    """
    found = Responder.objects.filter(code=code).first()
    if found is None:
        raise NotFound
    held = list(Posting.objects.filter(within(actor.area), live=True, responder=found).order_by("pk"))
    return found, own.duties_of(held, actor, at)


def shifts_of_place(place: str, area: str) -> list[tuple[Shift, Post, list[str]]]:
    """Every running shift at a place with its post and the names of its crew, by time."""
    rows = Shift.objects.filter(area=area, post__live=True, post__place=place).select_related("post")
    names: dict[tuple[int, int], list[str]] = {}
    held = Posting.objects.filter(area=area, live=True, post__place=place).order_by("holder_name")
    for post, crew, name in held.values_list("post", "crew", "holder_name"):
        names.setdefault((post, crew), []).append(name)
    listed = rows.order_by("starts_at", "post__priority", "crew")
    return [(one, one.post, names.get((one.post_id, one.crew), [])) for one in listed]
