"""
The bottom: how likely it is that somebody infected remains undetected, by grid, after some rounds.

Model. In a grid of N people the number infected before the rounds is Poisson with a mean that is itself
unknown, Gamma(shape a, rate b). Any person is as likely to be infected as any other of the grid. Each time
somebody infected is swabbed the pool finds them with a probability s, independently of the other times.
Somebody whose swabs were those of history h escapes with probability e_h = product of (1 - s) over them, 1
for who was never swabbed, and u is the mean of e over the people of the grid.

Infected people are then found or missed independently of each other, so the found are Poisson(mean × (1-u))
and the missed Poisson(mean × u) (thinning). After k were found the mean is Gamma(a + k, b + 1 - u), and the
missed are negative binomial:

    P(nobody missed) = ((b + 1 - u) / (b + 1)) ** (a + k)        E(missed) = u (a + k) / (b + 1 - u)

As b grows with a/b fixed the prior becomes a plain Poisson; where it says "one infected with probability q,
or none", a round of coverage c and sensitivity s leaves the "probability of freedom" (1 - q) / (1 - q c s)
of animal health, which `freedom` gives and the tests compare.
Source: A. Cameron, F. Baldock, Preventive Veterinary Medicine 34 (1998) 1-17; P. Martin, A. Cameron,
M. Greiner, the same 79 (2007) 71-97; thinning: J. Kingman, Poisson Processes (1993), section 5.1.

What it does not see: who was infected after their last swab, and infections that come in households (people
of one house are missed together). Both make the true risk higher, which the page that shows it says.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Bottom:
    """
    By grid, in the order given: the share `unseen` of an infection there that no swab would have found, the
    probability that `nobody` was missed, and how many were `missed` on average; `all_clear` is the
    probability that nobody was missed in any grid.
    """

    unseen: Floats
    nobody: Floats
    missed: Floats
    all_clear: float


def escapes(sampled: npt.NDArray[np.bool_], sensitivity: Floats) -> Floats:
    """
    How likely somebody infected escapes, for each history of rounds.

    Args:
        sampled: histories × rounds, whether who has that history was swabbed in that round.
        sensitivity: of each round, 0 to 1: that a swab of somebody infected, in its pool, is found.

    >>> escapes(np.array([[False, False], [True, True]]), np.array([0.8, 0.5])).round(3).tolist()
    [1.0, 0.1]
    """
    escape: Floats = np.where(sampled, 1.0 - sensitivity, 1.0).prod(axis=1)
    return escape


def probe(people: Ints, escape: Floats, found: Ints, *, shape: float, expected: Floats) -> Bottom:
    """
    What may have been missed.

    Args:
        people: grids × histories, how many people of the grid have that history.
        escape: of each history, as `escapes` gives it.
        found: how many infected people were found in each grid.
        shape: of the Gamma prior; small says that infections are few but, where they are, many.
        expected: infected people expected in each grid before the rounds, above 0.
    """
    everybody = people.sum(axis=1)
    unseen = np.divide(people @ escape, everybody, out=np.zeros(len(people)), where=everybody > 0)
    rate = shape / expected
    after = shape + found
    nobody = np.exp(after * np.log1p(-unseen / (rate + 1.0)))
    missed = unseen * after / (rate + 1.0 - unseen)
    return Bottom(unseen, nobody, missed, float(np.exp(np.log(nobody).sum())))


def one_more(escape: Floats, coverage: Floats, sensitivity: float) -> Floats:
    """
    How likely somebody infected escapes after one more round that reaches `coverage` of each history.

    >>> one_more(np.array([1.0, 0.2]), np.array([0.5, 1.0]), 0.8).round(3).tolist()
    [0.6, 0.04]
    """
    return escape * (1.0 - coverage * sensitivity)


def freedom(infected: float, seen: float) -> float:
    """
    How likely an area is free after nothing was found in it, if it was infected with probability `infected`
    before and an infection would have been `seen` with that probability.

    >>> round(freedom(0.5, 0.8), 4)
    0.8333
    """
    return (1.0 - infected) / (1.0 - infected * seen)
