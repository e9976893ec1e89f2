"""What a plan is: grids, sites, posts, postings with their proof, shifts, organisation; all frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fangxian.engines.planning.problem import Codes, Floats, Ints

REASONS: Final = ("no_skill", "too_far", "all_posted", "unavailable")


@dataclass(frozen=True, slots=True)
class Notice:
    """
    Something a person should look at; the reader words it from `code` and the facts.

    Attributes:
        code: `span_wide`, `team_wide`, `points_crowded`, `tables_short`, `rooms_short`, `beyond_walk`,
            `no_register`, `pin_refused`, `crews_raised`, `hours_unheld`.
        place: code of the area, site or post.
        found, wanted: the figure there is and the one there should be.
    """

    code: str
    place: str
    found: float
    wanted: float


@dataclass(frozen=True, slots=True)
class Grids:
    """
    The grids, sorted by code.

    Attributes:
        area: index of the village in `Areas`.
        code: village code and three digits.
        households, population: how many.
        lat, lon: middle of the grid, NaN where no household has a position.
        radius_m: mean distance of its households from the middle, metres.
        of_household: for every household of the register the index of its grid.
    """

    code: Codes
    area: Ints
    households: Ints
    population: Ints
    lat: Floats
    lon: Floats
    radius_m: Floats
    of_household: Ints


@dataclass(frozen=True, slots=True)
class Sites:
    """
    The sites in use, given ones first.

    Attributes:
        computed: 1 where the plan made the site, 0 where it was given.
        people: residents whose nearest sampling point it is.
        beyond_walk: those of them who live farther than they should walk.
        of_household: for every household the index of its sampling point, -1 where there is none.
        mobile_people: for every area the residents a mobile team must visit.
    """

    code: Codes
    kind: tuple[str, ...]
    area: Ints
    lat: Floats
    lon: Floats
    tables: Ints
    rooms: Ints
    computed: Ints
    people: Ints
    beyond_walk: Ints
    of_household: Ints
    mobile_people: Ints


@dataclass(frozen=True, slots=True)
class Posts:
    """
    The posts, sorted by place and role: `seats` people on duty at once, in `crews` that relieve each other.

    Attributes:
        code: place code, role, joined by "-".
        role: role of the rule pack; `area_lead` and `area_deputy` are charges, not shifts.
        place: code of the site, grid or area; `place_kind` is a site kind, `grid`, `mobile` or an area level.
        area: index in `Areas` of the area it lies in; `area_code` is that, or the grid's.
        skills, kinds: bits every holder must have all of / one of.
        starts, ends: minutes from the start of the plan.
        duty: index in the pack's duties; `hours_week` is what a crew works in a week.
        priority: 0 first.
        farthest_m: how far holders may live.
    """

    code: Codes
    role: tuple[str, ...]
    place: Codes
    place_kind: tuple[str, ...]
    area: Ints
    area_code: Codes
    lat: Floats
    lon: Floats
    skills: Ints
    kinds: Ints
    seats: Ints
    crews: Ints
    starts: Ints
    ends: Ints
    duty: Ints
    hours_week: Floats
    priority: Ints
    farthest_m: Floats

    @property
    def wanted(self) -> Ints:
        """Holders each post needs in all crews together."""
        return self.seats * self.crews


@dataclass(frozen=True, slots=True)
class Vacancy:
    """
    Seats of one post that nobody fills, why, and what would fill them.

    Attributes:
        post: index in `Posts`.
        missing: holders lacking.
        reason: one of `REASONS`.
        skills, kinds: bits of what is asked.
        within_km: how far holders may live.
        nearest_km: the nearest person who has the skill, wherever; infinite where there is none.
        alternatives: up to three (responder index, km, post index they hold or -1).
    """

    post: int
    missing: int
    reason: str
    skills: int
    kinds: int
    within_km: float
    nearest_km: float
    alternatives: tuple[tuple[int, float, int], ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """
    The optimum and its bound, in the integer cost of the flow.

    `dual` bounds every plan over all eligible pairs, also those never offered to the solver; `gap` is the
    difference, 0 for a proven optimum.

    Attributes:
        pairs_offered: arcs the solver saw; `pairs_priced`: pairs compared when the bound was computed.
        passes: how often arcs were added and the flow solved again.
        metres: length of one unit of distance in the cost.
    """

    primal: int
    dual: int
    pairs_offered: int
    pairs_priced: int
    passes: int
    metres: float

    @property
    def gap(self) -> int:
        """How far the plan may be from the best one; 0 is proven."""
        return self.primal - self.dual


@dataclass(frozen=True, slots=True)
class Postings:
    """
    Who holds what, sorted by post and crew.

    Attributes:
        responder, post: indices.
        crew: 0, 1, … within the post.
        distance_m: from where the responder lives.
        pinned: 1 where a person asked for it.
        changed: responders whose post differs from the running plan, those newly posted included.
    """

    responder: Ints
    post: Ints
    crew: Ints
    distance_m: Floats
    pinned: Ints
    changed: int
    vacancies: tuple[Vacancy, ...]
    proof: Proof


@dataclass(frozen=True, slots=True)
class Shifts:
    """One row for every (post, crew, from, until); minutes from the start of the plan, half-open."""

    post: Ints
    crew: Ints
    starts: Ints
    ends: Ints


@dataclass(frozen=True, slots=True)
class Team:
    """People of one crew at one place; the leader is one of them."""

    place: str
    crew: int
    number: int
    leader: int
    responders: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A temporary party branch at a work site; the secretary is one of the members."""

    place: str
    secretary: int
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """
    Who answers where.

    Attributes:
        lead, deputy: responder of every area followed by every grid, -1 where vacant.
        span: those who report to each lead directly.
        pioneer: 1 for every post held by at least one member.
    """

    lead: Ints
    deputy: Ints
    span: Ints
    teams: tuple[Team, ...]
    branches: tuple[Branch, ...]
    pioneer: Ints


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole plan; `seed` and `pack` say how to make it again."""

    seed: int
    pack: str
    grids: Grids
    sites: Sites
    posts: Posts
    postings: Postings
    shifts: Shifts
    organisation: Organisation
    notices: tuple[Notice, ...]
