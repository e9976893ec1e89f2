"""
Round 1 of Debao as the bulletin counted it: who went into which tube, was found, is to be checked again.

The bulletin counts people: 207,506 sampled, 207,321 negative, 98 positive, 87 to be checked again. It does
not say how tubes were pooled, nor where anybody lives. Read here as: pools with a positive person were
resolved singly; the 87 are all the people of pools that came back suspected and wait for single results.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from fangxian.scenarios.debao_2022.scales import DUAN
from fangxian.scenarios.debao_2022.streams import stream
from fangxian.scenarios.facts import figures

LEAST = 2
"""People positive, and to be checked, at a scale of which the shares would leave fewer: a pool has two."""
CONTROLLED = 10
"""People a tube in Du'an, the controlled zone. Source: NHC graphic, 2022."""


@dataclass(frozen=True, slots=True)
class Bulletin:
    """How many people were sampled, and of those positive and to be checked; the others are negative."""

    sampled: int
    positive: int
    to_check: int

    @property
    def negative(self) -> int:
        """How many were negative."""
        return self.sampled - self.positive - self.to_check


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the register: the target of the round, the grid and the household."""

    target: str
    area: str
    household: str


@dataclass(frozen=True, slots=True)
class Pool:
    """The people of one tube, in the order in which they came; who of them is infected; one to be checked."""

    point: str
    table: int
    people: tuple[Person, ...]
    infected: frozenset[str] = frozenset()
    to_check: bool = False

    @property
    def value(self) -> str:
        """What the laboratory says of it."""
        return "suspected" if self.to_check else "positive" if self.infected else "negative"


def bulletin(residents: int) -> Bulletin:
    """
    The published counts for a county of so many residents: Debao's own, or the same shares, rounded.

    >>> bulletin(300_000).negative
    207321
    """
    share = residents / figures.RESIDENTS_OF_DEBAO
    return Bulletin(
        round(figures.ROUND_1_SAMPLED * share),
        max(LEAST, round(figures.ROUND_1_POSITIVE * share)),
        max(LEAST, round(figures.ROUND_1_TO_CHECK * share)),
    )


def who_came(people: Sequence[Person], wanted: int) -> list[Person]:
    """Who was sampled: all of Du'an, as far as that goes, and an even share of everybody else."""
    inside = [one for one in people if one.area.startswith(DUAN)]
    outside = [one for one in people if not one.area.startswith(DUAN)]
    first = _spread(inside, min(wanted, len(inside)))
    return first + _spread(outside, wanted - len(first))


def fill(point: str, tables: int, people: Sequence[Person], size: int) -> Iterator[Pool]:
    """The tubes of a point: its people shared among its tables, each filling one tube after the other."""
    for table in range(tables):
        queue = people[len(people) * table // tables : len(people) * (table + 1) // tables]
        for start in range(0, len(queue), size):
            yield Pool(point, table + 1, tuple(queue[start : start + size]))


def infect(pools: Sequence[Pool], told: Bulletin, seed: int) -> list[Pool]:
    """
    The tubes with who is infected, nearly all in Du'an, and those whose people are to be checked, all there.

    Positions are drawn from the seed; in Du'an whole households are infected together.
    """
    people = [one for pool in pools for one in pool.people]
    rng = stream(seed, "infected", DUAN)
    homes: dict[str, list[str]] = {}
    for one in people:
        homes.setdefault(one.household if one.area.startswith(DUAN) else "", []).append(one.target)
    elsewhere = homes.pop("", [])
    share = round(told.positive * figures.CASES_OF_DUAN / figures.CASES_OF_DEBAO)
    order = [homes[home] for home in rng.permutation(sorted(homes)).tolist()]
    there = [target for home in order for target in home][:share]
    others = rng.permutation(len(elsewhere))[: told.positive - len(there)].tolist()
    found = {*there, *(elsewhere[n] for n in others)}
    marked = [
        replace(pool, infected=frozenset(one.target for one in pool.people if one.target in found))
        for pool in pools
    ]
    return list(_checked(marked, _to_check(marked, told.to_check, rng)))


def _to_check(pools: Sequence[Pool], left: int, rng: np.random.Generator) -> dict[int, int]:
    """How many of which pools are to be checked: pools of Du'an without an infected person, by lot."""
    fit = [
        n
        for n, pool in enumerate(pools)
        if len(pool.people) > 1 and not pool.infected and pool.people[0].area.startswith(DUAN)
    ]
    found = {}
    for n in rng.permutation(fit).tolist():
        if not left:
            break
        # A single swab is nobody's pool, so never one person is left over for the next.
        count = len(pools[n].people)
        found[n] = left if left < count else count - 1 if left - count == 1 else count
        left -= found[n]
    return found


def _checked(pools: Sequence[Pool], wanted: Mapping[int, int]) -> Iterator[Pool]:
    """The same people; of a pool only some of whom are to be checked the others have a tube of their own."""
    for n, pool in enumerate(pools):
        taken = wanted.get(n, 0)
        if taken:
            yield replace(pool, people=pool.people[:taken], to_check=True)
        if taken < len(pool.people):
            yield replace(pool, people=pool.people[taken:])


def _spread(people: Sequence[Person], wanted: int) -> list[Person]:
    """So many of some people, evenly along their order."""
    many = len(people)
    return [one for n, one in enumerate(people) if (n + 1) * wanted // many > n * wanted // many]
