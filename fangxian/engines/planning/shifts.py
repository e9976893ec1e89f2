"""Shifts of every post's crews, so that relief comes without a gap."""

from __future__ import annotations

import numpy as np

from fangxian.engines.planning.pack import RulePack
from fangxian.engines.planning.problem import Problem
from fangxian.engines.planning.result import Posts, Shifts
from fangxian.engines.planning.rota import Limits, make_rota


def make_shifts(problem: Problem, pack: RulePack, posts: Posts) -> Shifts:
    """
    Rows (post, crew, starts, ends), sorted by post and time; charges have none.

    Within a post shifts follow each other without a gap while it is open, crews keep the pack's rest and
    hours, and nights are shared among them.
    """
    limits, rows = Limits.of(pack), []
    patterns, which = np.unique(np.stack([posts.duty, posts.crews], axis=1), axis=0, return_inverse=True)
    for number, (duty, crews) in enumerate(patterns.tolist()):
        if pack.duties[duty].opens == pack.duties[duty].closes:
            continue
        rota = make_rota(pack.duties[duty], crews, problem.days, problem.start_minute, limits)
        shifts = np.array(rota.shifts, dtype=np.int64).reshape(-1, 3)
        mine = np.flatnonzero(which.ravel() == number)
        rows.append(np.column_stack([np.repeat(mine, len(shifts)), np.tile(shifts, (len(mine), 1))]))
    table = np.vstack(rows) if rows else np.zeros((0, 4), dtype=np.int64)
    table = table[np.lexsort((table[:, 1], table[:, 0]))]
    return Shifts(post=table[:, 0], crew=table[:, 3], starts=table[:, 1], ends=table[:, 2])
