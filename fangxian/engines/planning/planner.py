"""The whole plan, stage by stage."""

from __future__ import annotations

from dataclasses import replace

from fangxian.engines.planning.grids import split_grids
from fangxian.engines.planning.organisation import organise
from fangxian.engines.planning.pack import RulePack
from fangxian.engines.planning.postings import fill_posts
from fangxian.engines.planning.posts import derive_posts
from fangxian.engines.planning.problem import Edits, Problem, Progress, RunningPlan
from fangxian.engines.planning.result import Grids, Notice, Plan, Sites
from fangxian.engines.planning.shifts import make_shifts
from fangxian.engines.planning.sites import locate_sites
from fangxian.engines.planning.tree import located

SHARES = {"grids": 0.0, "sites": 0.15, "posts": 0.25, "postings": 0.3, "shifts": 0.9, "organisation": 0.95}
"""How far the whole is when a step begins."""


def plan(
    problem: Problem,
    pack: RulePack,
    *,
    seed: int = 0,
    running: RunningPlan | None = None,
    edits: Edits | None = None,
    progress: Progress | None = None,
) -> Plan:
    """
    Lay out an area: the same problem, pack, seed, running plan and edits give the same plan.

    Every stage is deterministic, so the seed only names the plan; it is kept for stages that draw lots.
    `progress` is told the step and the share of the whole.

    Raises:
        ValueError: a household lies in no village, or there are more seats than can be ranked.
    """
    problem = replace(problem, areas=located(problem.areas, problem.households))
    tell = progress or (lambda _step, _share: None)

    def begin(step: str) -> None:
        tell(step, SHARES[step])

    begin("grids")
    grids = split_grids(problem.areas, problem.households, pack, running=running)
    begin("sites")
    sites = locate_sites(problem, pack, running=running, edits=edits)
    begin("posts")
    posts, raised = derive_posts(problem, pack, grids, sites)
    begin("postings")
    span = SHARES["shifts"] - SHARES["postings"]
    postings, refused = fill_posts(
        *(problem, pack, posts),
        running=running,
        edits=edits,
        progress=lambda step, share: tell(step, SHARES["postings"] + span * share),
    )
    begin("shifts")
    shifts = make_shifts(problem, pack, posts)
    begin("organisation")
    organisation, wide = organise(problem, pack, grids, posts, postings)
    notices = (*raised, *refused, *wide, *_crowding(problem, pack, grids, sites))
    tell("organisation", 1.0)
    return Plan(
        seed=seed,
        pack=pack.code,
        grids=grids,
        sites=sites,
        posts=posts,
        postings=postings,
        shifts=shifts,
        organisation=organisation,
        notices=notices,
    )


def _crowding(problem: Problem, pack: RulePack, grids: Grids, sites: Sites) -> tuple[Notice, ...]:
    """Sampling points that serve more than they should, and isolation rooms that lack."""
    most = pack["people_per_point_max"]
    crowded = [
        Notice("points_crowded", code, float(people), most)
        for code, kind, people in zip(sites.code, sites.kind, sites.people.tolist(), strict=True)
        if kind == "sampling_point" and people > most
    ]
    rooms = int(sites.rooms.sum())
    wanted = int(grids.population.sum()) * pack["rooms_per_10000"] / 10_000
    short = [Notice("rooms_short", problem.areas.code[0], float(rooms), wanted)] if rooms < wanted else []
    return (*crowded, *short)
