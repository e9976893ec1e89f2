"""What publishing a draft would change: grids, sites, posts, and every person whose post changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import overload

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext_lazy

from fangxian.features.duty import rules, words
from fangxian.features.duty.drafting.arrays import rows, value
from fangxian.features.duty.models import Plan
from fangxian.features.duty.selectors.paging import PER_PAGE
from fangxian.features.territory.models import Area
from fangxian.kernel.codes import span

_GRIDS = """
    SELECT count(*) FILTER (WHERE a.code IS NULL), count(*) FILTER (WHERE g.area IS NULL),
           count(*) FILTER (WHERE a.code = g.area)
    FROM (SELECT area FROM duty_plangrid WHERE plan_id = %(plan)s) g
    FULL JOIN (SELECT code FROM territory_area WHERE level = 'grid' AND valid_until IS NULL
               AND code >= %(start)s AND code < %(end)s) a ON a.code = g.area
"""
_HOUSEHOLDS = """
    SELECT count(*) FROM duty_plangrid g CROSS JOIN unnest(g.household_ids) AS u (id)
    JOIN territory_household h ON h.id = u.id
    WHERE g.plan_id = %(plan)s AND h.area <> g.area
"""
_SITES = """
    SELECT coalesce(p.kind, s.kind), count(*) FILTER (WHERE s.code IS NULL),
           count(*) FILTER (WHERE p.code IS NULL), count(*) FILTER (WHERE s.code = p.code)
    FROM (SELECT code, kind FROM duty_plansite WHERE plan_id = %(plan)s) p
    FULL JOIN (SELECT code, kind FROM duty_site WHERE is_open AND area >= %(start)s AND area < %(end)s) s
         ON s.code = p.code
    GROUP BY 1 ORDER BY 1
"""
_POSTS = """
    SELECT count(*) FILTER (WHERE o.code IS NULL), count(*) FILTER (WHERE n.code IS NULL),
           count(*) FILTER (WHERE n.wanted <> o.wanted), count(*) FILTER (WHERE n.wanted = o.wanted)
    FROM (SELECT code, wanted FROM duty_post WHERE plan_id = %(plan)s) n
    FULL JOIN (SELECT code, wanted FROM duty_post
               WHERE live AND area >= %(start)s AND area < %(end)s) o ON o.code = n.code
"""
_PEOPLE = """
    FROM (SELECT t.responder_id, t.holder_name, t.area, t.crew, p.code, p.role, p.place_name
          FROM duty_posting t JOIN duty_post p ON p.id = t.post_id WHERE p.plan_id = %(plan)s) n
    FULL JOIN (SELECT t.responder_id, t.holder_name, t.area, t.crew, p.code, p.role, p.place_name
               FROM duty_posting t JOIN duty_post p ON p.id = t.post_id
               WHERE t.live AND t.area >= %(start)s AND t.area < %(end)s) o
         ON o.responder_id = n.responder_id
