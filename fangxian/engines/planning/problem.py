"""What a plan is made from: territory, households, people and given sites, as arrays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Codes = tuple[str, ...]
Progress = Callable[[str, float], None]
"""Told the name of the step and the share (0 to 1) of it that is done."""

LEVELS: Final = ("region", "prefecture", "county", "township", "village", "hamlet", "grid")
SKILLS: Final = (
    *("swab", "register", "guard", "drive", "disinfect"),
    *("lead", "screen", "care", "electrical", "lab"),
)
KINDS: Final = ("cadre", "member", "medic", "police", "grid_worker", "volunteer", "worker")
SITE_KINDS: Final = ("sampling_point", "checkpoint", "isolation_site", "treatment_point", "depot")


def skill_mask(names: tuple[str, ...] | list[str] | frozenset[str]) -> int:
    """
    The skills as bits, in the order of `SKILLS`.

    Raises:
        ValueError: a name that is no skill.

    >>> skill_mask(["swab", "guard"])
    5
    """
    return sum(1 << SKILLS.index(name) for name in set(names))


def kind_mask(names: tuple[str, ...] | list[str] | frozenset[str]) -> int:
    """
    The kinds of responder as bits, in the order of `KINDS`; no names stand for every kind.

    Raises:
        ValueError: a name that is no kind.
    """
    return sum(1 << KINDS.index(name) for name in set(names)) if names else (1 << len(KINDS)) - 1


@dataclass(frozen=True, slots=True)
class Areas:
    """
    The territory to plan, parents before children, grids left out.

    Attributes:
        parent: index of the parent, -1 for the root of what is planned.
        lat, lon: degrees, NaN where unknown.
        population: residents by the territory sheet; 0 where unknown.
        mountain: walking times and paces of mountain country apply.
    """

    code: Codes
    level: tuple[str, ...]
    parent: Ints
    lat: Floats
    lon: Floats
    population: Ints
    mountain: Bools


@dataclass(frozen=True, slots=True)
class Households:
    """The household register in its own order; `area` is the index of the village in `Areas`."""

    area: Ints
    lat: Floats
    lon: Floats
    members: Ints


@dataclass(frozen=True, slots=True)
class Responders:
    """
    The roster.

    Attributes:
        kind: index into `KINDS`.
        skills: bits in the order of `SKILLS`.
        member: party member.
        home, unit_area: index in `Areas` of the community they live in and of their work unit's area, or -1.
        lat, lon: degrees; NaN stands for the middle of their home community.
        available_from, available_until: minutes from the start of the plan, half-open.
        max_hours_week: own limit of hours; 0 stands for the pack's.
    """

    code: Codes
    kind: Ints
    skills: Ints
    member: Bools
    home: Ints
    unit_area: Ints
    lat: Floats
    lon: Floats
    available_from: Ints
    available_until: Ints
    max_hours_week: Ints


@dataclass(frozen=True, slots=True)
class GivenSites:
    """
    Sites that exist; kept as they are.

    Attributes:
        kind: names out of `SITE_KINDS`.
        area: index in `Areas`.
        tables: sampling tables, 0 where not said.
        rooms: isolation rooms, 0 where not said.
    """

    code: Codes
    kind: tuple[str, ...]
    area: Ints
    lat: Floats
    lon: Floats
    tables: Ints
    rooms: Ints


@dataclass(frozen=True, slots=True)
class Problem:
    """
    One area to plan.

    Attributes:
        days: length of the plan.
        start_minute: local minute of the day at which the plan starts.
        deadline_hours: hours a sampling round may take; 0 stands for the pack's.
        site_mode: `found` uses the given sampling points only; `complete` keeps them and adds computed ones
            where people cannot reach any; `computed` sets given sampling points aside.
    """

    areas: Areas
    households: Households
    responders: Responders
    sites: GivenSites
    days: int = 7
    start_minute: int = 0
    deadline_hours: int = 0
    site_mode: Literal["found", "complete", "computed"] = "complete"


@dataclass(frozen=True, slots=True)
class RunningPlan:
    """
    The published plan, of which as much as possible stays.

    Attributes:
        household_grid: for every household of the register the index in `grid_code`, or -1.
        sites: its computed sampling points (given ones are in the problem).
        responder_code, post_code, crew: its postings, one row each.
    """

    grid_code: Codes
    household_grid: Ints
    sites: GivenSites
    responder_code: Codes
    post_code: Codes
    crew: Ints


@dataclass(frozen=True, slots=True)
class Edits:
    """What people changed by hand: (responder, post) pins, closed sites, people who cannot come."""

    pins: tuple[tuple[str, str], ...] = ()
    closed_sites: frozenset[str] = field(default_factory=frozenset)
    unavailable: frozenset[str] = field(default_factory=frozenset)
