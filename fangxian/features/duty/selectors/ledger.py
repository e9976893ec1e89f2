"""A plan, or what runs, as lists to take away: one a level of areas, people, sites, shifts, gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Func, IntegerField, Max, Min, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from fangxian.features.charges.models import Charge
from fangxian.features.duty import rules, words
from fangxian.features.duty.drafting.arrays import rows
from fangxian.features.duty.models.site import SiteKind
from fangxian.features.duty.selectors.looks import Look
from fangxian.features.duty.selectors.posts import gap_row
from fangxian.features.duty.selectors.rosters import span_of
from fangxian.features.roster.models import ResponderKind
from fangxian.features.territory.models import Area, Level
from fangxian.kernel.codes import span, within
from fangxian.kernel.web.exports import Table

AT_ONCE = 5_000


@dataclass(slots=True)
class Line:
    """One area of the ledger, everything inside it counted."""

    code: str
    name: str
    level: str
    parent: str
    lead: str = ""
    deputy: str = ""
    households: int = 0
    people: int = 0
    seats: list[int] = field(default_factory=lambda: [0, 0, 0])


def tables(look: Look) -> list[Table]:
    """The sheets of the workbook, in the reader's language; rows are read as they are written."""
    levels = [_level_table(level, some) for level, some in _by_level(look).items()]
    return [*levels, _people(look), _sites(look), _shifts(look), _gaps(look)]


def _by_level(look: Look) -> dict[Level, list[Line]]:
    """Lines by level, the widest level first; levels without areas are left out."""
    lines = _lines(look)
    _count(look, lines)
    found = {level: [one for one in lines.values() if one.level == level] for level in Level}
    return {level: some for level, some in found.items() if some}


def _lines(look: Look) -> dict[str, Line]:
    areas = Area.objects.filter(within(look.area, "code"), valid_until__isnull=True).exclude(level=Level.GRID)
    lines = {
        code: Line(code, name, level, parent)
        for code, name, level, parent in areas.order_by("code").values_list("code", "name", "level", "parent")
    }
    size = Func("household_ids", function="cardinality", output_field=IntegerField())
    grids = (
        look.grids.annotate(size=size)
        .order_by("area")
        .values_list("area", "name", "village", "size", "people")
    )
    for code, name, village, households, people in grids:
        lines[code] = Line(code, name, Level.GRID, village)
        for one in _around(lines, code):
            one.households += households
            one.people += people
    return lines


def _count(look: Look, lines: dict[str, Line]) -> None:
    """Add who answers, and the seats."""
    for area, lead, deputy in _leads(look):
        if area in lines:
            lines[area].lead, lines[area].deputy = lead, deputy
    counted = look.posts.order_by().values_list("area").annotate(Count("pk"), Sum("wanted"), Sum("filled"))
    for area, *seats in counted:
        for one in _around(lines, area):
            one.seats = [had + more for had, more in zip(one.seats, seats, strict=True)]


def _leads(look: Look) -> Iterable[tuple[str, str, str]]:
    """Area, who answers, deputy: as planned, or as it is now."""
    if not look.is_live:
        return look.leads.values_list("area", "holder_name", "deputy_name")
    charges = Charge.objects.filter(within(look.area), leads=True, valid_until__isnull=True)
    return [(one.area, one.now.shown, one.now.second) for one in charges]


def _around(lines: dict[str, Line], code: str) -> Iterator[Line]:
    """The area and all around it that the ledger has."""
    return (lines[code[:end]] for end in range(len(code), 0, -1) if code[:end] in lines)


def _level_table(level: Level, some: list[Line]) -> Table:
    columns = [_("Code"), _("Name"), _("Parent"), _("Lead"), _("Deputy"), _("Households"), _("People")]
    columns += [_("Posts"), _("Seats"), _("Filled"), _("Missing")]
    listed = (
        (
            *(one.code, one.name, one.parent, one.lead, one.deputy, one.households, one.people),
            *(*one.seats, one.seats[1] - one.seats[2]),
        )
        for one in some
    )
    return Table(str(level.label), columns, listed)


