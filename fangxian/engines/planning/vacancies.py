"""Why a seat stays empty, and what would fill it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.spatial import KDTree

from fangxian.engines.planning.eligibility import able, classes, homes, there
from fangxian.engines.planning.geometry import chords
from fangxian.engines.planning.problem import Bools, Floats, Ints, Problem
from fangxian.engines.planning.result import Posts, Vacancy

ALTERNATIVES = 3


@dataclass(frozen=True, slots=True)
class Held:
    """The post every responder holds now, -1 for none, and who is marked unavailable."""

    post: Ints
    away: Bools


@dataclass(frozen=True, slots=True)
class _Near:
    """The nearest able people of each post of a class, and how far the nearest of them who can come is."""

    apart: Floats
    person: Ints
    coming: Floats


def vacancies(problem: Problem, posts: Posts, held: Held) -> tuple[Vacancy, ...]:
    """
    One for every post that lacks holders, in the order of the posts.

    `no_skill`: nobody has the skills and the kind. `too_far`: nobody who has lives within the distance.
    `unavailable`: those within are all away or marked so. `all_posted`: some could come, and hold other posts
    or have their hours full.
    """
    holders = np.bincount(held.post[held.post >= 0], minlength=len(posts.code))
    missing = np.maximum(0, posts.wanted - holders)
    demands, of_class = classes(posts)
    skilled, present = able(problem.responders, demands), there(problem.responders, demands)
    points = chords(*homes(problem.areas, problem.responders))
    known = ~np.isnan(points).any(axis=1)
    found: dict[int, Vacancy] = {}
    for number in np.unique(of_class[missing > 0]).tolist():
        mine = np.flatnonzero((missing > 0) & (of_class == number))
        people = np.flatnonzero(skilled[:, number] & known)
        coming = np.flatnonzero(skilled[:, number] & known & present[:, number] & ~held.away)
        near = _near(points, people, coming, chords(posts.lat[mine], posts.lon[mine]))
        for row, post in enumerate(mine.tolist()):
            found[post] = _vacancy(posts, post, int(missing[post]), near, row, held)
    return tuple(found[post] for post in sorted(found))


def _near(points: Floats, people: Ints, coming: Ints, at: Floats) -> _Near:
    none = np.full(len(at), np.inf)
    if not len(people):
        return _Near(np.zeros((len(at), 0)), np.zeros((len(at), 0), dtype=np.int64), none)
    wanted = list(range(1, min(ALTERNATIVES, len(people)) + 1))
    apart, index = KDTree(points[people]).query(at, k=wanted)
    first = KDTree(points[coming]).query(at)[0] if len(coming) else none
    return _Near(np.asarray(apart), people[index], np.asarray(first))


def _vacancy(posts: Posts, post: int, missing: int, near: _Near, row: int, held: Held) -> Vacancy:
    apart = near.apart[row]
    nearest = float(apart[0]) if len(apart) else float("inf")
    return Vacancy(
        post=post,
        missing=missing,
        reason=_reason(nearest, float(near.coming[row]), float(posts.farthest_m[post])),
        skills=int(posts.skills[post]),
        kinds=int(posts.kinds[post]),
        within_km=float(posts.farthest_m[post]) / 1000,
        nearest_km=nearest / 1000,
        alternatives=tuple(
            (int(person), float(metres) / 1000, int(held.post[person]))
            for person, metres in zip(near.person[row].tolist(), apart.tolist(), strict=True)
        ),
    )


def _reason(nearest: float, coming: float, farthest: float) -> str:
    """
    The reason, from metres to the nearest able person, to the nearest able who can come, and the limit.

    >>> _reason(float("inf"), float("inf"), 10), _reason(20, 20, 10), _reason(5, 20, 10), _reason(5, 5, 10)
    ('no_skill', 'too_far', 'unavailable', 'all_posted')
    """
    if nearest == float("inf"):
        return "no_skill"
    if nearest > farthest:
        return "too_far"
    return "unavailable" if coming > farthest else "all_posted"
