"""What a courier or a laboratory is told: the boxes of their area, and the calls of their own tour."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from fangxian.features.roster.models import Responder
from fangxian.features.sampling.models import CourierCall, Stage, Tube
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within

Row = dict[str, Any]

MOST_BOXES = 300
CARRIED = (Stage.PACKED, Stage.HANDED, Stage.RECEIVED)


def boxes(actor: Actor, codes: Sequence[str]) -> dict[str, list[Row]]:
    """Round → the boxes of the area, the last first, each with its tubes and the furthest of their steps."""
    tubes = Tube.objects.filter(within(actor.area), round__in=codes, stage__in=CARRIED).exclude(box="")
    found: dict[str, Row] = {}
    told = tubes.order_by("-packed_at", "code").values_list("round", "box", "barcode", "stage")
    for of_round, box, barcode, stage in told:
        if box not in found and len(found) == MOST_BOXES:
            continue
        row = found.setdefault(box, {"round": of_round, "code": box, "tubes": [], "step": Stage.PACKED})
        row["tubes"].append(barcode)
        row["step"] = max(row["step"], stage, key=CARRIED.index)
    by_round: dict[str, list[Row]] = defaultdict(list)
    for row in found.values():
        by_round[row.pop("round")].append(row | {"step": str(row["step"])})
    return by_round


_CALL = ("tour", "position", "point", "name", "area", "tubes", "at", "latest", "back_at")


def calls(actor: Actor, codes: Sequence[str]) -> dict[str, list[Row]]:
    """Round → the calls of the courier's own tour in the newest plan, in their order."""
    own = Responder.objects.filter(pk=actor.responder or 0).values("code")
    found: dict[str, list[Row]] = defaultdict(list)
    mine = CourierCall.objects.filter(within(actor.area), round__in=codes, courier__in=own, tour__gt=0)
    for row in mine.order_by("tour", "position").values("round", *_CALL):
        found[row.pop("round")].append(row)
    return found