def _people(look: Look) -> Table:
    columns = [_("Code"), _("Name"), _("Kind"), _("Work unit"), _("Home"), _("Party member"), _("Post")]
    columns += [_("Role"), _("Place"), _("Area"), _("Crew"), _("Distance, m"), _("Pinned")]
    postings = look.postings.order_by("responder__code").values_list(
        *(
            "responder__code",
            "holder_name",
            "responder__kind",
            "responder__unit_name",
            "responder__home_area",
        ),
        *(
            "is_member",
            "post__code",
            "post__role",
            "post__place_name",
            "area",
            "crew",
            "distance_m",
            "pinned",
        ),
    )

    def people() -> Iterator[tuple[object, ...]]:
        for (
            code,
            name,
            kind,
            unit,
            home,
            member,
            post,
            role,
            *place,
            crew,
            metres,
            pinned,
        ) in postings.iterator(chunk_size=AT_ONCE):
            said = (code, name, str(ResponderKind(kind).label), unit, home, _tick(member), post)
            yield (*said, words.role(role), *place, rules.crew_name(crew), metres, _tick(pinned))

    return Table(_("People"), columns, people())


def _sites(look: Look) -> Table:
    columns = [_("Code"), _("Name"), _("Kind"), _("Area"), _("Latitude"), _("Longitude"), _("Tables")]
    columns += [_("Rooms"), _("People"), _("Computed")]
    sites = look.sites.order_by("area", "code").values_list(
        "code", "name", "kind", "area", "lat", "lon", "tables", "rooms", "people", "is_computed"
    )
    listed = (
        (code, name, str(SiteKind(kind).label), *more, _tick(computed))
        for code, name, kind, *more, computed in sites.iterator(chunk_size=AT_ONCE)
    )
    return Table(_("Sites"), columns, listed)


_ROSTER = """
    SELECT p.place_name, p.area, p.role, s.crew,
           (SELECT string_agg(t.holder_name, ', ' ORDER BY t.holder_name) FROM duty_posting t
            WHERE t.post_id = p.id AND t.crew = s.crew AND t.live = p.live),
           p.seats, p.code, array_agg(s.starts_at ORDER BY s.starts_at),
           array_agg(s.ends_at ORDER BY s.starts_at)
    FROM duty_post p JOIN duty_shift s ON s.post_id = p.id
    WHERE p.area >= %(start)s AND p.area < %(end)s AND {ours}
    GROUP BY p.id, s.crew ORDER BY p.area, p.code, s.crew
"""


def _shifts(look: Look) -> Table:
    """A row a crew: who is in it, and its times on each day."""
    days = _days(look)
    columns = [_("Place"), _("Area"), _("Role"), _("Crew"), _("Who"), _("Seats"), _("Post")]
    start, end = span(look.area)
    asked: dict[str, object] = {"start": start, "end": end, "plan": look.plan.pk if look.plan else None}
    found = rows(_ROSTER.format(ours="p.live" if look.is_live else "p.plan_id = %(plan)s"), asked)

    def crews() -> Iterator[tuple[object, ...]]:
        for place, area, role, crew, who, seats, post, starts, ends in found:
            times = _times(zip(starts, ends, strict=True))
            said = (place, area, words.role(role), rules.crew_name(crew), who or "", seats, post)
            yield (*said, *("\n".join(times.get(day, ())) for day in days))

    return Table(_("Shifts"), [*columns, *(f"{day:%m-%d}" for day in days)], crews())


def _days(look: Look) -> list[date]:
    ends = look.posts.aggregate(first=Min("starts_at"), last=Max("ends_at"))
    if ends["first"] is None:
        return []
    first, last = (timezone.localtime(ends[name]).date() for name in ("first", "last"))
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _times(shifts: Iterable[tuple[datetime, datetime]]) -> dict[date, list[str]]:
    found: dict[date, list[str]] = {}
    for start, end in shifts:
        begins, ends = timezone.localtime(start), timezone.localtime(end)
        found.setdefault(begins.date(), []).append(span_of(begins, ends))
    return found


def _gaps(look: Look) -> Table:
    columns = [_("Place"), _("Area"), _("Role"), _("Missing"), _("Why"), _("What would fill it"), _("Post")]
    gaps = look.gaps.select_related("post").order_by(F("area"), "post__code", "reason")
    listed = (
        (row.post.place_name, gap.area, row.role, gap.missing, row.reason, row.sentence, row.post.code)
        for gap in gaps.iterator(chunk_size=AT_ONCE)
        if (row := gap_row(gap))
    )
    return Table(_("Unfilled"), columns, listed)


def _tick(yes: bool) -> int:
    """1 or 0, as the sheets a county brings have it."""
    return int(yes)
