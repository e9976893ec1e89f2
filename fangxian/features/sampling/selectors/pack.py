"""What the rule pack of the incident says of sampling: pools, clocks, and when to stop."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from fangxian.engines.planning.pack import RulePack
from fangxian.engines.sampling.feasibility import Terms
from fangxian.engines.sampling.rounds import StopRule
from fangxian.features.incidents.models import Incident
from fangxian.features.sampling.models import ZoneKind
from fangxian.features.sampling.rules import Clocks, Pooling
from fangxian.kernel import rulepacks
from fangxian.kernel.authority import Actor


def pack(actor: Actor) -> RulePack:
    """The pack of the actor's incident."""
    return rulepacks.load(Incident.objects.values_list("rule_pack", flat=True).get(code=actor.incident))


def pools(actor: Actor) -> dict[str, int]:
    """People a tube by kind of zone."""
    found = pack(actor)
    return {kind: int(found[f"pool_{kind}"]) for kind in ZoneKind.values}


def zoned(actor: Actor, area: str, zones: Mapping[str, Pooling]) -> dict[str, Pooling]:
    """The zones of a round of an area, which itself is in the precaution zone unless they say otherwise."""
    kind = ZoneKind.PRECAUTION
    return {area: Pooling(kind, pools(actor)[kind]), **zones}


def clocks(actor: Actor) -> Clocks:
    """How long a tube may stand and be under way."""
    found = pack(actor)
    room, delivery, opened = (
        timedelta(hours=found[f"tube_{name}_hours"]) for name in ("room", "delivery", "open")
    )
    return Clocks(room, delivery, opened)


def stop_rule(actor: Actor) -> StopRule:
    """When the rounds of an area may stop."""
    found = pack(actor)
    return StopRule(
        int(found["clean_rounds"]), timedelta(days=found["clean_gap_days"]), int(found["clean_rounds_last"])
    )


def terms(actor: Actor, asked: Mapping[str, float]) -> Terms:
    """How a round is done, with what was `asked` of it: hours, results_hours, infected."""
    found = pack(actor)
    swabs = next((rule.people_each for rule in found.posts if rule.role == "sampler"), 0.0)
    return Terms(
        **asked,
        delivery_hours=found["tube_delivery_hours"],
        people_table_hour=found["table_people_hour"],
        call_hours=found["tube_open_hours"],
        **({"people_sampler": swabs} if swabs else {}),
    )
