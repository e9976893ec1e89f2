"""Who stands at the points of a round: seats the rule pack asks for, and those the published plan fills."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil

from django.db.models import Q, QuerySet

from fangxian.engines.planning.pack import PostRule
from fangxian.features.duty import access as duty
from fangxian.features.duty import words
from fangxian.features.duty.models.plan import Plan
from fangxian.features.duty.models.post import Gap, Post
from fangxian.features.duty.selectors.plans import running_plan
from fangxian.features.duty.selectors.posts import GapRow, gap_row
from fangxian.features.sampling.models import Mode, Point, Round
from fangxian.features.sampling.selectors import walking
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import inside, within

AT = {Mode.POINT: "sampling_point", Mode.MOBILE: "mobile"}


@dataclass(frozen=True, slots=True)
class Seats:
    """The seats of one role at a point, all crews together."""

    role: str
    needed: int
    filled: int

    @property
    def missing(self) -> int:
        """Seats that nobody fills."""
        return max(0, self.needed - self.filled)


@dataclass(frozen=True, slots=True)
class Staff:
    """The seats of a point by role, and why some of them are empty."""

    seats: tuple[Seats, ...] = ()
    gaps: list[GapRow] = field(default_factory=list)

    @property
    def needed(self) -> int:
        """All seats."""
        return sum(one.needed for one in self.seats)

    @property
    def filled(self) -> int:
        """Seats somebody fills, at most those that are needed."""
        return sum(min(one.filled, one.needed) for one in self.seats)


@dataclass(frozen=True, slots=True)
class Standing:
    """The plan that runs over a round (None: no plan covers its time), and who stands at each point."""

    plan: Plan | None
    at: dict[str, Staff]


def standing(actor: Actor, of_round: Round, points: Sequence[Point]) -> Standing:
    """Who stands at some points of a round; nobody for a role that sees no duty."""
    pack = walking.country(actor, of_round.area).pack
    posts = list(_posts(actor, points))
    gaps = _gaps(posts)
    by_place: dict[tuple[str, str], Post] = {(one.place, one.role): one for one in posts}
    spare = _mobile(points, posts)
    found = {}
    for point in points:
        rules = [rule for rule in pack.posts if AT.get(Mode(point.mode)) in rule.at]
        seats = tuple(_seats(rule, point, by_place.get((point.code, rule.role)), spare) for rule in rules)
        found[point.code] = Staff(seats, gaps.get(point.code, []))
    return Standing(running_plan(actor, of_round.area) if posts else None, found)


def _posts(actor: Actor, points: Sequence[Point]) -> QuerySet[Post]:
    """The live posts at points, and those of mobile teams around them, that are held while they are open."""
    if not points:
        return Post.objects.none()
    places = Q(place__in=[one.code for one in points])
    for area in sorted({one.area for one in points if one.mode == Mode.MOBILE}):
        places |= within(area) & Q(place_kind="mobile")
    opens, closes = min(one.opens_at for one in points), max(one.closes_at for one in points)
    found = duty.visible_posts(actor).filter(places, starts_at__lt=closes, ends_at__gt=opens)
    return found.order_by("priority", "code")


def _seats(rule: PostRule, point: Point, post: Post | None, spare: Counter[tuple[str, str]]) -> Seats:
    measures = {"table": point.tables, "person": point.people}
    seats = rule.take * max(1, ceil(measures.get(rule.per, 1) / rule.each))
    needed = seats * (post.crews if post else rule.crews)
    if rule.people_each:
        needed = max(needed, ceil(point.people / rule.people_each))
    if point.mode == Mode.MOBILE:
        filled = min(needed, spare[point.area, rule.role])
        spare[point.area, rule.role] -= filled
    else:
        filled = post.filled if post else 0
    return Seats(words.role(rule.role), needed, filled)


def _mobile(points: Iterable[Point], posts: Iterable[Post]) -> Counter[tuple[str, str]]:
    """Whom the plan has for mobile teams in each area: they go on whichever tour comes first."""
    areas = {one.area for one in points if one.mode == Mode.MOBILE}
    spare: Counter[tuple[str, str]] = Counter()
    for one in posts:
        if one.place_kind == "mobile":
            for area in areas:
                spare[area, one.role] += one.filled if inside(one.area, area) else 0
    return spare


def _gaps(posts: Sequence[Post]) -> dict[str, list[GapRow]]:
    """Why seats at a place stay empty, as duty says it."""
    rows = Gap.objects.filter(live=True, post__in=[one.pk for one in posts]).select_related("post")
    found: dict[str, list[GapRow]] = defaultdict(list)
    for gap in rows.order_by("post__priority", "post_id", "reason"):
        found[gap.post.place].append(gap_row(gap))
    return found
