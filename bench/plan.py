"""
Planning a prefecture: 170,000 responders posted to 24,000 posts, beside one pass of the flow solver.

The reference is OR-Tools' minimum-cost flow over the same arcs, those first offered, with the same costs of
pairs, in the same run. Beside it the planner finds the arcs, solves, computes the prices, compares every
eligible pair with them and proves the optimum. `--times 2` doubles the seats, so that gates lack people.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import replace

import numpy as np
from rich.console import Console

from bench.prefecture import Prefecture, make_prefecture
from bench.report import Row, show
from fangxian.engines.planning.eligibility import open_market
from fangxian.engines.planning.market import Market
from fangxian.engines.planning.network import best_postings
from fangxian.engines.planning.offers import first_offers
from fangxian.engines.planning.optimum import find_optimum
from fangxian.engines.planning.pack import RulePack
from fangxian.kernel import rulepacks

BAR = 3.0


def main() -> int:
    """Run the bench; 0 if the bar is held."""
    parser = argparse.ArgumentParser(prog="python -m bench.plan", description=__doc__)
    parser.add_argument("--responders", type=int, default=170_000)
    parser.add_argument("--posts", type=int, default=24_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--times", type=int, default=1)
    given = parser.parse_args()
    pack = rulepacks.load("cn-2022-03")
    made = make_prefecture(pack, responders=given.responders, posts=given.posts, seed=given.seed)
    made = replace(made, posts=replace(made.posts, seats=made.posts.seats * given.times))
    return 0 if show(rows(made, pack)) else 1


def rows(made: Prefecture, pack: RulePack) -> list[Row]:
    """The plan in seconds beside one pass of the solver, and the gap to the bound."""
    size = f"{len(made.responders.code):,} responders, {len(made.posts.code):,} posts"
    with Console(stderr=True).status(f"Posting {size} …"):
        began = time.perf_counter()
        market = open_up(made, pack)
        best = find_optimum(market)
        planned = time.perf_counter() - began
    with Console(stderr=True).status("One pass of the solver …"):
        offers = first_offers(market)
        began = time.perf_counter()
        taken = best_postings(market, offers, market.tariff.light())
        solved = time.perf_counter() - began
    gap, held = best.primal - best.dual, int(best.taken.sum())
    seats = int(market.seats.wanted.sum())
    name = (
        f"{size}, {held:,} of {seats:,} seats held ({int(taken.sum()):,} by the reference), "
        f"{best.offered:,} arcs, {best.priced:,} pairs priced, {best.passes} passes, gap {gap}"
    )
    return [Row("plan", name, planned, "s", solved, BAR, further=gap == 0)]


def open_up(made: Prefecture, pack: RulePack) -> Market:
    """The market of everybody for every seat."""
    people, posts = len(made.responders.code), len(made.posts.code)
    return open_market(
        *(made.areas, made.responders, made.posts, pack),
        holds=np.full(people, -1),
        free=np.ones(people, dtype=bool),
        filled=np.zeros(posts, dtype=np.int64),
        replanning=False,
    )


if __name__ == "__main__":
    sys.exit(main())
