"""Who holds what: pins first, the proven optimum for the rest, and every empty seat with its reason."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fangxian.engines.planning.crews import crews
from fangxian.engines.planning.eligibility import able, classes, homes, open_market, there
from fangxian.engines.planning.geometry import chords
from fangxian.engines.planning.optimum import Optimum, find_optimum
from fangxian.engines.planning.pack import RulePack
from fangxian.engines.planning.problem import Bools, Edits, Ints, Problem, Progress, RunningPlan
from fangxian.engines.planning.result import Notice, Postings, Posts, Proof
from fangxian.engines.planning.vacancies import Held, vacancies


@dataclass(frozen=True, slots=True)
class _Pins:
    """Postings asked for by hand, in order, and those that cannot be."""

    responder: Ints
    post: Ints
    notices: tuple[Notice, ...]


def fill_posts(
    problem: Problem,
    pack: RulePack,
    posts: Posts,
    *,
    running: RunningPlan | None = None,
    edits: Edits | None = None,
    progress: Progress | None = None,
) -> tuple[Postings, tuple[Notice, ...]]:
    """
    Post people: as many seats as can be by rank, then fewest changes of the running plan, then distance.

    A pin is kept if the person has the skills, is there and is not in two places; distance does not matter to
    it. Whoever is marked unavailable holds nothing.
    """
    edits = edits or Edits()
    rows = {code: i for i, code in enumerate(problem.responders.code)}
    away = np.array([code in edits.unavailable for code in problem.responders.code], dtype=bool)
    holds, held_crew = _running(problem, posts, running, rows)
    pins = _pins(problem, posts, edits, rows, away)
    free = ~away
    free[pins.responder] = False
    filled = np.bincount(pins.post, minlength=len(posts.code)).astype(np.int64)
    market = open_market(
        *(problem.areas, problem.responders, posts, pack),
        holds=holds,
        free=free,
        filled=filled,
        replanning=running is not None,
    )
    best = find_optimum(market, progress)
    responder = np.concatenate([pins.responder, market.people.of[best.offers.person[best.taken]]])
    post = np.concatenate([pins.post, best.offers.post[best.taken]])
    pinned = np.arange(len(responder)) < len(pins.responder)
    proof = _proof(best, market.tariff.metres)
    found = _postings(problem, posts, (responder, post, pinned), (holds, held_crew), away, proof)
    return found, pins.notices


def _running(
    problem: Problem, posts: Posts, running: RunningPlan | None, rows: dict[str, int]
) -> tuple[Ints, Ints]:
    """The post and crew each responder holds in the running plan, -1 for none that still is."""
    holds = np.full(len(problem.responders.code), -1, dtype=np.int64)
    crew = holds.copy()
    if running is None:
        return holds, crew
    at = {code: i for i, code in enumerate(posts.code)}
    for who, what, which in zip(
        running.responder_code, running.post_code, running.crew.tolist(), strict=True
    ):
        if who in rows and what in at:
            holds[rows[who]], crew[rows[who]] = at[what], which
    return holds, crew


def _pins(problem: Problem, posts: Posts, edits: Edits, rows: dict[str, int], away: Bools) -> _Pins:
    demands, of_class = classes(posts)
    fits = able(problem.responders, demands) & there(problem.responders, demands)
    at = {code: i for i, code in enumerate(posts.code)}
    taken: dict[int, int] = {}
    seats, refused = posts.wanted.copy(), []
    for who, what in edits.pins:
        person, post = rows.get(who, -1), at.get(what, -1)
        possible = person >= 0 and post >= 0 and person not in taken and not away[person]
        if not possible or seats[post] < 1 or not fits[person, of_class[post]]:
            refused.append(Notice("pin_refused", what, 0, 1))
            continue
        taken[person], seats[post] = post, seats[post] - 1
    people, held = np.array(list(taken), dtype=np.int64), np.array(list(taken.values()), dtype=np.int64)
    return _Pins(people, held, tuple(refused))


def _proof(best: Optimum, metres: float) -> Proof:
    return Proof(
        primal=best.primal,
        dual=best.dual,
        pairs_offered=best.offered,
        pairs_priced=best.priced,
        passes=best.passes,
        metres=metres,
    )


def _postings(
    problem: Problem,
    posts: Posts,
    rows: tuple[Ints, Ints, Bools],
    before: tuple[Ints, Ints],
    away: Bools,
    proof: Proof,
) -> Postings:
    """The postings sorted by post and crew, with what they leave empty."""
    holds, held_crew = before
    responder, post, pinned = rows
    stays = np.where(holds[responder] == post, held_crew[responder], -1)
    crew = crews(posts, post, responder, stays)
    order = np.lexsort((responder, crew, post))
    responder, post, crew, pinned = responder[order], post[order], crew[order], pinned[order]
    lat, lon = homes(problem.areas, problem.responders)
    apart = np.linalg.norm(
        chords(lat[responder], lon[responder]) - chords(posts.lat[post], posts.lon[post]), axis=1
    )
    posted = np.full(len(holds), -1, dtype=np.int64)
    posted[responder] = post
    return Postings(
        responder=responder,
        post=post,
        crew=crew,
        distance_m=apart,
        pinned=pinned.astype(np.int64),
        changed=int((holds[responder] != post).sum()),
        vacancies=vacancies(problem, posts, Held(posted, away)),
        proof=proof,
    )
