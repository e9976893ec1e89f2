"""
Couriers' rounds: who fetches tubes where, in which order, so that no tube stands longer than it may.

A vehicle leaves the laboratory, calls at points and comes back; every tube it took must be back before the
clock of the point it came from runs out. Points that no vehicle can serve in time are given back, those with
the fewest tubes first: they need a vehicle more, not a better order.
Source: vehicle routing with time windows, solved by OR-Tools (cheapest insertion, guided local search).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from fangxian.engines.planning.geometry import chords

Minutes = npt.NDArray[np.int64]
SOLUTIONS = 100
_routing: Any = pywrapcp  # without types of its own


@dataclass(frozen=True, slots=True)
class Call:
    """
    A point to be called at: where, how many tubes wait, and in how many minutes they must be delivered.

    What is `late` anyway is left out before anything that can still be in time.
    """

    code: str
    lat: float
    lon: float
    tubes: int
    within_min: int
    late: bool = False


@dataclass(frozen=True, slots=True)
class Fleet:
    """Vehicles at the laboratory: how many, tubes each carries, their pace, ways over straight ones."""

    vehicles: int
    capacity: int = 400
    km_h: float = 40.0
    detour: float = 1.6
    stop_min: int = 5


@dataclass(frozen=True, slots=True)
class Trip:
    """One vehicle's round: codes in order, minutes after leaving at each, and when it is back."""

    calls: tuple[str, ...]
    at_min: tuple[int, ...]
    back_min: int
    tubes: int


@dataclass(frozen=True, slots=True)
class Rounds:
    """The trips, longest first, and the points that nobody can serve in time."""

    trips: tuple[Trip, ...]
    unserved: tuple[str, ...]


def minutes(lat: Sequence[float], lon: Sequence[float], fleet: Fleet) -> Minutes:
    """Minutes between all places, rounded up: the straight way over the earth × detour / pace."""
    points = chords(np.asarray(lat, dtype=np.float64), np.asarray(lon, dtype=np.float64))
    apart = np.linalg.norm(points[:, None, :] - points[None, :, :], axis=2)
    driven: Minutes = np.ceil(apart / 1000 * fleet.detour / fleet.km_h * 60).astype(np.int64)
    return driven


def plan_rounds(
    laboratory: tuple[float, float], calls: Sequence[Call], fleet: Fleet, *, seconds: int = 2
) -> Rounds:
    """
    Rounds that bring every tube in time with as little driving as could be found in so many seconds.

    A point without time for a way there and back is unserved from the start. The search ends after
    `SOLUTIONS`, so that the same calls give the same rounds, unless the seconds are over before.
    """
    lat, lon = [laboratory[0], *(one.lat for one in calls)], [laboratory[1], *(one.lon for one in calls)]
    apart = minutes(lat, lon, fleet)
    near = [
        n
        for n, one in enumerate(calls, start=1)
        if apart[0, n] + apart[n, 0] + fleet.stop_min <= one.within_min and one.tubes <= fleet.capacity
    ]
    far = tuple(one.code for n, one in enumerate(calls, start=1) if n not in set(near))
    if not near or not fleet.vehicles:
        return Rounds((), tuple(one.code for one in calls))
    kept = [calls[n - 1] for n in near]
    trips, left = _solve(apart[np.ix_([0, *near], [0, *near])], kept, fleet, seconds)
    return Rounds(trips, far + left)


def _solve(
    apart: Minutes, calls: Sequence[Call], fleet: Fleet, seconds: int
) -> tuple[tuple[Trip, ...], tuple[str, ...]]:
    index = _routing.RoutingIndexManager(len(calls) + 1, fleet.vehicles, 0)
    model = _routing.RoutingModel(index)
    horizon = max(one.within_min for one in calls)

    def drive(start: int, end: int) -> int:
        here, there = index.IndexToNode(start), index.IndexToNode(end)
        return int(apart[here, there]) + (fleet.stop_min if here else 0)

    driving = model.RegisterTransitCallback(drive)
    model.SetArcCostEvaluatorOfAllVehicles(driving)
    model.AddDimension(driving, 0, horizon, True, "time")
    loads = [0, *(one.tubes for one in calls)]
    loading = model.RegisterUnaryTransitCallback(lambda node: loads[index.IndexToNode(node)])
    model.AddDimension(loading, 0, fleet.capacity, True, "load")
    _in_time(model, index, calls, fleet, horizon)
    for n, one in enumerate(calls, start=1):
        model.AddDisjunction([index.NodeToIndex(n)], (1_000 if one.late else 10_000) + 100 * one.tubes)
    wanted = _routing.DefaultRoutingSearchParameters()
    wanted.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    wanted.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    wanted.time_limit.seconds = seconds
    wanted.solution_limit = SOLUTIONS
    return _read(model, index, model.SolveWithParameters(wanted), calls)


def _in_time(model: Any, index: Any, calls: Sequence[Call], fleet: Fleet, horizon: int) -> None:
    """Whoever calls at a point is back before its clock runs out."""
    solver, time = model.solver(), model.GetDimensionOrDie("time")
    for n, one in enumerate(calls, start=1):
        vehicle = model.VehicleVar(index.NodeToIndex(n))
        for v in range(fleet.vehicles):
            mine = solver.IsEqualCstVar(vehicle, v)
            solver.Add(time.CumulVar(model.End(v)) + mine * (horizon - one.within_min) <= horizon)


def _read(
    model: Any, index: Any, found: Any, calls: Sequence[Call]
) -> tuple[tuple[Trip, ...], tuple[str, ...]]:
    if found is None:
        return (), tuple(one.code for one in calls)
    time, trips = model.GetDimensionOrDie("time"), []
    for v in range(model.vehicles()):
        order, node = [], found.Value(model.NextVar(model.Start(v)))
        while not model.IsEnd(node):
            order.append((calls[index.IndexToNode(node) - 1], found.Min(time.CumulVar(node))))
            node = found.Value(model.NextVar(node))
        if order:
            codes, at = tuple(one.code for one, _at in order), tuple(at for _one, at in order)
            trips.append(Trip(codes, at, found.Min(time.CumulVar(node)), sum(one.tubes for one, _ in order)))
    served = {code for trip in trips for code in trip.calls}
    longest = sorted(trips, key=lambda trip: (-trip.back_min, trip.calls))
    return tuple(longest), tuple(one.code for one in calls if one.code not in served)