"""
_KIND = """CASE WHEN o.code IS NULL THEN 'new' WHEN n.code IS NULL THEN 'gone'
                WHEN n.code <> o.code THEN 'moved' WHEN n.crew <> o.crew THEN 'crew' ELSE 'same' END"""
CHANGES = {
    "new": gettext_lazy("Newly posted"),
    "gone": gettext_lazy("Not posted any more"),
    "moved": gettext_lazy("Moved to another post"),
    "crew": gettext_lazy("Moved to another crew"),
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """
    A draft against what runs in its area.

    `grids` = (new, gone, kept); `sites` = kind to (new, gone, kept); `posts` = (new, gone, resized, kept);
    `people` counts the kinds in `CHANGES` and `same`; `areas` has the same for each area directly inside.
    """

    is_first: bool
    grids: tuple[int, int, int]
    households_moved: int
    sites: list[tuple[str, int, int, int]]
    posts: tuple[int, int, int, int]
    people: Counter[str]
    areas: list[tuple[str, str, Counter[str]]] = field(default_factory=list)

    @property
    def changed(self) -> int:
        """People who stand elsewhere, or in another crew."""
        return self.people["moved"] + self.people["crew"]


@dataclass(frozen=True, slots=True)
class PersonChange:
    """One person whose post changes; the side that is missing is ''."""

    name: str
    kind: str
    before: str
    after: str


def compare(plan: Plan) -> Comparison:
    """A draft against what runs in its area now."""
    asked = _asked(plan)
    by_area = rows(f"SELECT coalesce(n.area, o.area), {_KIND}, count(*) {_PEOPLE} GROUP BY 1, 2", asked)
    people: Counter[str] = Counter()
    for _area, kind, count in by_area:
        people[kind] += count
    grids = rows(_GRIDS, asked)[0]
    posts = rows(_POSTS, asked)[0]
    return Comparison(
        is_first=not (people["gone"] + people["moved"] + people["crew"] + people["same"]) and not grids[2],
        grids=grids,
        households_moved=value(_HOUSEHOLDS, asked),
        sites=[(words.place_kind(kind), *counts) for kind, *counts in rows(_SITES, asked)],
        posts=posts,
        people=people,
        areas=_by_child(plan, by_area),
    )


def person_changes(plan: Plan, *, kind: str = "", text: str = "", number: object = 1) -> Page[PersonChange]:
    """One page of the people whose post changes, by name."""
    asked = _asked(plan) | {"kind": kind, "text": f"%{text}%"}
    where = f"WHERE {_KIND} <> 'same' AND (%(kind)s = '' OR {_KIND} = %(kind)s) "
    where += "AND coalesce(n.holder_name, o.holder_name) LIKE %(text)s"
    return Paginator(_Changes(where, asked), PER_PAGE).get_page(number if isinstance(number, str) else 1)


class _Changes(Sequence[PersonChange]):
    """The changes by person, counted and cut by the database."""

    def __init__(self, where: str, asked: dict[str, object]) -> None:
        self.where, self.asked = where, asked

    def __len__(self) -> int:
        return int(value(f"SELECT count(*) {_PEOPLE} {self.where}", self.asked))

    @overload
    def __getitem__(self, wanted: int) -> PersonChange: ...
    @overload
    def __getitem__(self, wanted: slice) -> list[PersonChange]: ...
    def __getitem__(self, wanted: int | slice) -> PersonChange | list[PersonChange]:
        if isinstance(wanted, int):
            return self[wanted : wanted + 1][0]
        asked = self.asked | {"first": wanted.start, "many": wanted.stop - wanted.start}
        found = rows(
            f"""SELECT coalesce(n.holder_name, o.holder_name), {_KIND}, o.role, o.place_name, o.crew,
                       n.role, n.place_name, n.crew {_PEOPLE} {self.where}
                ORDER BY 1, coalesce(n.responder_id, o.responder_id)
                LIMIT %(many)s OFFSET %(first)s""",
            asked,
        )
        return [PersonChange(name, kind, _post(*side[:3]), _post(*side[3:])) for name, kind, *side in found]


def _post(role: str | None, place: str | None, crew: int | None) -> str:
    if role is None or crew is None:
        return ""
    return f"{place} · {words.role(role)} · {rules.crew_name(crew)}"


def _asked(plan: Plan) -> dict[str, object]:
    start, end = span(plan.area)
    return {"plan": plan.pk, "start": start, "end": end}


def _by_child(plan: Plan, by_area: list[tuple[str, str, int]]) -> list[tuple[str, str, Counter[str]]]:
    """The counts of people for each area directly inside the plan's."""
    children = dict(
        Area.objects.filter(parent=plan.area, valid_until__isnull=True).values_list("code", "name")
    )
    found: dict[str, Counter[str]] = {code: Counter() for code in children}
    for area, kind, count in by_area:
        for end in range(len(area), len(plan.area), -1):
            if area[:end] in found:
                found[area[:end]][kind] += count
                break
    return [(code, children[code], counts) for code, counts in sorted(found.items()) if counts]
