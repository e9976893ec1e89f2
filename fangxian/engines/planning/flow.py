"""A minimum-cost flow over integer arrays, solved by OR-Tools."""

from __future__ import annotations

from typing import Any

import numpy as np
from ortools.graph.python import min_cost_flow

from fangxian.engines.planning.problem import Ints


def least_cost(tails: Ints, heads: Ints, capacities: Ints, costs: Ints, supplies: Ints) -> Ints:
    """
    The flow on every arc that meets all supplies (negative: demands) at least cost.

    Raises:
        ArithmeticError: no flow meets the supplies, or the costs are beyond what integers hold.
    """
    solver: Any = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        tails.astype(np.int32), heads.astype(np.int32), capacities.astype(np.int64), costs.astype(np.int64)
    )
    solver.set_nodes_supplies(np.arange(len(supplies), dtype=np.int32), supplies.astype(np.int64))
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise ArithmeticError(f"the flow has no optimum: {status}")
    return np.asarray(solver.flows(arcs), dtype=np.int64)
