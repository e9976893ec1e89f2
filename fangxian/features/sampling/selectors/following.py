"""One tube: its steps with both signatures, its results in versions, what waits for a second signature."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from fangxian.features.roster.models import Responder
from fangxian.features.sampling import rules
from fangxian.features.sampling.models import Amendment, Point, Result, Tube, TubeStep
from fangxian.features.sampling.models.tube import COLD
from fangxian.features.sampling.selectors import pack
from fangxian.kernel.authority import Actor


@dataclass(frozen=True, slots=True)
class Done:
    """One step, with who did it in words."""

    step: TubeStep
    who: str

    @property
    def is_warm(self) -> bool:
        """Whether the box was not between 2 and 8 °C."""
        return self.step.celsius is not None and not COLD[0] <= self.step.celsius <= COLD[1]

    @property
    def box(self) -> str:
        """What is written on the box it travelled in, '' for none."""
        return self.step.box.partition("/")[2]


@dataclass(frozen=True, slots=True)
class Picture:
    """A tube as its page shows it; `until` it may stand at room temperature, None once it arrived."""

    tube: Tube
    point: str
    steps: list[Done]
    results: list[Result]
    waiting: Amendment | None
    until: datetime | None


def picture(actor: Actor, tube: Tube) -> Picture:
    """Everything that is known of a tube: five queries."""
    steps = list(TubeStep.objects.filter(tube=tube.code).order_by("at", "id"))
    names = _names(step.person for step in steps)
    point = Point.objects.filter(round=tube.round, code=tube.point).values_list("name", flat=True).first()
    return Picture(
        tube,
        point or tube.point,
        [Done(step, names.get(step.person, step.person)) for step in steps],
        list(Result.objects.filter(tube=tube.code).order_by("-version")),
        Amendment.objects.filter(tube=tube.code, ended_at=None).first(),
        rules.warm_until(tube.stage, tube.first_at, pack.clocks(actor).room),
    )


def _names(people: Iterable[str]) -> dict[str, str]:
    """Names of who signed, for who sees the tube; of those out of their sight they read the codes."""
    return dict(Responder.objects.filter(code__in=set(people)).values_list("code", "name"))
