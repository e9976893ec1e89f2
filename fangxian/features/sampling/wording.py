"""What a round needs, ways out of a shortage, and why a series cannot stop, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fangxian.engines.sampling.feasibility import Exit, Feasibility, Need, Resource, Way
from fangxian.engines.sampling.rounds import Reason, StopRule, Verdict
from fangxian.features.sampling.services import Order
from fangxian.kernel.errors import Text

LABELS: dict[Resource, Text] = {
    Resource.TABLES: gettext_lazy("Tables"),
    Resource.SAMPLERS: gettext_lazy("Samplers"),
    Resource.REGISTRARS: gettext_lazy("Registrars"),
    Resource.COURIERS: gettext_lazy("Couriers"),
    Resource.TUBES: gettext_lazy("Tubes"),
    Resource.POOLED: gettext_lazy("Pooled tests until results are due"),
    Resource.SINGLE: gettext_lazy("Single tests until results are due"),
}

REASONS: dict[Reason, Text] = {
    Reason.NO_ROUND: gettext_lazy("No round was made yet."),
    Reason.RUNNING: gettext_lazy("The last round still runs: its window is open, or tubes wait for results."),
    Reason.OPEN_POOLS: gettext_lazy("Positive pools of the last round are not resolved."),
    Reason.COMMUNITY_CASE: gettext_lazy("Somebody was found infected in the last round."),
    Reason.NOT_EVERYBODY: gettext_lazy("The last round did not reach everybody, or tubes of it were lost."),
    Reason.TOO_FEW: gettext_lazy("Rounds running that must find nobody: %(clean)s. There are fewer so far."),
    Reason.GAP_RUNNING: gettext_lazy(
        "First come days without a round: %(gap)s. Then clean rounds once more: %(last)s."
    ),
    Reason.LAST_MISSING: gettext_lazy("Clean rounds after the pause are missing: there must be %(last)s."),
}


@dataclass(frozen=True, slots=True)
class Out:
    """One way out: the sentence, and where it can be taken ('' if it is a change of this order)."""

    sentence: str
    url: str = ""


def reasons(verdict: Verdict, rule: StopRule) -> list[str]:
    """Why a series cannot stop, by the rule that holds."""
    figures = {"clean": rule.clean, "gap": rule.gap.days, "last": rule.last}
    return [str(REASONS[reason]) % figures for reason in verdict.reasons]


def needs(found: tuple[Need, ...]) -> list[tuple[Text, Need]]:
    """Each need with its label, what is missing first."""
    return [(LABELS[need.resource], need) for need in sorted(found, key=lambda need: -bool(need.missing))]


def outs(found: Feasibility, order: Order) -> list[Out]:
    """Ways out as sentences with what they cost; where no way suffices, what must be got."""
    helped = {one.resource for one in found.exits}
    ways = [_OUTS[one.way](one, order) for one in found.exits]
    return ways + [_get(need) for need in found.needs if need.missing and need.resource not in helped]


def _get(need: Need) -> Out:
    if need.resource is Resource.TUBES:
        said = ngettext("Get %(count)s more tube.", "Get %(count)s more tubes.", need.missing)
    else:
        said = ngettext(
            "Find a laboratory for %(count)s more test.",
            "Find laboratories for %(count)s more tests.",
            need.missing,
        )
    return Out(said % {"count": f"{need.missing:,}"})


def _second(one: Exit, order: Order) -> Out:
    count = int(one.amount)
    if one.resource is Resource.TABLES:
        said = ngettext(
            "Set up %(count)s more table at the points, or open points for it.",
            "Set up %(count)s more tables at the points, or open points for them.",
            count,
        )
        return Out(said % {"count": f"{count:,}"}, reverse("duty:sites"))
    said = {
        Resource.SAMPLERS: ngettext(
            "Second %(count)s sampler from elsewhere.", "Second %(count)s samplers from elsewhere.", count
        ),
        Resource.REGISTRARS: ngettext(
            "Second %(count)s registrar from elsewhere.", "Second %(count)s registrars from elsewhere.", count
        ),
    }.get(
        one.resource,
        ngettext(
            "Second %(count)s courier from elsewhere.", "Second %(count)s couriers from elsewhere.", count
        ),
    )
    return Out(said % {"count": f"{count:,}"}, f"{reverse('relief:order')}?to={order.area}")


def _longer(one: Exit, order: Order) -> Out:
    more = timedelta(hours=one.amount) - (order.ends_at - order.starts_at)
    return Out(
        _("Take swabs until %(until)s, %(hours)s hours longer, with the same tables.")
        % {"until": _when(order.starts_at + timedelta(hours=one.amount)), "hours": _hours(more)}
    )


def _later(one: Exit, order: Order) -> Out:
    until = order.starts_at + timedelta(hours=one.amount)
    said = {
        Resource.POOLED: _("Have the pooled results by %(until)s, %(hours)s hours later."),
        Resource.SINGLE: _("Have the single results by %(until)s, %(hours)s hours later."),
    }[one.resource]
    return Out(said % {"until": _when(until), "hours": _hours(until - order.results_by)})


def _larger(one: Exit, order: Order) -> Out:
    again = max(0, round(one.again))
    return Out(
        ngettext(
            "Put at least %(size)s people into each tube: %(tubes)s tubes in all, and about "
            "%(again)s more person is sampled again.",
            "Put at least %(size)s people into each tube: %(tubes)s tubes in all, and about "
            "%(again)s more people are sampled again.",
            again,
        )
        % {"size": int(one.amount), "tubes": f"{one.tubes:,}", "again": f"{again:,}"}
    )


_OUTS = {Way.SECOND: _second, Way.LONGER: _longer, Way.LATER: _later, Way.LARGER_POOLS: _larger}


def _when(at: object) -> str:
    return date_format(timezone.localtime(at), "m-d H:i")  # type: ignore[arg-type]


def _hours(length: timedelta) -> str:
    return f"{length / timedelta(hours=1):.1f}"
