"""
Pools: how many tests a person they cost, which size costs least, what one more size up saves and costs.

Source: R. Dorfman, "The Detection of Defective Members of Large Populations", Annals of Mathematical
Statistics 14 (1943) 436-440. A pool of n swabs takes one test; if it is positive each of its n people is
swabbed and tested singly. People are taken as infected independently, each with probability p.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Final

NO_GAIN_ABOVE: Final = 1 - 3 ** (-1 / 3)
"""The share of infected people above which no pool saves a test: .3066, where pools of three break even."""
LARGEST: Final = 100


@dataclass(frozen=True, slots=True)
class Cost:
    """
    What sampling some people in pools of one size is expected to take.

    Attributes:
        people: swabbed; `size` of each pool but the last.
        tubes: pools, each tested once.
        positive: pools found positive, on average.
        again: people swabbed and tested singly because their pool was positive, on average.
    """

    people: int
    size: int
    tubes: int
    positive: float
    again: float

    @property
    def tests(self) -> float:
        """All tests: those of the pools, and those of the people in positive ones."""
        return self.tubes + self.again


def positive_share(infected: float, size: int, sensitivity: float = 1.0) -> float:
    """
    How likely a pool is found positive: somebody in it is infected, and the test says so.

    >>> round(positive_share(0.01, 10), 4)
    0.0956
    """
    return sensitivity * (1 - (1 - infected) ** size)


def cost_a_person(infected: float, size: int, sensitivity: float = 1.0) -> float:
    """
    Expected tests for each person, in pools of `size`: 1/n + 1 - (1-p)^n; one where nobody is pooled.

    >>> round(cost_a_person(0.01, 11), 4), cost_a_person(0.01, 1)
    (0.1956, 1.0)
    """
    if size == 1:
        return 1.0
    return 1 / size + positive_share(infected, size, sensitivity)


def best_size(infected: float, largest: int = LARGEST) -> int:
    """
    The pool size that costs fewest tests a person, the smaller of equals; 1 where pools save nothing.

    >>> [best_size(p) for p in (0.001, 0.01, 0.02, 0.05, 0.1, 0.31)]
    [32, 11, 8, 5, 4, 1]
    """
    return min(range(1, largest + 1), key=lambda size: (cost_a_person(infected, size), size))


def cost(people: int, size: int, infected: float, sensitivity: float = 1.0) -> Cost:
    """
    What `people` in pools of `size` are expected to take; the last pool holds who is left over.

    >>> cost(25, 10, 0.0).tubes
    3
    """
    full, rest = divmod(people, size)
    if size == 1:
        return Cost(people, size, people, people * positive_share(infected, 1, sensitivity), 0.0)
    shares = (positive_share(infected, size, sensitivity), positive_share(infected, rest, sensitivity))
    return Cost(
        people,
        size,
        ceil(people / size),
        full * shares[0] + (shares[1] if rest else 0.0),
        full * size * shares[0] + rest * shares[1],
    )
