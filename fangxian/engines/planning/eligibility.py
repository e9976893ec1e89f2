"""Which responders may hold which posts, and the market that follows from it."""

from __future__ import annotations

import numpy as np

from fangxian.engines.planning.geometry import chords
from fangxian.engines.planning.market import Market, People, Seats, tariff
from fangxian.engines.planning.pack import RulePack
from fangxian.engines.planning.problem import Areas, Bools, Floats, Ints, Responders
from fangxian.engines.planning.result import Posts
from fangxian.engines.planning.tree import Tree

NEAR_LEVELS = ("township", "village", "hamlet")
"""A work unit counts as near to posts in its area at these levels; wider areas would count for everyone."""


def classes(posts: Posts) -> tuple[Ints, Ints]:
    """The distinct demands on holders (skills, kinds, starts, ends, minutes a week), and each post's."""
    minutes = np.round(posts.hours_week * 60).astype(np.int64)
    demands = np.stack([posts.skills, posts.kinds, posts.starts, posts.ends, minutes], axis=1)
    found, which = np.unique(demands, axis=0, return_inverse=True)
    return found, which.ravel()


def able(responders: Responders, demands: Ints) -> Bools:
    """(responders, demands): skills and kind are right."""
    skilled = (responders.skills[:, None] & demands[None, :, 0]) == demands[None, :, 0]
    return np.asarray(skilled & ((np.int64(1) << responders.kind)[:, None] & demands[None, :, 1] != 0))


def there(responders: Responders, demands: Ints) -> Bools:
    """(responders, demands): available from the first shift to the last."""
    came = responders.available_from[:, None] <= demands[None, :, 2]
    return np.asarray(came & (responders.available_until[:, None] >= demands[None, :, 3]))


def rested(responders: Responders, demands: Ints, pack: RulePack) -> Bools:
    """(responders, demands): the hours of a week are within their own limit, or the pack's."""
    own = np.where(responders.max_hours_week > 0, responders.max_hours_week, pack["hours_week"])
    return np.asarray(np.minimum(own, pack["hours_week"])[:, None] * 60 >= demands[None, :, 4])


def homes(areas: Areas, responders: Responders) -> tuple[Floats, Floats]:
    """Where each responder starts from: own position, else the home community, else the work unit."""
    lat, lon = responders.lat, responders.lon
    for area in (responders.home, responders.unit_area, np.zeros_like(responders.home)):
        lacking = (np.isnan(lat) | np.isnan(lon)) & (area >= 0)
        lat, lon = (np.where(lacking, own[area], ours) for own, ours in ((areas.lat, lat), (areas.lon, lon)))
    return lat, lon


def open_market(
    areas: Areas,
    responders: Responders,
    posts: Posts,
    pack: RulePack,
    *,
    holds: Ints,
    free: Bools,
    filled: Ints,
    replanning: bool,
) -> Market:
    """
    The market of those free for the seats not filled by pins.

    Args:
        holds: post each responder holds in the running plan, or -1.
        free: responders who may be posted by the plan.
        filled: holders each post has already.
    """
    demands, of_class = classes(posts)
    fits = able(responders, demands) & there(responders, demands) & rested(responders, demands, pack)
    lat, lon = homes(areas, responders)
    of = np.flatnonzero(free & ~np.isnan(lat) & ~np.isnan(lon) & fits.any(axis=1))
    level = np.array([name in NEAR_LEVELS for name in areas.level] + [False])
    unit = np.where(level[responders.unit_area], responders.unit_area, -1)[of]
    people = People(of, chords(lat[of], lon[of]), responders.home[of], unit, holds[of], fits[of])
    seats = _seats(posts, of_class, filled)
    cost = tariff(seats, len(of), pack, replanning=replanning)
    return Market(people, seats, cost, Tree.of(areas))


def _seats(posts: Posts, of_class: Ints, filled: Ints) -> Seats:
    core = np.maximum(0, posts.seats - filled)
    rest = np.maximum(0, posts.wanted - filled) - core
    _, order = np.unique(posts.priority, return_inverse=True)
    return Seats(
        at=chords(posts.lat, posts.lon),
        area=posts.area,
        of_class=of_class,
        farthest_m=posts.farthest_m,
        core=core,
        rest=rest,
        core_rank=2 * order,
        rest_rank=2 * order + 1,
    )
