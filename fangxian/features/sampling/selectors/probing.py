"""The bottom: by grid, how likely nobody was missed; what one more round would buy; and whether to stop."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

import numpy as np
from django.db.models import Count
from django.utils import timezone

from fangxian.engines.sampling import bottom, rounds
from fangxian.engines.sampling.rounds import StopRule, Verdict
from fangxian.features.campaigns.models import Campaign
from fangxian.features.campaigns.selectors import counting
from fangxian.features.sampling import access
from fangxian.features.sampling.models import Pool, Round
from fangxian.features.sampling.selectors.histories import MOST, Histories, Tested
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Assumed:
    """
    What the model is told.

    `alone`, `to_ten`, `larger`: the sensitivity of a swab by how many share its tube. `expected` infected
    people in ten thousand before the rounds, `shape` how unevenly; `reaches` the share one more round would.
    """

    alone: float = 0.80
    to_ten: float = 0.75
    larger: float = 0.70
    expected: float = 1.0
    shape: float = 0.5
    reaches: float = 0.98

    def of(self, tested: Tested) -> float:
        """The sensitivity of a swab of a round, over all its tubes."""
        return tested.sensitivity(self.alone, self.to_ten, self.larger)


@dataclass(frozen=True, slots=True)
class Grid:
    """One grid: people, never sampled, found; the chance that nobody was missed; how many were on average."""

    code: str
    name: str
    people: int
    never: int
    found: int
    nobody: float
    missed: float

    @property
    def clear(self) -> str:
        """The chance that nobody was missed, in percent."""
        return _percent(self.nobody)


@dataclass(frozen=True, slots=True)
class Probed:
    """All grids together: the chance that nobody was missed, now and after one more round."""

    grids: list[Grid]
    how_many: int
    people: int
    rounds: int
    all_clear: float
    missed: float
    then_clear: float
    then_missed: float

    @property
    def clear(self) -> str:
        """The chance that nobody was missed anywhere, in percent."""
        return _percent(self.all_clear)

    @property
    def then(self) -> str:
        """The same after one more round."""
        return _percent(self.then_clear)


def series(actor: Actor, of_round: Round) -> list[Round]:
    """The rounds of the incident up to this one that touch its area, the earliest first, at most ten."""
    last = Campaign.objects.filter(code=of_round.code).values_list("starts_at", flat=True).get()
    codes = Campaign.objects.filter(incident=actor.incident, starts_at__lte=last).order_by(
        "-starts_at", "-code"
    )
    of_code = {one.code: one for one in access.visible(actor)}
    newest = [of_code[code] for code in codes.values_list("code", flat=True) if code in of_code]
    near = [one for one in newest if one.area.startswith(of_round.area) or of_round.area.startswith(one.area)]
    return near[:MOST][::-1]


def probe(known: Histories, assumed: Assumed) -> Probed | None:
    """Probe the bottom under some assumptions; None where nobody is a target."""
    if not known.grids:
        return None
    sensitivity = np.array([assumed.of(tested) for tested in known.tested])
    escape = bottom.escapes(known.sampled, sensitivity)
    expected = np.maximum(known.people.sum(axis=1) * assumed.expected / 10_000, 1e-9)
    prior = {"shape": assumed.shape, "expected": expected}
    now = bottom.probe(known.people, escape, known.found, **prior)
    again = sensitivity[-1] or assumed.to_ten
    later = bottom.one_more(escape, np.full(len(escape), assumed.reaches), float(again))
    then = bottom.probe(known.people, later, known.found, **prior)
    return Probed(
        _worst(known, now),
        len(known.grids),
        int(known.people.sum()),
        len(known.tested),
        now.all_clear,
        float(now.missed.sum()),
        then.all_clear,
        float(then.missed.sum()),
    )


def judge(series: list[Round], known: Histories, area: str, rule: StopRule) -> Verdict:
    """The stop rule on a series of rounds, in one area."""
    codes = [one.code for one in series]
    figures = counting.by_campaign(codes, area)
    windows = {one.code: one for one in Campaign.objects.filter(code__in=codes)}
    open_ = Pool.objects.filter(within(area), round__in=codes, resolved_at=None)
    pools = dict(open_.values_list("round").annotate(n=Count("tube")))
    now, told = timezone.now(), []
    for code, tested, found in zip(codes, known.tested, known.found_in, strict=True):
        here = figures.get(code, counting.Figures())
        seen = max(0, here.reached - tested.unseen)
        told.append(
            rounds.Round(
                on=timezone.localtime(windows[code].starts_at).date(),
                ended=windows[code].ends_at <= now and not tested.waiting and here.reached > 0,
                cases=found,
                open_pools=pools.get(code, 0),
                coverage=seen / here.targets if here.targets else 0.0,
            )
        )
    return rounds.judge(told, rule)


def _worst(known: Histories, now: bottom.Bottom) -> list[Grid]:
    order = np.lexsort((-now.missed, now.nobody))[:SHOWN]
    names = dict(Area.objects.filter(code__in=[known.grids[n] for n in order]).values_list("code", "name"))
    never = known.people[:, ~known.sampled.any(axis=1)].sum(axis=1)
    return [
        Grid(
            known.grids[n],
            names.get(known.grids[n], known.grids[n]),
            int(known.people[n].sum()),
            int(never[n]),
            int(known.found[n]),
            float(now.nobody[n]),
            float(now.missed[n]),
        )
        for n in order
    ]


def _percent(share: float) -> str:
    """Rounded down, so that what is not certain never reads as 100 %."""
    return f"{floor(share * 10_000) / 100:.2f} %"
